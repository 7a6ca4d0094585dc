/// Which requests to an emulator go wrong, and how: scripted, by rates, or by a function of your own.
///
/// The fate of a call depends on the seed, its operation and its number among the calls of that operation, on
/// nothing else, so a run can be repeated.
/// ```swift
/// let plan = FaultPlan([
///     .call(1, of: .createJob(.refineLoop), .dropAfter),
///     .rate(0.2, of: .getJob(.refineLoop), .rateLimited(.seconds(2))),
/// ])
/// ```
public struct FaultPlan: Sendable {
    /// One request, counted from 1 among those of its operation.
    public struct Call: Sendable, Hashable {
        /// What was asked for.
        public let operation: EmulatorOperation
        /// 1 for the operation's first request.
        public let number: Int
    }

    /// One reason for a fault.
    public struct Rule: Sendable {
        fileprivate enum Kind: Sendable {
            case call(Int, EmulatorOperation)
            case every(EmulatorOperation?)
            case rate(Double, EmulatorOperation?)
            case custom(@Sendable (Call, inout SeededRandom) -> Fault?)
        }
        fileprivate let kind: Kind
        fileprivate let fault: Fault

        /// The operation's call of this number, counted from 1.
        public static func call(_ number: Int, of operation: EmulatorOperation, _ fault: Fault) -> Rule {
            Rule(kind: .call(number, operation), fault: fault)
        }

        /// Every call of the operation; `nil`: of all.
        public static func every(_ operation: EmulatorOperation?, _ fault: Fault) -> Rule {
            Rule(kind: .every(operation), fault: fault)
        }

        /// This share of the operation's calls, from 0 to 1; `nil`: of all.
        ///
        /// Rates of several rules for one operation add up: a call gets one fault at most.
        public static func rate(_ share: Double, of operation: EmulatorOperation?, _ fault: Fault) -> Rule {
            Rule(kind: .rate(share, operation), fault: fault)
        }

        /// What a function says; its generator depends on the seed and the call alone.
        public static func custom(
            _ choose: @escaping @Sendable (Call, inout SeededRandom) -> Fault?
        ) -> Rule {
            Rule(kind: .custom(choose), fault: .dropBefore)
        }
    }

    /// Decides every rate and every custom rule.
    public var seed: UInt64
    /// The rules; the first that holds decides.
    public var rules: [Rule]
    /// How long a new job is missing from lists.
    public var listLag: Duration
    /// The most lines of a list, the newest; `nil`: all.
    public var listCap: Int?
    /// How far the service's clock is ahead of the emulator's; negative: behind.
    public var clockSkew: Duration

    /// Makes a plan.
    public init(
        _ rules: [Rule] = [],
        seed: UInt64 = 1,
        listLag: Duration = .zero,
        listCap: Int? = nil,
        clockSkew: Duration = .zero
    ) {
        self.rules = rules
        self.seed = seed
        self.listLag = listLag
        self.listCap = listCap
        self.clockSkew = clockSkew
    }

    /// Nothing goes wrong.
    public static let none = FaultPlan()

    /// The fault of one call, if any.
    public func fault(for call: Call) -> Fault? {
        var generator = random(for: call)
        let draw = generator.nextFraction()
        var passed = 0.0
        for rule in rules {
            switch rule.kind {
            case .call(let number, let operation):
                if call.number == number && call.operation == operation { return rule.fault }
            case .every(let operation):
                if operation == nil || operation == call.operation { return rule.fault }
            case .rate(let share, let operation):
                guard operation == nil || operation == call.operation else { continue }
                passed += share
                if draw < passed { return rule.fault }
            case .custom(let choose):
                if let fault = choose(call, &generator) { return fault }
            }
        }
        return nil
    }

    /// A generator of its own for each call, so that calls that overlap don't change each other's fate.
    private func random(for call: Call) -> SeededRandom {
        var hash = RecordHash()
        hash.combine(call.operation.rawValue.utf8)
        var mixer = SeededRandom(seed: seed ^ hash.value)
        return SeededRandom(seed: mixer.next() &+ UInt64(call.number) &* 0xD134_2543_DE82_EF95)
    }
}
