/// Texts with their keys, in an order that results keep.
public struct FlixuStrings: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// A text with its key.
    public struct Entry: Sendable, Hashable {
        /// The key; any text, and no other entry's.
        public var key: String
        /// The text.
        public var text: String

        /// Makes an entry.
        public init(key: String, text: String) {
            self.key = key
            self.text = text
        }
    }

    /// The texts, in their order.
    public var entries: [Entry]

    /// Makes texts of entries.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// Makes texts of pairs, in their order.
    public init(_ pairs: [(key: String, text: String)]) {
        entries = pairs.map { Entry(key: $0.key, text: $0.text) }
    }

    /// Makes texts of a dictionary, in the order of their keys.
    public init(_ dictionary: [String: String]) {
        entries = dictionary.sorted { $0.key < $1.key }.map { Entry(key: $0.key, text: $0.value) }
    }

    /// Makes texts as they are written.
    public init(dictionaryLiteral elements: (String, String)...) {
        entries = elements.map { Entry(key: $0.0, text: $0.1) }
    }
}

extension FlixuStrings: Codable {
    /// Reads a JSON object; its order is that of the keys.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String].self))
    }

    /// Writes a JSON object; of several entries of one key it has the first.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(entries.map { ($0.key, $0.text) }) { first, _ in first })
    }
}
