/// Whether a term of a glossary is in use (Falara docs, Glossaries).
public struct FalaraTermStatus: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In use; the service's default.
    public static let approved: FalaraTermStatus = "approved"
    /// Proposed.
    public static let pending: FalaraTermStatus = "pending"
    /// No longer in use.
    public static let deprecated: FalaraTermStatus = "deprecated"
}
