/// Which glossary wins when two have the same term (Falara docs, Text Translation).
public struct FalaraGlossaryPriority: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// That of the account.
    public static let accountFirst: FalaraGlossaryPriority = "account_first"
    /// That of the key.
    public static let privateFirst: FalaraGlossaryPriority = "private_first"
}
