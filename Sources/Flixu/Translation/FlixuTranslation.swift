/// A translated text (Flixu docs, Translate Text).
public struct FlixuTranslation: FlixuAnswered, Hashable {
    /// The translation.
    public var text: String
    /// The language of the source, as the service names it.
    public var sourceLanguage: String?
    /// The language of the translation, as the service names it.
    public var targetLanguage: String?
    /// How good the service takes it to be, from 0 to 100; above 85 is high confidence.
    public var qualityScore: Int?
    /// The credits that it took.
    public var creditsUsed: Int?
    /// The characters that were counted; need not be the length of ``text``, the documented examples are not exact.
    public var characterCount: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes a translation, for a fake.
    public init(
        text: String, sourceLanguage: String? = nil, targetLanguage: String? = nil, qualityScore: Int? = nil,
        creditsUsed: Int? = nil, characterCount: Int? = nil, meta: FlixuMeta? = nil
    ) {
        self.text = text
        self.sourceLanguage = sourceLanguage
        self.targetLanguage = targetLanguage
        self.qualityScore = qualityScore
        self.creditsUsed = creditsUsed
        self.characterCount = characterCount
        self.meta = meta
    }

    private enum CodingKeys: String, CodingKey {
        case text = "translation"
        case sourceLanguage = "source_lang"
        case targetLanguage = "target_lang"
        case qualityScore = "quality_score"
        case creditsUsed = "credits_used"
        case characterCount = "character_count"
        case meta
    }

    /// Reads what the service sends; all but the translation may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        sourceLanguage = container.lenient(String.self, .sourceLanguage)
        targetLanguage = container.lenient(String.self, .targetLanguage)
        qualityScore = container.lenient(Int.self, .qualityScore)
        creditsUsed = container.lenient(Int.self, .creditsUsed)
        characterCount = container.lenient(Int.self, .characterCount)
        meta = container.lenient(FlixuMeta.self, .meta)
    }
}
