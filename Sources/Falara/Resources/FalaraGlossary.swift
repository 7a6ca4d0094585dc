public import Foundation

/// A glossary: the terms that translations keep to (Falara docs, Glossaries).
///
/// The docs of March 2026 had `id` and `entries_count`, the newer ones have `glossary_id` and `entry_count`: both are read, and
/// written back as they came.
public struct FalaraGlossary: Sendable, Hashable, Codable, Identifiable {
    /// The id, for ``FalaraBriefing/glossaryIDs``.
    public var id: String
    /// The name.
    public var name: String?
    /// What it is for.
    public var summary: String?
    /// To whom it belongs.
    public var scope: FalaraScope?
    /// The language of its terms.
    public var sourceLanguage: String?
    /// How many entries it has.
    public var entryCount: Int?
    /// The entries, where the answer has them: lists do not.
    public var entries: [FalaraGlossaryEntry]?
    /// When it was made.
    public var createdAt: Date?
    /// When it was changed last.
    public var updatedAt: Date?
    /// Whether the names are those of the older docs.
    package var hasOldNames = false

    /// Makes a glossary, for a fake.
    public init(
        id: String, name: String? = nil, summary: String? = nil, scope: FalaraScope? = nil,
        sourceLanguage: String? = nil, entryCount: Int? = nil, entries: [FalaraGlossaryEntry]? = nil,
        createdAt: Date? = nil, updatedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.scope = scope
        self.sourceLanguage = sourceLanguage
        self.entryCount = entryCount
        self.entries = entries
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case glossaryID = "glossary_id"
        case id
        case name
        case summary = "description"
        case scope
        case sourceLanguage = "source_lang"
        case entryCount = "entry_count"
        case entriesCount = "entries_count"
        case entries
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// Reads what the service sends; every member may be missing, a missing id is empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let newID = container.lenient(String.self, .glossaryID)
        let newCount = container.lenient(Int.self, .entryCount)
        id = newID ?? container.lenient(String.self, .id) ?? ""
        entryCount = newCount ?? container.lenient(Int.self, .entriesCount)
        hasOldNames =
            newID == nil && newCount == nil && (container.contains(.id) || container.contains(.entriesCount))
        name = container.lenient(String.self, .name)
        summary = container.lenient(String.self, .summary)
        scope = container.lenient(FalaraScope.self, .scope)
        sourceLanguage = container.lenient(String.self, .sourceLanguage)
        entries = container.lenient([FalaraGlossaryEntry].self, .entries)
        createdAt = container.timestamp(.createdAt)
        updatedAt = container.timestamp(.updatedAt)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: hasOldNames ? .id : .glossaryID)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeIfPresent(summary, forKey: .summary)
        try container.encodeIfPresent(scope, forKey: .scope)
        try container.encodeIfPresent(sourceLanguage, forKey: .sourceLanguage)
        try container.encodeIfPresent(entryCount, forKey: hasOldNames ? .entriesCount : .entryCount)
        try container.encodeIfPresent(entries, forKey: .entries)
        try container.encode(falaraTimestamp: createdAt, .createdAt)
        try container.encode(falaraTimestamp: updatedAt, .updatedAt)
    }
}
