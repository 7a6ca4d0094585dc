/// A text to work on, with what is to come back beside its translation.
///
/// It is sent as a string, or with metadata as an object (Falara docs, Text Translation).
public struct FalaraText: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
    /// The text.
    public var text: String
    /// What the service gives back with it, such as the id of the place that it is from.
    public var metadata: [String: JSONValue]?

    /// Makes a text.
    public init(_ text: String, metadata: [String: JSONValue]? = nil) {
        self.text = text
        self.metadata = metadata
    }

    /// Makes a text without metadata.
    public init(stringLiteral value: String) { self.init(value) }

    private enum CodingKeys: String, CodingKey {
        case text
        case metadata
    }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                try container.decode(String.self, forKey: .text),
                metadata: try container.decodeIfPresent([String: JSONValue].self, forKey: .metadata))
        }
    }

    /// Writes a string, or an object when there is metadata.
    public func encode(to encoder: any Encoder) throws {
        guard let metadata else {
            var container = encoder.singleValueContainer()
            return try container.encode(text)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(metadata, forKey: .metadata)
    }
}
