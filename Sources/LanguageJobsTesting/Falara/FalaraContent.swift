import Foundation

/// What a job translates: its segments, and how the whole is put together again.
struct FalaraContent: Sendable {
    enum Kind: Sendable {
        /// Running text.
        case text(FalaraSegmenter)
        /// Single texts, with what came along with each.
        case texts([EmulatorJSON?])
        case file(FalaraFile)
    }

    let kind: Kind
    let segments: [String]
    /// The number of words of all segments.
    let words: Int

    private init(_ kind: Kind, _ segments: [String]) {
        self.kind = kind
        self.segments = segments
        words = segments.reduce(0) { $0 + Self.words(in: $1) }
    }

    init(text: String) {
        let segmenter = FalaraSegmenter(text)
        self.init(.text(segmenter), segmenter.segments)
    }

    init(texts: [EmulatorJSON]) {
        var segments: [String] = []
        var metadata: [EmulatorJSON?] = []
        for item in texts {
            switch item {
            case .string(let text):
                segments.append(text)
                metadata.append(nil)
            case .object(let members):
                if case .string(let text)? = members["text"] {
                    segments.append(text)
                } else {
                    segments.append("")
                }
                metadata.append(members["metadata"] == .null ? nil : members["metadata"])
            default: break
            }
        }
        self.init(.texts(metadata), segments)
    }

    init(file: FalaraFile) {
        self.init(.file(file), file.segments)
    }

    var file: FalaraFile? {
        if case .file(let file) = kind { file } else { nil }
    }

    /// How many words a text has: what spaces part and has a letter or a digit.
    static func words(in text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).count { word in
            word.contains { $0.isLetter || $0.isNumber }
        }
    }
}
