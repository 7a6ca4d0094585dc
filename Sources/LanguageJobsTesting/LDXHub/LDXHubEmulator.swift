public import Foundation

/// LDX hub in this process: it keeps files, runs jobs and answers as the real service is documented to.
///
/// ```swift
/// let hub = LDXHubEmulator()
/// let ldx = try LDXHubClient(credential: .value("any"), baseURL: hub.baseURL, transport: hub.transport)
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
    let areas: [any LDXHubArea]
    var ids: LDXHubIDs
    var files: [String: LDXHubFile] = [:]
    /// Ids of files in the order of creation.
    var fileOrder: [String] = []
    var jobs: [String: LDXHubJob] = [:]
    /// Ids of each service's jobs in the order of creation.
    var jobOrder: [Service: [String]] = [:]
    var entries = Ledger()
    private var fileWindow: RateWindow?
    var late = LateEffects<LDXHubCommand.Effect>()
    var mcpSessions = MCPSessions()

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
        let kinds = Self.kinds(plan)
        let operations: [any LDXHubArea] =
            [LDXHubFilesArea(plan: plan), LDXHubUploadsArea()] + kinds.map { LDXHubJobsArea(kind: $0) }
        areas = operations + [MCPArea(plan.mcp, kinds: kinds, areas: operations)]
        ids = LDXHubIDs(seed: plan.seed)
        fileWindow = plan.fileRequestsPerMinute.map { RateWindow(limit: $0, length: .seconds(60)) }
    }

    /// The services that there are.
    static func kinds(_ plan: LDXHubPlan) -> [any LDXHubJobKind] {
        [
            StructFlowKind(plan), RefineLoopKind(plan), RenderOCRKind(plan), CastDocKind(), ExtractDocKind(),
            AnalyzeDocKind(plan),
        ]
    }

    /// Brings requests straight to this emulator, without a socket; it takes those to ``baseURL``.
    ///
    /// It keeps what ``HTTPTransport`` promises: timeouts by the emulator's clock, limits, progress, cancellation.
    public nonisolated var transport: any HTTPTransport { EmulatorTransport(self) }

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
        let endpoint = Result { try LDXHubEndpoint.matching(request, in: areas) }
        let known = try? endpoint.get()
        let operation = known?.operation ?? .unknown
        let number = entries.nextNumber(operation)
        let fault = faults.fault(for: FaultPlan.Call(operation: operation, number: number))
        let place = entries.arrived(
            Ledger.Request(
                at: clock.now, operation: operation, number: number, subject: known?.subject, fault: fault))
        let context = LDXHubContext(path: request.path, requestID: ids.request(), fault: fault)
        let outcome = try await outcome(of: request, endpoint, context)
        try Task.checkCancellation()
        entries.answered(place, status: outcome.answer.status)
        var answer = outcome.answer
        answer.headers["zp-rid"] = context.requestID
        answer.headers["Date"] = clock.httpDate(clock.now)
        return await answer.response(fault, clock: clock) {
            if let job = outcome.createdJob { await self.answerReached(job: job) }
        }
    }

    private func outcome(
        of request: EmulatorRequest, _ endpoint: Result<LDXHubEndpoint, any Error>, _ context: LDXHubContext
    ) async throws -> LDXHubOutcome {
        if let refusal = try await refusal(context) { return LDXHubOutcome(refusal) }
        let outcome: LDXHubOutcome
        do {
            let endpoint = try endpoint.get()
            if endpoint.needsKey { try authorize(request) }
            if endpoint.isRateLimited, let wait = fileWindow?.admit(at: clock.now) {
                throw LDXHubProblem.tooManyRequests(.seconds(Int((wait / .seconds(1)).rounded(.up))))
            }
            let command = try await endpoint.command(request)
            if postpone(command, context.fault) { throw TransportFailure.answerLost }
            let deadline = try await wait(for: command.wait)
            settle()
            try await conclude(command.jobs, until: deadline)
            settle()
            defer { late.oneMoreApplied() }
            outcome = try command.effect(self, clock.now)
        } catch let problem as LDXHubProblem {
            outcome = LDXHubOutcome(try answer(problem, context))
        }
        return try await spoil(outcome, context)
    }

    private func authorize(_ request: EmulatorRequest) throws {
        guard let key = request.bearerToken else {
            throw LDXHubProblem.gateway(401, "The request needs Authorization: Bearer and a key.")
        }
        guard plan.acceptedKeys?.contains(key) ?? true else {
            throw LDXHubProblem.gateway(401, "The key is not valid.")
        }
    }

    private func answerReached(job place: Int) {
        entries.answerReached(job: place)
    }
}
