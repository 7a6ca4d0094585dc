/// The languages that Flixu translates between (Flixu docs, Languages).
public struct FlixuLanguages: FlixuAnswered, Hashable {
    /// A language.
    public struct Language: Sendable, Hashable, Codable {
        /// Where a line of its script begins.
        public struct Direction: OpenEnum {
            /// The direction as the service writes it.
            public let rawValue: String

            /// Keeps any direction.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// From left to right.
            public static let leftToRight: Direction = "ltr"
            /// From right to left.
            public static let rightToLeft: Direction = "rtl"
        }

        /// The code: ISO 639-1, or 639-3.
        public var code: String
        /// The name in English.
        public var name: String?
        /// Where a line of its script begins.
        public var direction: Direction?

        /// Makes a language, for a fake.
        public init(code: String, name: String? = nil, direction: Direction? = nil) {
            self.code = code
            self.name = name
            self.direction = direction
        }

        private enum CodingKeys: String, CodingKey {
            case code
            case name
            case direction
        }

        /// Reads what the service sends; a language without a code has an empty one.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            code = container.lenient(String.self, .code) ?? ""
            name = container.lenient(String.self, .name)
            direction = container.lenient(Direction.self, .direction)
        }
    }

    /// The languages.
    public var languages: [Language]
    /// How many there are; 147 as of March 2026.
    public var total: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes languages, for a fake.
    public init(languages: [Language], total: Int? = nil, meta: FlixuMeta? = nil) {
        self.languages = languages
        self.total = total
        self.meta = meta
    }
}
