/// A request that has been read and found well-formed: what is left is done in one step.
struct LDXHubCommand: Sendable {
    typealias Effect = @Sendable (isolated LDXHubEmulator, _ moment: Duration) throws -> LDXHubOutcome

    /// A job that the answer waits for, and for how many seconds at most.
    var wait: (job: String, seconds: Int)?
    /// Does what was asked for; throws ``LDXHubProblem`` when it is refused.
    let effect: Effect

    init(waitingFor wait: (job: String, seconds: Int)? = nil, _ effect: @escaping Effect) {
        self.wait = wait
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
