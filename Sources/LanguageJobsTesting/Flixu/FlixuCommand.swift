/// A request that has been read and found well-formed: what is left is done in one step.
struct FlixuCommand: Sendable {
    typealias Effect = @Sendable (isolated FlixuEmulator, _ moment: Duration) throws -> FlixuOutcome

    /// How long the answer is held back, and the effect with it.
    var hold = Duration.zero
    /// Refuses before the hold what is certain to be refused.
    var check: (@Sendable (isolated FlixuEmulator) throws -> Void)?
    /// Does what was asked for; throws ``FlixuProblem`` or ``FlixuFilesProblem`` when it is refused.
    let effect: Effect

    init(
        hold: Duration = .zero, check: (@Sendable (isolated FlixuEmulator) throws -> Void)? = nil,
        _ effect: @escaping Effect
    ) {
        self.hold = hold
        self.check = check
        self.effect = effect
    }
}

/// What a request has led to, before it is written.
struct FlixuOutcome: Sendable {
    enum Content: Sendable {
        /// The envelope of a success.
        case data([String: EmulatorJSON], meta: [String: EmulatorJSON] = [:])
        /// The same, with a file in it.
        case document([String: EmulatorJSON], file: StoredBody, meta: [String: EmulatorJSON])
        /// An answer without an envelope.
        case raw(EmulatorAnswer)
    }

    var status = 200
    let content: Content
    /// The ledger's place of the translation that the answer tells of.
    var translation: Int?
    /// The ledger's place of the job that the answer tells of.
    var job: Int?

    init(
        _ data: [String: EmulatorJSON], meta: [String: EmulatorJSON] = [:], status: Int = 200,
        translation: Int? = nil, job: Int? = nil
    ) {
        self.init(.data(data, meta: meta), status: status, translation: translation, job: job)
    }

    init(_ content: Content, status: Int = 200, translation: Int? = nil, job: Int? = nil) {
        self.content = content
        self.status = status
        self.translation = translation
        self.job = job
    }
}
