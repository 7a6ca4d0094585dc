/// The language of a text as the service takes it to be (Falara docs, Helpers).
public struct FalaraDetection: Sendable, Hashable, Codable {
    /// Another language that it may be.
    public struct Alternative: Sendable, Hashable, Codable {
        /// The language.
        public var language: String?
        /// How sure it is, from 0 to 1.
        public var confidence: Double?

        /// Makes an alternative, for a fake.
        public init(language: String? = nil, confidence: Double? = nil) {
            self.language = language
            self.confidence = confidence
        }

        private enum CodingKeys: String, CodingKey {
            case language
            case confidence
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            language = container.lenient(String.self, .language)
            confidence = container.lenient(Double.self, .confidence)
        }
    }

    /// The language.
    public var language: String?
    /// How sure it is, from 0 to 1.
    public var confidence: Double?
    /// Others that it may be, the likeliest first.
    public var alternatives: [Alternative]?

    /// Makes a detection, for a fake.
    public init(language: String? = nil, confidence: Double? = nil, alternatives: [Alternative]? = nil) {
        self.language = language
        self.confidence = confidence
        self.alternatives = alternatives
    }

    private enum CodingKeys: String, CodingKey {
        case language
        case confidence
        case alternatives
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        language = container.lenient(String.self, .language)
        confidence = container.lenient(Double.self, .confidence)
        alternatives = container.lenient([Alternative].self, .alternatives)
    }
}
