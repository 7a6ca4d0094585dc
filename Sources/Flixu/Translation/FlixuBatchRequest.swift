/// Texts to translate in one request (Flixu docs, Translate Batch): at most 500, into at most 20 languages.
///
/// ``FlixuTranslating/translate(_:from:to:options:_:onPart:)`` makes as many of them as are needed.
public struct FlixuBatchRequest: Sendable, Hashable, Codable {
    /// The most texts of one request.
    public static let stringLimit = 500
    /// The most target languages of one request.
    public static let languageLimit = 20

    /// The texts.
    public var strings: FlixuStrings
    /// The language of the texts.
    public var sourceLanguage: String
    /// The languages to translate into.
    public var targetLanguages: [String]
    /// What to go by.
    public var assets: FlixuAssets

    /// Makes a request.
    public init(
        _ strings: FlixuStrings, from sourceLanguage: String, to targetLanguages: [String],
        assets: FlixuAssets = .init()
    ) {
        self.strings = strings
        self.sourceLanguage = sourceLanguage
        self.targetLanguages = targetLanguages
        self.assets = assets
    }

    /// Checks what can be known to be wrong: nothing to do, empty or repeated keys and languages, empty texts, a target
    /// language that is the source, and more than one request takes.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest`.
    public func validate() throws {
        try validateContents()
        guard strings.entries.count <= Self.stringLimit, targetLanguages.count <= Self.languageLimit else {
            throw ClientError(
                .invalidRequest,
                "One request takes \(Self.stringLimit) strings and \(Self.languageLimit) languages at most, not "
                    + "\(strings.entries.count) and \(targetLanguages.count). Let translate(_:from:to:) split them."
            )
        }
    }

    /// The same checks for any number of texts and languages.
    func validateContents() throws {
        guard !strings.entries.isEmpty, !targetLanguages.isEmpty else {
            let missing = strings.entries.isEmpty ? "string" : "target language"
            throw ClientError(.invalidRequest, "There is no \(missing). Give one at least.")
        }
        var keys: Set<String> = []
        for entry in strings.entries {
            guard !entry.key.isEmpty else {
                throw ClientError(.invalidRequest, "A string has an empty key. Give each a key of its own.")
            }
            guard !entry.text.isEmpty else {
                throw ClientError(
                    .invalidRequest,
                    "The string of the key “\(entry.key.prefix(60))” is empty. Leave it out: there is nothing to translate."
                )
            }
            guard keys.insert(entry.key).inserted else {
                throw ClientError(
                    .invalidRequest,
                    "The key “\(entry.key.prefix(60))” is there twice. Give each string a key of its own.")
            }
        }
        var languages: Set<String> = []
        for language in targetLanguages {
            try FlixuCheck.languages(sourceLanguage, language)
            guard languages.insert(FlixuCheck.folded(language)).inserted else {
                throw ClientError(
                    .invalidRequest, "The target language “\(language)” is there twice. Name it once.")
            }
        }
        try assets.validate()
    }

    private enum CodingKeys: String, CodingKey {
        case strings
        case sourceLanguage = "source_lang"
        case targetLanguages = "target_langs"
    }

    /// Reads a request.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        strings = try container.decode(FlixuStrings.self, forKey: .strings)
        sourceLanguage = try container.decode(String.self, forKey: .sourceLanguage)
        targetLanguages = try container.decode([String].self, forKey: .targetLanguages)
        assets = try FlixuAssets(from: decoder)
    }

    /// Writes what the service is sent.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(strings, forKey: .strings)
        try container.encode(sourceLanguage, forKey: .sourceLanguage)
        try container.encode(targetLanguages, forKey: .targetLanguages)
        try assets.encode(to: encoder)
    }
}
