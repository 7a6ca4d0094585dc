/// What a text job works on: one text that the service divides, or texts that are one segment each.
public enum FalaraInput: Sendable, Hashable {
    /// A text, which the service divides into segments.
    case text(String)
    /// Texts, each of which is one segment (Falara docs, Text Translation).
    case segments([FalaraText])

    /// Texts, each of which is one segment.
    public static func texts(_ texts: [String]) -> FalaraInput { .segments(texts.map { FalaraText($0) }) }

    /// Texts with metadata, each of which is one segment.
    public static func texts(_ texts: [FalaraText]) -> FalaraInput { .segments(texts) }

    /// How many texts there are.
    public var count: Int {
        switch self {
        case .text: 1
        case .segments(let texts): texts.count
        }
    }

    /// A part of the texts.
    func part(_ range: Range<Int>) -> FalaraInput {
        switch self {
        case .text: self
        case .segments(let texts): .segments(Array(texts[range]))
        }
    }

    /// Checks that there is something to work on.
    func validate() throws {
        switch self {
        case .text(let text):
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw ClientError(.invalidRequest, "The text is empty. Give one with words.")
            }
        case .segments(let texts):
            guard !texts.isEmpty else {
                throw ClientError(.invalidRequest, "There are no texts. Give at least one.")
            }
        }
    }
}
