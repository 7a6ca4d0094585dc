/// How many words a job has: one number in lists, those of source and target in results (Falara docs, Jobs).
public enum FalaraWordCount: Sendable, Hashable, Codable {
    /// One number, of the source by all that is known.
    case words(Int)
    /// Those of the source and of the target.
    case sides(source: Int?, target: Int?)

    /// The words of the source.
    public var source: Int? {
        switch self {
        case .words(let count): count
        case .sides(let source, _): source
        }
    }

    /// The words of the target.
    public var target: Int? {
        if case .sides(_, let target) = self { target } else { nil }
    }

    private enum CodingKeys: String, CodingKey {
        case source
        case target
    }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let count = try? single.decode(Int.self) {
            self = .words(count)
        } else if let count = (try? single.decode(String.self)).flatMap({ Int(lenient: $0) }) {
            self = .words(count)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self = .sides(
                source: container.count(Int.self, .source), target: container.count(Int.self, .target))
        }
    }

    /// Writes the form that it has.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .words(let count):
            var container = encoder.singleValueContainer()
            try container.encode(count)
        case .sides(let source, let target):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(source, forKey: .source)
            try container.encodeIfPresent(target, forKey: .target)
        }
    }
}
