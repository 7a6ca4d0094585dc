/// A text to translate (Flixu docs, Translate Text).
public struct FlixuTextRequest: Sendable, Hashable, Codable {
    /// The text; how long it may be depends on the plan, and is not documented.
    public var text: String
    /// The language of the text: ISO 639-1, or 639-3 (Flixu docs, Languages).
    public var sourceLanguage: String
    /// The language to translate into; another than ``sourceLanguage``.
    public var targetLanguage: String
    /// What to go by.
    public var assets: FlixuAssets

    /// Makes a request.
    public init(
        _ text: String, from sourceLanguage: String, to targetLanguage: String, assets: FlixuAssets = .init()
    ) {
        self.text = text
        self.sourceLanguage = sourceLanguage
        self.targetLanguage = targetLanguage
        self.assets = assets
    }

    /// Checks what can be known to be wrong.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest`.
    public func validate() throws {
        try FlixuCheck.notEmpty(text, "The text", "Give one to translate.")
        try FlixuCheck.languages(sourceLanguage, targetLanguage)
        try assets.validate()
    }

    private enum CodingKeys: String, CodingKey {
        case text
        case sourceLanguage = "source_lang"
        case targetLanguage = "target_lang"
    }

    /// Reads a request.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        sourceLanguage = try container.decode(String.self, forKey: .sourceLanguage)
        targetLanguage = try container.decode(String.self, forKey: .targetLanguage)
        assets = try FlixuAssets(from: decoder)
    }

    /// Writes what the service is sent.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(sourceLanguage, forKey: .sourceLanguage)
        try container.encode(targetLanguage, forKey: .targetLanguage)
        try assets.encode(to: encoder)
    }
}
