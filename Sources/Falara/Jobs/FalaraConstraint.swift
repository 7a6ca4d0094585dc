/// What a translation has to keep (Falara docs, Text Translation).
public struct FalaraConstraint: Sendable, Hashable, Codable {
    /// What it is about; `max_chars` is the only one in a public page.
    public var type: String
    /// Its value.
    public var value: JSONValue

    /// Makes a constraint of any type.
    public init(type: String, value: JSONValue) {
        self.type = type
        self.value = value
    }

    /// No more characters than these.
    public static func maxCharacters(_ count: Int) -> FalaraConstraint {
        FalaraConstraint(type: "max_chars", value: .integer(Int64(count)))
    }
}
