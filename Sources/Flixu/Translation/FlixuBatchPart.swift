/// A part of a batch: what one request asked for, and what it brought.
public struct FlixuBatchPart: Sendable {
    /// Its number, from 0; for a string catalogue over all requests of the call.
    public var index: Int
    /// How many parts there are; for a string catalogue in all requests of the call.
    public var count: Int
    /// The keys of its strings, in the order of the input.
    public var keys: [String]
    /// Its target languages, in the order of the input; for a string catalogue as the service calls them.
    public var languages: [String]
    /// What came: language, then key, then text.
    public var translations: [String: [String: String]]
    /// What came, paid as well, and was not asked for: language as the service wrote it, then key, then text.
    ///
    /// Languages are told apart without regard to case and to `_` or `-`; a `pt` where `pt-BR` was asked for is here. It is
    /// yours to say whether that will do.
    public var unclaimed: [String: [String: String]] = [:]
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
    /// Whether it was sent at all, see ``error``: not when a part before it showed that this makes no sense, when no
    /// connection could be made, or when the client held it back, such as for the rate limit. What was not sent costs nothing.
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

    /// Takes a failure.
    mutating func fail(_ failure: ClientError) {
        error = failure
        meta = failure.requestID.map { FlixuMeta(requestID: $0) }
        isSent = failure.status != nil || !Self.neverLeft.contains(failure.code)
    }

    /// What, without a status of the service, befalls no request that has left.
    private static let neverLeft: Set<ClientError.Code> = [
        .rateLimited, .connectionFailed, .invalidRequest, .missingCredential, .insecureConnection,
    ]

    /// Takes what an answer brought; what it left out of what was asked for is an error.
    mutating func take(_ answer: FlixuBatchAnswer) {
        creditsUsed = answer.totalCreditsUsed ?? answer.meta?.creditsUsed
        characterCount = answer.totalCharacters
        meta = answer.meta
        var missing: [String] = []
        var missingCount = 0
        var rest = answer.translations
        for language in languages {
            let names = Self.names(of: language, among: rest.keys)
            var taken: [String: String] = [:]
            for key in keys {
                if let name = names.first(where: { rest[$0]?[key] != nil }) {
                    taken[key] = rest[name]?.removeValue(forKey: key)
                } else {
                    missingCount += 1
                    if missing.count < 5 { missing.append("“\(key.prefix(60))” in \(language)") }
                }
            }
            if !taken.isEmpty { translations[language] = taken }
        }
        unclaimed = rest.filter { !$0.value.isEmpty }
        guard missingCount > 0 else { return }
        let more = missingCount > missing.count ? " and \(missingCount - missing.count) more" : ""
        error = ClientError(
            .unexpectedResponse,
            "The service left out \(missingCount) of \(keys.count * languages.count) translations: "
                + "\(missing.joined(separator: ", "))\(more). \(strangers)"
                + "What came is kept; translate the others again.",
            operation: "translations.batch", requestID: meta?.requestID)
    }

    /// How an answer spells a language, the asked-for spelling first.
    private static func names(of language: String, among names: some Sequence<String>) -> [String] {
        let same = names.filter { FlixuCheck.isSame($0, language) }.sorted()
        return same.filter { $0 == language } + same.filter { $0 != language }
    }

    /// The languages that came and were not asked for, as a sentence.
    private var strangers: String {
        let names = unclaimed.keys.filter { name in
            !languages.contains { FlixuCheck.isSame($0, name) }
        }.sorted()
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(5).map { "“\($0.prefix(20))”" }.joined(separator: ", ")
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        return
            "It sent texts under \(shown)\(more), which was not asked for: they are in the part's unclaimed, "
            + "look whether they will do before you pay again. "
    }
}
