public import Foundation

/// Flixu in this process: it translates texts and documents, charges for them, and answers as the real service is
/// documented to.
///
/// ```swift
/// let service = FlixuEmulator()
/// let flixu = try FlixuClient(credential: .value("any"), baseURL: service.baseURL, transport: service.transport)
/// ```
/// It is strict about requests, so that what works with it is a proper request; a translation is the text with the
/// target language's mark before it; limits and credits really limit; a ``FaultPlan`` makes things go wrong, and
/// ``ledger`` says what really happened.
public actor FlixuEmulator: ServiceEmulator {
    /// The address that clients are to be configured with; nothing on a network has it.
    public static let defaultBaseURL = URL(string: "https://flixu.emulator.invalid/v1") ?? URL(filePath: "/")

    /// The address that clients are to be configured with.
    public nonisolated let baseURL: URL
    /// The clock that the emulator lives by.
    public nonisolated let time: any TimeSource

    let plan: FlixuPlan
    let clock: EmulatorClock
    private let faults: FaultPlan
    private let routes: FlixuRoutes
    var ids: SeededRandom
    // Of its own, so that one request more or less doesn't change the ids of what comes after.
    private var requestIDs: SeededRandom
    private var limits: FlixuLimits
    var documents: [String: FlixuDocument] = [:]
    /// Ids of documents in the order of creation.
    var documentOrder: [String] = []
    var documentCount = 0
    /// Ids of documents that are jobs and not charged for yet.
    var pendingJobs: [String] = []
    /// The credits used so far.
    var consumed: Int
    var entries = Ledger()
    private var late = LateEffects<FlixuCommand.Effect>()

    /// Makes a Flixu without documents.
    ///
    /// - Parameters:
    ///   - time: The clock that jobs, limits and delays go by.
    ///   - date: The date at the start; stamps count from it.
    ///   - plan: How it behaves when nothing goes wrong.
    ///   - faults: What goes wrong.
    ///   - baseURL: The address that clients are configured with; its path is that of the operations.
    ///     ``transport`` refuses all others but the plan's ``FlixuPlan/filesOrigin``.
    public init(
        time: any TimeSource = SystemTime(),
        startingAt date: Date = Date(),
        plan: FlixuPlan = FlixuPlan(),
        faults: FaultPlan = .none,
        baseURL: URL = FlixuEmulator.defaultBaseURL
    ) {
        self.time = time
        self.plan = plan
        self.faults = faults
        self.baseURL = baseURL
        clock = EmulatorClock(time: time, startingAt: date, skew: faults.clockSkew)
        routes = FlixuRoutes(plan: plan, baseURL: baseURL)
        ids = SeededRandom(seed: plan.seed)
        requestIDs = SeededRandom(seed: ~plan.seed)
        limits = FlixuLimits(plan.limits ?? plan.subscription.limits)
        consumed = plan.consumed
    }

    /// Brings requests straight to this emulator, without a socket: those to ``baseURL``'s origin and to the plan's
    /// ``FlixuPlan/filesOrigin``.
    ///
    /// It keeps what ``HTTPTransport`` promises: timeouts by the emulator's clock, limits, progress, cancellation.
    public nonisolated var transport: any HTTPTransport { EmulatorTransport(self) }

    package nonisolated var otherOrigins: [URL] { plan.filesOrigin.map { [$0] } ?? [] }

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
        let endpoint = Result { try routes.endpoint(for: request) }
        let known = try? endpoint.get()
        let operation = known?.operation ?? .unknown
        let number = entries.nextNumber(operation)
        let fault = faults.fault(for: FaultPlan.Call(operation: operation, number: number))
        let arrived = Ledger.Request(
            at: clock.now, operation: operation, number: number, subject: known?.subject, fault: fault)
        let place = entries.arrived(arrived)
        let context = FlixuContext(
            envelope: FlixuEnvelope(requestID: requestIDs.nextUUID()), fault: fault,
            isOfFiles: routes.isOfFiles(request), bucket: known?.bucket ?? .api)
        if context.isOfFiles, plan.refusesKeys(at: request.origin), request.headers["Authorization"] != nil {
            entries.flixu.strayKeys.append(arrived)
        }
        var (answer, outcome) = try await answer(to: request, endpoint, context)
        try Task.checkCancellation()
        entries.answered(place, status: answer.status)
        answer.headers["Date"] = clock.httpDate(clock.now)
        return await answer.response(fault, clock: clock) { [outcome] in
            await self.answerReached(outcome)
        }
    }

    private func answer(
        to request: EmulatorRequest, _ endpoint: Result<FlixuEndpoint, any Error>, _ context: FlixuContext
    ) async throws -> (EmulatorAnswer, FlixuOutcome?) {
        if let refusal = try await context.fault?.refusal(clock) {
            return (try answer(refusal, context), nil)
        }
        var applied: FlixuOutcome?
        var answer: EmulatorAnswer
        do {
            let outcome = try await apply(request, try endpoint.get(), context.fault)
            applied = outcome
            answer = complete(try await context.envelope.answer(outcome), context)
        } catch let problem as FlixuProblem {
            answer = complete(try context.envelope.answer(problem), context, problem.bucket)
        } catch let problem as FlixuFilesProblem {
            answer = complete(try context.envelope.answer(problem), context)
        }
        if let refusal = try await context.fault?.spoiling(clock) {
            answer = try self.answer(refusal, context)
            applied = nil
        }
        return (answer, applied)
    }

    private func apply(
        _ request: EmulatorRequest, _ endpoint: FlixuEndpoint, _ fault: Fault?
    ) async throws -> FlixuOutcome {
        if let scopes = endpoint.scopes {
            try authorize(request, scopes)
            if let full = limits.admit(endpoint.bucket, at: clock.now) {
                throw FlixuProblem.tooManyRequests(full)
            }
        }
        let command = try await endpoint.command(request)
        try command.check?(self)
        if late.postpone(command.effect, fault, at: clock.now) { throw TransportFailure.answerLost }
        if command.hold > .zero {
            let due = clock.now + command.hold
            do {
                try await clock.sleep(until: due)
            } catch {
                // Who no longer waits pays all the same.
                late.add(command.effect, due: due)
                throw error
            }
        }
        settle()
        defer { late.oneMoreApplied() }
        return try command.effect(self, clock.now)
    }

    private func authorize(_ request: EmulatorRequest, _ scopes: [String]) throws {
        guard let key = request.bearerToken else {
            throw FlixuProblem.unauthorized("The request needs Authorization: Bearer and a key.")
        }
        guard plan.acceptedKeys?.contains(key) ?? true else {
            throw FlixuProblem.unauthorized("The key is not valid.")
        }
        guard Self.isSession(key) || !plan.scopes.isDisjoint(with: scopes) else {
            throw FlixuProblem.forbidden(scopes)
        }
    }

    /// Whether a key is the token of somebody's session, which has no scopes (Flixu docs, Authentication).
    static func isSession(_ key: String) -> Bool { key.hasPrefix("eyJ") }

    /// Does what was postponed and is due, and charges for the jobs that have ended.
    func settle() {
        while let (due, effect) = late.next(at: clock.now) {
            // Nobody waits for its answer, so nobody hears that it is refused.
            _ = try? effect(self, due)
        }
        chargeJobs()
    }

    /// How a bucket stands, as header fields.
    func rateHeaders(_ bucket: FlixuLimits.Bucket) -> TransportHeaders {
        limits.headers(bucket, at: clock.now)
    }

    private func answerReached(_ outcome: FlixuOutcome?) {
        if let place = outcome?.translation { entries.flixu.translations[place].answerReachedClient = true }
        if let place = outcome?.job { entries.answerReached(job: place) }
    }
}
