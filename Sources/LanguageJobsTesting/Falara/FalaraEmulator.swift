public import Foundation

/// Falara in this process: it runs translation jobs and answers as the real service is documented to.
///
/// ```swift
/// let falara = FalaraEmulator()
/// let client = try FalaraClient(
///     credential: .value("any"), baseURL: falara.baseURL, transport: falara.transport)
/// ```
/// It is strict about requests, so that what works with it is a proper request; jobs really translate what was sent,
/// if only by a mark for the language, in the emulator's time; a ``FaultPlan`` makes things go wrong, and ``ledger``
/// says what really happened. Where the vendor's documents disagree ``FalaraPlan/style`` chooses the form.
public actor FalaraEmulator: ServiceEmulator {
    /// The address that clients are to be configured with; nothing on a network has it.
    public static let defaultBaseURL =
        URL(string: "https://falara.emulator.invalid/v1") ?? URL(filePath: "/")

    /// The address that clients are to be configured with.
    public nonisolated let baseURL: URL
    /// The clock that the emulator lives by.
    public nonisolated let time: any TimeSource

    let plan: FalaraPlan
    let faults: FaultPlan
    let clock: EmulatorClock
    let form: FalaraForm
    var random: SeededRandom
    var jobs: [String: FalaraJob] = [:]
    /// Ids of jobs in the order of creation; a job's number is its place and one.
    var jobOrder: [String] = []
    var batches: [String: FalaraBatch] = [:]
    /// The last job of each content.
    var fingerprints: [String: String] = [:]
    var wordsBilled = 0
    var glossaries: [FalaraGlossary] = []
    var styleReferences: [FalaraStyleReference] = []
    var keys: [FalaraKey] = []
    var revokedKeys: Set<String> = []
    /// What each key had configured, and when, oldest first.
    var webhooks: [String: [FalaraWebhook]] = [:]
    var entries = Ledger()
    private var window: RollingWindow?
    private var late = LateEffects<@Sendable (isolated FalaraEmulator, Duration) throws -> FalaraOutcome>()

    /// Makes an empty Falara.
    ///
    /// - Parameters:
    ///   - time: The clock that jobs and delays go by.
    ///   - date: The date at the start; stamps count from it.
    ///   - plan: How it behaves when nothing goes wrong.
    ///   - faults: What goes wrong.
    ///   - baseURL: The address that clients are configured with; ``transport`` refuses all others.
    public init(
        time: any TimeSource = SystemTime(),
        startingAt date: Date = Date(),
        plan: FalaraPlan = FalaraPlan(),
        faults: FaultPlan = .none,
        baseURL: URL = FalaraEmulator.defaultBaseURL
    ) {
        self.time = time
        self.plan = plan
        self.faults = faults
        self.baseURL = baseURL
        clock = EmulatorClock(time: time, startingAt: date, skew: faults.clockSkew)
        form = FalaraForm(style: plan.style, clock: clock)
        random = SeededRandom(seed: plan.seed)
        window = plan.requestsPerMinute.map { RollingWindow(limit: $0, length: .seconds(60)) }
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
        let endpoint = Result { try FalaraEndpoint.matching(request, plan) }
        let known = try? endpoint.get()
        let operation = known?.operation ?? .unknown
        let number = entries.nextNumber(operation)
        let fault = faults.fault(for: FaultPlan.Call(operation: operation, number: number))
        let place = entries.arrived(
            Ledger.Request(
                at: clock.now, operation: operation, number: number, subject: known?.subject, fault: fault))
        let outcome = try await outcome(of: request, endpoint, fault)
        try Task.checkCancellation()
        entries.answered(place, status: outcome.answer.status)
        var answer = outcome.answer
        answer.headers["Date"] = clock.httpDate(clock.now)
        return await answer.response(fault, clock: clock) {
            for job in outcome.createdJobs { await self.answerReached(job: job) }
        }
    }

    private func outcome(
        of request: EmulatorRequest, _ endpoint: Result<FalaraEndpoint, any Error>, _ fault: Fault?
    ) async throws -> FalaraOutcome {
        if let refusal = try await fault?.refusal(clock) { return try refused(refusal) }
        let outcome: FalaraOutcome
        do {
            if let wait = window?.admit(at: clock.now) {
                let seconds = Int((wait / .seconds(1)).rounded(.up))
                throw FalaraProblem.tooManyRequests(plan.showsRetryAfter ? .seconds(seconds) : .none)
            }
            let endpoint = try endpoint.get()
            let caller = FalaraCaller(
                key: endpoint.needsKey ? try key(of: request) : "", tag: request.headers["x-test-tag"])
            let effect = try await endpoint.effect(request)
            if late.postpone({ try effect($0, caller, $1) }, fault, at: clock.now) {
                throw TransportFailure.answerLost
            }
            settle()
            defer { late.oneMoreApplied() }
            outcome = try effect(self, caller, clock.now)
        } catch let problem as FalaraProblem {
            outcome = try answer(problem)
        }
        guard let spoiling = try await fault?.spoiling(clock) else { return outcome }
        return try refused(spoiling)
    }

    /// Does what was postponed and is due, as of the time when it was.
    func settle() {
        while let (due, effect) = late.next(at: clock.now) {
            // Nobody waits for its answer, so nobody hears that it is refused.
            _ = try? effect(self, due)
        }
    }

    private func key(of request: EmulatorRequest) throws -> String {
        guard let key = request.headers["X-API-Key"], !key.isEmpty, !revokedKeys.contains(key),
            plan.acceptedKeys?.contains(key) ?? true || keys.contains(where: { $0.key == key })
        else { throw FalaraProblem.invalidKey }
        return key
    }

    private func refused(_ refusal: FaultRefusal) throws -> FalaraOutcome {
        switch refusal {
        case .rateLimited(let hint): try answer(.tooManyRequests(hint))
        case .failing(let status, let hint): try answer(.failing(status, hint))
        case .html(let status):
            FalaraOutcome(
                try EmulatorAnswer(
                    status: status, headers: ["Content-Type": "text/html; charset=utf-8"],
                    data: EmulatorPage.data(status: status)))
        }
    }

    private func answer(_ problem: FalaraProblem) throws -> FalaraOutcome {
        var outcome = try FalaraOutcome(problem.status, .object(problem.members))
        outcome.answer.addHint(problem.hint, clock)
        return outcome
    }

    private func answerReached(job place: Int) {
        entries.answerReached(job: place)
    }
}
