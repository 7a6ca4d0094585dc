/// To whom a glossary or a template belongs (Falara docs, Glossaries and Structure Templates).
public struct FalaraScope: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// To the API key that made it.
    public static let `private`: FalaraScope = "private"
    /// To all of the account.
    public static let account: FalaraScope = "account"
    /// To the service: it can be read only.
    public static let system: FalaraScope = "system"
}
