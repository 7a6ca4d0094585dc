/// What is special about one of LDX hub's services; the emulator does the rest.
///
/// To add a service: write a type like ``RefineLoopKind``, and name it in ``LDXHubEmulator/kinds(_:)``.
protocol LDXHubJobKind: Sendable {
    /// The service.
    var service: LDXHubEmulator.Service { get }
    /// What can be chosen from, and what it is called.
    var catalogue: LDXHubCatalogue { get }
    /// The members of a create request's body, but for the model or engine.
    var fields: [BodyField] { get }
    /// Whether the list of jobs shows `output_file_id`.
    var listShowsOutput: Bool { get }
    /// Whether jobs show the `file_id` of their input.
    var showsInput: Bool { get }

    /// Checks what can't be said by ``fields``.
    ///
    /// - Throws: ``LDXHubProblem``.
    func check(_ body: CheckedBody) throws

    /// Does the job's work.
    ///
    /// - Throws: ``LDXHubJobFailure`` when the input can't be processed: the job fails then.
    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct

    /// The job's work in pieces, where it is too much for one.
    func steps(_ input: LDXHubJobInput) throws -> any LDXHubJobSteps
}

extension LDXHubJobKind {
    var listShowsOutput: Bool { false }
    var showsInput: Bool { true }
    func check(_ body: CheckedBody) throws {}

    func steps(_ input: LDXHubJobInput) throws -> any LDXHubJobSteps {
        LDXHubJobSingleStep(kind: self, input: input)
    }

    /// All members of a create request's body.
    var allFields: [BodyField] {
        // The vendor's Dify plugin sends the two webhook members; nothing is delivered to them.
        [.required(catalogue.member, .string)] + fields
            + [.optional("webhook_url", .string), .optional("webhook_secret", .string)]
    }
}
