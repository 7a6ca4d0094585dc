/// Cuts running text into segments: at line ends, and behind the punctuation that ends a sentence.
struct FalaraSegmenter {
    /// The text in order: segments to translate, and what stands between them.
    private(set) var pieces: [(text: String, isSegment: Bool)] = []

    init(_ text: String) {
        var sentence = ""
        var gap = ""
        func isEnd(_ character: Character, before next: Character?) -> Bool {
            if "。！？".contains(character) { return true }
            return ".!?…".contains(character) && next.map(\.isWhitespace) ?? true
        }
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if sentence.isEmpty, character.isWhitespace {
                gap.append(character)
                continue
            }
            if !gap.isEmpty {
                pieces.append((gap, false))
                gap = ""
            }
            if character.isNewline {
                add(&sentence)
                gap.append(character)
            } else {
                sentence.append(character)
                if isEnd(character, before: rest.first) { add(&sentence) }
            }
        }
        add(&sentence)
        if !gap.isEmpty { pieces.append((gap, false)) }
    }

    var segments: [String] { pieces.filter(\.isSegment).map(\.text) }

    private mutating func add(_ sentence: inout String) {
        if !sentence.isEmpty { pieces.append((sentence, true)) }
        sentence = ""
    }

    /// The text with its segments replaced, in order.
    func assembled(_ translations: [String]) -> String {
        var next = translations.makeIterator()
        return pieces.reduce(into: "") { text, piece in
            text += piece.isSegment ? next.next() ?? piece.text : piece.text
        }
    }
}
