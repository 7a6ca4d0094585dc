/// Whether a job translates or writes (Falara docs, Text Translation).
public struct FalaraMode: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It translates a text.
    public static let translation: FalaraMode = "translation"
    /// It writes a text.
    public static let creation: FalaraMode = "creation"
}
