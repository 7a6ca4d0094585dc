/// A text without the hyphens that only break a word: soft hyphens, and those at the end of a line.
struct Hyphenation {
    let text: String
    /// How many hyphens were removed.
    let count: Int

    init(removedFrom original: String) {
        let scalars = Array(original.unicodeScalars)
        var result = String.UnicodeScalarView()
        var count = 0
        var index = 0
        while index < scalars.count {
            if scalars[index] == "\u{AD}" {
                count += 1
                index += 1
            } else if let end = Self.lineBreakEnd(at: index, in: scalars) {
                count += 1
                index = end
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        text = String(result)
        self.count = count
    }

    /// Where a word goes on whose first part ends with a hyphen at the end of a line.
    private static func lineBreakEnd(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
        guard
            scalars[index] == "-" || scalars[index] == "\u{2010}",
            index > 0, scalars[index - 1].properties.isAlphabetic
        else { return nil }
        var end = index + 1
        var hasLineEnd = false
        while end < scalars.count, scalars[end].properties.isWhitespace {
            hasLineEnd = hasLineEnd || scalars[end] == "\n"
            end += 1
        }
        guard hasLineEnd, end < scalars.count, scalars[end].properties.isLowercase else { return nil }
        return end
    }
}
