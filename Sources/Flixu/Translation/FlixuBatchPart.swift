/// A part of a batch: what one request asked for, and what it brought.
public struct FlixuBatchPart: Sendable {
    /// Its number, from 0.
    public var index: Int
    /// How many parts the batch has.
    public var count: Int
    /// The keys of its strings, in the order of the input.
    public var keys: [String]
    /// Its target languages, in the order of the input.
    public var languages: [String]
    /// What came: language, then key, then text.
    public var translations: [String: [String: String]]
    /// The credits that it took, as far as the service said.
    public var creditsUsed: Int?
    /// The characters that were counted, as far as the service said.
    public var characterCount: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?
    /// What was wrong; `nil` when everything came.
    ///
    /// `.submissionUncertain` means that it may have been translated and paid, although no usable answer came.
    public var error: ClientError?
    /// Whether it was sent at all; not when a part before it showed that this makes no sense, see ``error``.
    public var isSent: Bool

    /// Makes a part, for a fake.
    public init(
        index: Int, count: Int, keys: [String], languages: [String],
        translations: [String: [String: String]] = [:], creditsUsed: Int? = nil, characterCount: Int? = nil,
        meta: FlixuMeta? = nil, error: ClientError? = nil, isSent: Bool = true
    ) {
        self.index = index
        self.count = count
        self.keys = keys
        self.languages = languages
        self.translations = translations
        self.creditsUsed = creditsUsed
        self.characterCount = characterCount
        self.meta = meta
        self.error = error
        self.isSent = isSent
    }

    /// The part in a few words.
    var name: String {
        "part \(index + 1) of \(count) (\(keys.count) strings from “\(keys.first?.prefix(60) ?? "")” on, into "
            + "\(languages.joined(separator: ", ")))"
    }

    /// Takes what an answer brought of what was asked for; what it left out is an error.
    mutating func take(_ answer: FlixuBatchAnswer) {
        creditsUsed = answer.totalCreditsUsed ?? answer.meta?.creditsUsed
        characterCount = answer.totalCharacters
        meta = answer.meta
        var missing: [String] = []
        var missingCount = 0
        for language in languages {
            let texts = answer.texts(language) ?? [:]
            var taken: [String: String] = [:]
            for key in keys {
                if let text = texts[key] {
                    taken[key] = text
                } else {
                    missingCount += 1
                    if missing.count < 5 { missing.append("“\(key.prefix(60))” in \(language)") }
                }
            }
            if !taken.isEmpty { translations[language] = taken }
        }
        guard missingCount > 0 else { return }
        let more = missingCount > missing.count ? " and \(missingCount - missing.count) more" : ""
        error = ClientError(
            .unexpectedResponse,
            "The service left out \(missingCount) of \(keys.count * languages.count) translations: "
                + "\(missing.joined(separator: ", "))\(more). What came is kept; translate the others again.",
            operation: "translations.batch", requestID: meta?.requestID)
    }
}
