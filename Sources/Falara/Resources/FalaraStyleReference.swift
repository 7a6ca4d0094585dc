/// A text whose style translations shall have (Falara docs, Style References).
public struct FalaraStyleReference: Sendable, Hashable, Codable {
    /// The name.
    public var name: String
    /// What it is for.
    public var summary: String?
    /// The text, in the target language.
    public var content: String

    /// Makes a style reference.
    public init(_ name: String, summary: String? = nil, content: String) {
        self.name = name
        self.summary = summary
        self.content = content
    }

    /// Checks what can be known to be wrong.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest`.
    public func validate() throws {
        try FalaraCheck.notBlank(name, "The style reference's name", "Give one.")
        try FalaraCheck.notBlank(content, "The style reference", "Give a text in the target language.")
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case summary = "description"
        case content
    }
}
