public import Foundation

/// The parts of a text that is to be written, for jobs of the mode `creation` (Falara docs, Structure Templates).
public struct FalaraStructureTemplate: Sendable, Hashable, Codable {
    /// The kind of a field; more may come.
    public struct FieldKind: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One line.
        public static let text: FieldKind = "text"
        /// Many lines.
        public static let textarea: FieldKind = "textarea"
    }

    /// A part of the text.
    public struct Field: Sendable, Hashable, Codable {
        /// What it is called by programs.
        public var key: String?
        /// What it is called for people.
        public var label: String?
        /// What it is.
        public var kind: FieldKind?
        /// The most characters.
        public var maxLength: Int?

        /// Makes a field, for a fake.
        public init(key: String? = nil, label: String? = nil, kind: FieldKind? = nil, maxLength: Int? = nil) {
            self.key = key
            self.label = label
            self.kind = kind
            self.maxLength = maxLength
        }

        private enum CodingKeys: String, CodingKey {
            case key
            case label
            case kind = "type"
            case maxLength = "max_length"
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            key = container.lenient(String.self, .key)
            label = container.lenient(String.self, .label)
            kind = container.lenient(FieldKind.self, .kind)
            maxLength = container.lenient(Int.self, .maxLength)
        }
    }

    /// The id.
    public var id: String?
    /// The id in words; either asks for it.
    public var slug: String?
    /// The name.
    public var name: String?
    /// What it is for.
    public var summary: String?
    /// To whom it belongs.
    public var scope: FalaraScope?
    /// The parts.
    public var fields: [Field]?
    /// When it was made.
    public var createdAt: Date?

    /// Makes a template, for a fake.
    public init(
        id: String? = nil, slug: String? = nil, name: String? = nil, summary: String? = nil,
        scope: FalaraScope? = nil, fields: [Field]? = nil, createdAt: Date? = nil
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.summary = summary
        self.scope = scope
        self.fields = fields
        self.createdAt = createdAt
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case slug
        case name
        case summary = "description"
        case scope
        case fields
        case createdAt = "created_at"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(String.self, .id)
        slug = container.lenient(String.self, .slug)
        name = container.lenient(String.self, .name)
        summary = container.lenient(String.self, .summary)
        scope = container.lenient(FalaraScope.self, .scope)
        fields = container.lenient([Field].self, .fields)
        createdAt = container.timestamp(.createdAt)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(slug, forKey: .slug)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeIfPresent(summary, forKey: .summary)
        try container.encodeIfPresent(scope, forKey: .scope)
        try container.encodeIfPresent(fields, forKey: .fields)
        try container.encode(falaraTimestamp: createdAt, .createdAt)
    }
}
