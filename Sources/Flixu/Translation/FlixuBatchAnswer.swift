/// What one batch request brought (Flixu docs, Translate Batch).
public struct FlixuBatchAnswer: FlixuAnswered, Hashable {
    /// The translations: language, then key, then text; what came, whether or not it is all that was asked for.
    public var translations: [String: [String: String]]
    /// The credits that it took.
    public var totalCreditsUsed: Int?
    /// The characters that were counted.
    public var totalCharacters: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes an answer, for a fake.
    public init(
        translations: [String: [String: String]], totalCreditsUsed: Int? = nil, totalCharacters: Int? = nil,
        meta: FlixuMeta? = nil
    ) {
        self.translations = translations
        self.totalCreditsUsed = totalCreditsUsed
        self.totalCharacters = totalCharacters
        self.meta = meta
    }

    private enum CodingKeys: String, CodingKey {
        case translations
        case totalCreditsUsed = "total_credits_used"
        case totalCharacters = "total_characters"
        case meta
    }

    /// Reads what the service sends; a value that is no string is as if it had been left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        translations = try container.decode([String: Texts].self, forKey: .translations).mapValues(\.texts)
        totalCreditsUsed = container.lenient(Int.self, .totalCreditsUsed)
        totalCharacters = container.lenient(Int.self, .totalCharacters)
        meta = container.lenient(FlixuMeta.self, .meta)
    }

    /// The texts of one language.
    private struct Texts: Decodable {
        struct Text: Decodable {
            let text: String?

            init(from decoder: any Decoder) throws {
                text = try? decoder.singleValueContainer().decode(String.self)
            }
        }

        let texts: [String: String]

        init(from decoder: any Decoder) throws {
            let all = (try? decoder.singleValueContainer().decode([String: Text].self)) ?? [:]
            texts = all.compactMapValues(\.text)
        }
    }
}
