/// What the jobs of a submission made, by language and in the order of the texts.
public struct FalaraResults: Sendable {
    /// What one job made, or why it made nothing.
    public struct Part: Sendable {
        /// Which of the texts it is of.
        public var texts: Range<Int>
        /// The job; `nil` when the service named none.
        public var job: JobReference?
        /// What it made.
        public var outcome: Result<FalaraResult, ClientError>

        /// Makes a part, for a fake.
        public init(texts: Range<Int>, job: JobReference?, outcome: Result<FalaraResult, ClientError>) {
            self.texts = texts
            self.job = job
            self.outcome = outcome
        }
    }

    /// The results in one language.
    public struct Language: Sendable {
        /// The language, as it was asked for; as the service named it when nobody asked for it, and `nil` when no answer named one.
        public var targetLanguage: String?
        /// What its jobs made, in the order of the texts; texts for which no job is known to be of this language have an error.
        public var parts: [Part]

        /// Makes the results of a language, for a fake.
        public init(targetLanguage: String?, parts: [Part]) {
            self.targetLanguage = targetLanguage
            self.parts = parts
        }

        /// The translations of all texts, in their order; one that was blocked has none: its ``FalaraTranslatedText/text`` is `nil`.
        ///
        /// - Throws: ``ClientError``: why the first job made nothing; `.unexpectedResponse` when a result can't be told apart by
        ///   texts. What the others made is in ``parts``.
        public func texts() throws -> [FalaraTranslatedText] {
            try parts.flatMap { part in
                let result = try part.outcome.get()
                guard let texts = result.texts(of: part.texts.count) else {
                    throw ClientError(
                        .unexpectedResponse,
                        "The result of the texts \(part.texts) does not have one translation each. Look at its segments.",
                        reference: part.job)
                }
                return texts
            }
        }

        /// Why jobs made nothing; empty when all ended well.
        public var failures: [ClientError] {
            parts.compactMap { part in
                if case .failure(let error) = part.outcome { error } else { nil }
            }
        }

        /// What is to be known of the results before they are used.
        public var warnings: [String] {
            parts.flatMap { part in (try? part.outcome.get())?.warnings ?? [] }
        }
    }

    /// The languages, in the order in which they were asked for; then what can't be told to be of one of them: an entry for each
    /// language that nobody asked for, and one for each job whose language no answer named.
    public var languages: [Language]

    /// Makes results, for a fake.
    public init(_ languages: [Language]) { self.languages = languages }

    /// The results in a language, without regard to case and to `_` or `-`.
    public subscript(targetLanguage: String) -> Language? {
        let name = FalaraLanguageName(targetLanguage)
        return languages.first { $0.targetLanguage == targetLanguage }
            ?? languages.first { $0.targetLanguage.map(FalaraLanguageName.init) == name }
    }
}
