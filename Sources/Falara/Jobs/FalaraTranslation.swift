/// What a job made: one text, or one for each text that was sent.
///
/// Falara's docs show a string; its Shopware connector reads lists of strings and of objects, too.
public enum FalaraTranslation: Sendable, Hashable, Codable, CustomStringConvertible {
    /// One text, put together of all segments.
    case text(String)
    /// One for each text that was sent, in their order.
    case texts([FalaraTranslatedText])

    /// The whole text; of a list its texts, a line each.
    public var text: String {
        switch self {
        case .text(let text): text
        case .texts(let texts): texts.map { $0.text ?? "" }.joined(separator: "\n")
        }
    }

    /// The texts one by one; one that is whole is the only one.
    public var texts: [FalaraTranslatedText] {
        switch self {
        case .text(let text): [FalaraTranslatedText(.string(text))]
        case .texts(let texts): texts
        }
    }

    /// The whole text.
    public var description: String { text }

    /// Reads a string or a list.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .texts(try container.decode([FalaraTranslatedText].self))
        }
    }

    /// Writes the form that it has.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .texts(let texts): try container.encode(texts)
        }
    }
}
