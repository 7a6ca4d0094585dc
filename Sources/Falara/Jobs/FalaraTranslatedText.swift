/// One of the texts that a job made, as the service sent it: a string, an object with what was sent beside the text, or null for
/// a text that was blocked.
public struct FalaraTranslatedText: Sendable, Hashable, Codable {
    /// All that came.
    public var json: JSONValue

    /// Makes a text of what came, for a fake; a string or an object.
    public init(_ json: JSONValue) { self.json = json }

    /// The text; `nil` for a segment that was blocked, and when an object has it under no known name.
    ///
    /// The names are not documented; `text`, `translation`, `translated_text` and `target` are looked for (inferred).
    public var text: String? {
        json.string
            ?? ["text", "translation", "translated_text", "target"].lazy.compactMap { json[$0]?.string }.first
    }

    /// What was sent beside the source; `nil` for a string.
    public var metadata: JSONValue? { json["metadata"] }

    /// Reads any JSON.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

    /// Writes what came.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
