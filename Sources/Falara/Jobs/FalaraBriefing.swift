/// How a job is to be done, of a text as of a file; members that are `nil` are left to the service (Falara docs, Text
/// Translation and File Translation).
public struct FalaraBriefing: Sendable, Hashable {
    /// The most characters of ``instructions`` (Falara docs, Text Translation).
    public static let instructionsLimit = 2_000

    /// Whether to translate or to write.
    public var mode: FalaraMode
    /// The language of the source, such as `de`.
    public var sourceLanguage: String
    /// The languages of the targets, such as `en` or `pt-BR`; a job is made for each.
    public var targetLanguages: [String]
    /// The subject, such as `legal`.
    public var domain: String?
    /// The tone, such as `formal`.
    public var tone: String?
    /// What else is to be kept in mind; at most ``instructionsLimit`` characters.
    public var instructions: String?
    /// The kind of text, such as `marketing`.
    public var textType: String?
    /// How much care to take. The service's default: `standard`.
    public var quality: FalaraQuality?
    /// The project, by which lists can be narrowed.
    public var projectName: String?
    /// The ids of glossaries.
    public var glossaryIDs: [String]?
    /// Which glossary wins. The service's default: the account's.
    public var glossaryPriority: FalaraGlossaryPriority?
    /// Terms beside those of the glossaries.
    public var glossary: [FalaraInlineTerm]?
    /// A text in the target language whose style is to be followed; no id.
    public var styleReference: String?
    /// What translations have to keep, such as a length.
    public var constraints: [FalaraConstraint]?
    /// The plan's tier; of an older page.
    public var tier: String?
    /// Whether the source is looked through for faults first. The service's default: as the plan has it; of an older page.
    public var sourceReview: Bool?
    /// Members that this version does not know, under the names that the service has for them.
    public var additional: [String: JSONValue] = [:]

    /// Makes a briefing.
    public init(
        mode: FalaraMode = .translation, from sourceLanguage: String, to targetLanguages: [String]
    ) {
        self.mode = mode
        self.sourceLanguage = sourceLanguage
        self.targetLanguages = targetLanguages
    }

    /// The same for another set of languages.
    func to(_ languages: [String]) -> FalaraBriefing {
        var copy = self
        copy.targetLanguages = languages
        return copy
    }

    /// Checks what can be known without the service: languages, and the length of the instructions.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` that names the value.
    public func validate() throws {
        for language in [sourceLanguage] + targetLanguages
        where language.isEmpty || language.contains(where: \.isWhitespace) {
            throw ClientError(
                .invalidRequest, "“\(language)” is no language. Give a code such as de or pt-BR.")
        }
        guard !targetLanguages.isEmpty else {
            throw ClientError(.invalidRequest, "No target language is named. Give at least one.")
        }
        guard Set(targetLanguages).count == targetLanguages.count else {
            throw ClientError(.invalidRequest, "A target language is named twice. Name each once.")
        }
        let length = instructions?.unicodeScalars.count ?? 0
        guard length <= Self.instructionsLimit else {
            throw ClientError(
                .invalidRequest,
                "The instructions have \(length) characters, and the service takes \(Self.instructionsLimit). Shorten them."
            )
        }
    }

    /// Refuses more languages than one where one job is meant.
    func requireOneLanguage() throws {
        try validate()
        guard targetLanguages.count == 1 else {
            throw ClientError(
                .invalidRequest,
                "This call creates one job, and \(targetLanguages.count) target languages are named. Use submit for many."
            )
        }
    }
}
