public import Foundation

/// LDX hub in this process: it keeps files, runs jobs and answers as the real service is documented to.
///
/// ```swift
/// let hub = LDXHubEmulator()
/// let client = try LDXHubClient(…, baseURL: hub.baseURL, transport: hub.transport)
/// ```
/// It is strict about requests, so that what works with it is a proper request; jobs do real work on what was
/// sent, in the emulator's time; a ``FaultPlan`` makes things go wrong, and ``ledger`` says what really happened.
public actor LDXHubEmulator: ServiceEmulator {
    /// The address that clients are to be configured with; nothing on a network has it.
    public static let defaultBaseURL =
        URL(string: "https://ldxhub.emulator.invalid") ?? URL(filePath: "/")

    /// The address that clients are to be configured with.
    public nonisolated let baseURL: URL
    /// The clock that the emulator lives by.
    public nonisolated let time: any TimeSource

    let plan: LDXHubPlan
    let faults: FaultPlan
    let clock: EmulatorClock
    let kinds: [any LDXHubJobKind]
    var ids: LDXHubIDs
    var files: [String: LDXHubFile] = [:]
    /// Ids of files in the order of creation.
    var fileOrder: [String] = []
    var jobs: [String: LDXHubJob] = [:]
    /// Ids of each service's jobs in the order of creation.
    var jobOrder: [Service: [String]] = [:]
    var entries = Ledger()
    private var late: [(due: Duration, command: LDXHubCommand)] = []

    /// Makes an empty LDX hub.
    ///
    /// - Parameters:
    ///   - time: The clock that jobs, waits and delays go by.
    ///   - date: The date at the start; stamps count from it.
    ///   - plan: How it behaves when nothing goes wrong.
    ///   - faults: What goes wrong.
    ///   - baseURL: The address that clients are configured with; ``transport`` refuses all others.
    public init(
        time: any TimeSource = SystemTime(),
        startingAt date: Date = Date(),
        plan: LDXHubPlan = LDXHubPlan(),
        faults: FaultPlan = .none,
        baseURL: URL = LDXHubEmulator.defaultBaseURL
    ) {
        self.time = time
        self.plan = plan
        self.faults = faults
        self.baseURL = baseURL
        clock = EmulatorClock(time: time, startingAt: date, skew: faults.clockSkew)
        kinds = Self.kinds(plan)
        ids = LDXHubIDs(seed: plan.seed)
    }

    /// The services that there are.
    static func kinds(_ plan: LDXHubPlan) -> [any LDXHubJobKind] {
        [RefineLoopKind(plan), RenderOCRKind(plan)]
    }

    /// What has really happened so far.
    public var ledger: Ledger {
        settle()
        return entries
    }

    /// The time since the emulator began, which the ledger's entries are stamped with.
    public nonisolated var now: Duration { clock.now }

    /// Answers one request.
    ///
    /// - Throws: ``TransportFailure`` when the fault plan breaks the connection, `CancellationError`.
    public func respond(to request: EmulatorRequest) async throws -> TransportResponse {
        settle()
        let route = Result { try LDXHubRoute(request, kinds: kinds) }
        let operation = (try? route.get().operation) ?? .unknown
        let number = entries.nextNumber(operation)
        let fault = faults.fault(for: FaultPlan.Call(operation: operation, number: number))
        let place = entries.arrived(
            Ledger.Request(
                at: clock.now, operation: operation, number: number, subject: try? route.get().subject,
                fault: fault, status: nil))
        let context = LDXHubContext(path: request.path, requestID: ids.request(), fault: fault)
        let outcome = try await outcome(of: request, route, context)
        var answer = outcome.answer
        answer.headers["zp-rid"] = context.requestID
        answer.headers["Date"] = clock.httpDate(clock.now)
        try Task.checkCancellation()
        entries.answered(place, status: answer.status)
        return await answer.response(fault, clock: clock) {
            if let job = outcome.job { await self.answerReached(job: job) }
        }
    }

    private func outcome(
        of request: EmulatorRequest, _ route: Result<LDXHubRoute, any Error>, _ context: LDXHubContext
    ) async throws -> LDXHubOutcome {
        do {
            if let refusal = try await refusal(context) { return LDXHubOutcome(refusal) }
            let route = try route.get()
            try authorize(request, route)
            let command = try await LDXHubRequestReader(plan: plan).command(request, route)
            if case .lateApply(let delay) = context.fault {
                postpone(command, until: clock.now + delay)
                throw TransportFailure(.connectionLost, "The connection broke before the answer came.")
            }
            if case .showJob(_, let id, let seconds) = command { try await wait(for: id, seconds: seconds) }
            let outcome = try perform(command)
            return try await spoil(outcome, context)
        } catch let problem as LDXHubProblem {
            return LDXHubOutcome(try answer(problem, context))
        }
    }

    private func authorize(_ request: EmulatorRequest, _ route: LDXHubRoute) throws {
        guard route.needsKey else { return }
        let parts = (request.headers["Authorization"] ?? "").split(
            separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else {
            throw LDXHubProblem.gateway(401, "The request needs Authorization: Bearer and a key.")
        }
        guard plan.acceptedKeys?.contains(String(parts[1])) ?? true else {
            throw LDXHubProblem.gateway(401, "The key is not valid.")
        }
    }

    private func answerReached(job place: Int) {
        entries.answerReached(job: place)
    }

    private func postpone(_ command: LDXHubCommand, until due: Duration) {
        let place = late.firstIndex { $0.due > due } ?? late.endIndex
        late.insert((due, command), at: place)
    }

    /// Does what was postponed and is due, as of the time when it was.
    private func settle() {
        while let first = late.first, first.due <= clock.now {
            late.removeFirst()
            // Nobody waits for its answer, so nobody hears that it is refused.
            _ = try? perform(first.command, at: first.due)
        }
    }
}

/// What is known of a request while it is answered.
struct LDXHubContext: Sendable {
    let path: String
    let requestID: String
    let fault: Fault?
}

/// An answer, and the ledger's place of the job that it tells of.
struct LDXHubOutcome: Sendable {
    var answer: EmulatorAnswer
    var job: Int?

    init(_ answer: EmulatorAnswer, job: Int? = nil) {
        self.answer = answer
        self.job = job
    }
}
