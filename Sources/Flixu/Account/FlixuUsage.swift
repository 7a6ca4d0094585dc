/// What was translated in a time (Flixu docs, Usage).
public struct FlixuUsage: FlixuAnswered, Hashable {
    /// What was translated into one language.
    public struct Language: Sendable, Hashable, Codable {
        /// The language.
        public var targetLanguage: String?
        /// The characters.
        public var characters: Int?
        /// The translations of any kind.
        public var documents: Int?

        /// Makes a line, for a fake.
        public init(targetLanguage: String? = nil, characters: Int? = nil, documents: Int? = nil) {
            self.targetLanguage = targetLanguage
            self.characters = characters
            self.documents = documents
        }

        private enum CodingKeys: String, CodingKey {
            case targetLanguage = "target_lang"
            case characters
            case documents
        }
    }

    /// The first day.
    public var from: FlixuDay?
    /// The last day.
    public var to: FlixuDay?
    /// The characters in all.
    public var totalCharacters: Int?
    /// The translations of any kind, not only of documents.
    public var totalDocuments: Int?
    /// A line for each language, the most characters first.
    public var byLanguage: [Language]?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes a usage, for a fake.
    public init(
        from: FlixuDay? = nil, to: FlixuDay? = nil, totalCharacters: Int? = nil, totalDocuments: Int? = nil,
        byLanguage: [Language]? = nil, meta: FlixuMeta? = nil
    ) {
        self.from = from
        self.to = to
        self.totalCharacters = totalCharacters
        self.totalDocuments = totalDocuments
        self.byLanguage = byLanguage
        self.meta = meta
    }

    private enum CodingKeys: String, CodingKey {
        case from
        case to
        case totalCharacters = "total_characters"
        case totalDocuments = "total_documents"
        case byLanguage = "by_language"
        case meta
    }
}
