/// A request that has been read and found well-formed: what is left is done in one step.
struct LDXHubCommand: Sendable {
    typealias Effect = @Sendable (isolated LDXHubEmulator, _ moment: Duration) throws -> LDXHubOutcome

    /// Jobs that an answer may tell of.
    enum Jobs: Sendable {
        case none
        case one(String)
        case service(LDXHubEmulator.Service)
        case all
    }

    /// A job that the answer waits for, and for how many seconds at most.
    var wait: (job: String, seconds: Int)?
    /// The jobs whose results, where they have ended, the answer needs.
    var jobs = Jobs.none
    /// Does what was asked for; throws ``LDXHubProblem`` when it is refused.
    let effect: Effect

    init(tellingOf jobs: Jobs = .none, _ effect: @escaping Effect) {
        self.jobs = jobs
        self.effect = effect
    }

    init(waitingFor wait: (job: String, seconds: Int), _ effect: @escaping Effect) {
        self.wait = wait
        jobs = .one(wait.job)
        self.effect = effect
    }
}

/// An answer, and the ledger's place of the job that it tells of.
struct LDXHubOutcome: Sendable {
    var answer: EmulatorAnswer
    var createdJob: Int?

    init(_ answer: EmulatorAnswer) {
        self.answer = answer
    }

    init(_ status: Int, _ value: EmulatorJSON, createdJob: Int? = nil) throws {
        answer = try EmulatorAnswer(
            status: status, headers: ["Content-Type": "application/json"], data: value.data())
        self.createdJob = createdJob
    }
}
