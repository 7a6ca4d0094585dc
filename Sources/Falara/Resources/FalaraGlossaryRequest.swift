/// A glossary to be made, or how one is to be (Falara docs, Glossaries).
public struct FalaraGlossaryRequest: Sendable, Hashable, Codable {
    /// The longest name, in characters.
    public static let nameLimit = 100

    /// The name, at most 100 characters.
    public var name: String
    /// What it is for.
    public var summary: String?
    /// The language of its terms; in the docs of March 2026.
    public var sourceLanguage: String?
    /// To whom it belongs (inferred: lists show it).
    public var scope: FalaraScope?
    /// The entries; `nil`: none, or when one is changed: as they are (inferred).
    public var entries: [FalaraGlossaryEntry]?

    /// Makes a request.
    public init(
        _ name: String, summary: String? = nil, sourceLanguage: String? = nil, scope: FalaraScope? = nil,
        entries: [FalaraGlossaryEntry]? = nil
    ) {
        self.name = name
        self.summary = summary
        self.sourceLanguage = sourceLanguage
        self.scope = scope
        self.entries = entries
    }

    /// Checks what can be known to be wrong.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest`.
    public func validate() throws {
        try FalaraCheck.name(name, "The glossary's name", limit: Self.nameLimit)
        try entries?.forEach { try $0.validate() }
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case summary = "description"
        case sourceLanguage = "source_lang"
        case scope
        case entries
    }
}
