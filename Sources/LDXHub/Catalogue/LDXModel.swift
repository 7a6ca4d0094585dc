/// A model or an engine that jobs can name (LDX hub portal, Schemas; the catalogue changes monthly, so ids are strings).
public struct LDXModel: Sendable, Hashable, Codable {
    /// The id to create jobs with, such as `google/gemini-3.5-flash`; empty when an entry had none.
    public var id: String
    /// The name for people.
    public var displayName: String?
    /// What it is.
    public var description: String?
    /// Who makes it.
    public var provider: String?
    /// What it turns into what; of engines and of models that read documents.
    public var supportedConversions: [Conversion]?
    /// The languages it reads; of OCR engines.
    public var supportedLanguages: [Language]?

    /// A pair of formats.
    public struct Conversion: Sendable, Hashable, Codable {
        /// The format of the input.
        public var from: LDXFormat
        /// The format of the output.
        public var to: LDXFormat

        /// Makes a pair, for a fake.
        public init(from: LDXFormat, to: LDXFormat) {
            self.from = from
            self.to = to
        }
    }

    /// A language that an engine reads.
    public struct Language: Sendable, Hashable, Codable {
        /// The code to create jobs with, of three letters such as `jpn`.
        public var code: String
        /// The name for people.
        public var displayName: String?

        /// Makes a language, for a fake.
        public init(code: String, displayName: String? = nil) {
            self.code = code
            self.displayName = displayName
        }

        private enum CodingKeys: String, CodingKey {
            case code
            case displayName = "display_name"
        }
    }

    /// Makes a model, for a fake.
    public init(
        id: String, displayName: String? = nil, description: String? = nil, provider: String? = nil,
        supportedConversions: [Conversion]? = nil, supportedLanguages: [Language]? = nil
    ) {
        self.id = id
        self.displayName = displayName
        self.description = description
        self.provider = provider
        self.supportedConversions = supportedConversions
        self.supportedLanguages = supportedLanguages
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case displayName = "display_name"
        case description
        case provider
        case supportedConversions = "supported_conversions"
        case supportedLanguages = "supported_languages"
    }

    /// Reads what the service sends; every member may be missing or of another form, without losing the others.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: container.lenient(String.self, .id) ?? "",
            displayName: container.lenient(String.self, .displayName),
            description: container.lenient(String.self, .description),
            provider: container.lenient(String.self, .provider),
            supportedConversions: container.lenient([Conversion].self, .supportedConversions),
            supportedLanguages: container.lenient([Language].self, .supportedLanguages))
    }
}

/// An engine has the members of a model.
public typealias LDXEngine = LDXModel
