/// The corrections that need no understanding of a text.
struct TextPolish {
    private let fullWidth: [Unicode.Scalar: Unicode.Scalar]

    init(language: String?) {
        switch language?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() {
        case "ja": fullWidth = [".": "。", ",": "、", "!": "！", "?": "？"]
        case "zh": fullWidth = [".": "。", ",": "，", "!": "！", "?": "？"]
        default: fullWidth = [:]
        }
    }

    /// One space where there are several, none before a full stop or comma.
    func spacing(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if Self.isBlank(scalar) {
                let next = scalars[(index + 1)...].first
                if let next, Self.isBlank(next) { continue }
                if Self.closesSentence(scalars[(index + 1)...]), !result.isEmpty { continue }
                result.append(index > 0 && Self.isBlank(scalars[index - 1]) ? " " : scalar)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The ellipsis as one character, and the full-width marks of the language after its letters.
    func punctuation(_ text: String) -> String {
        let scalars = Self.joiningEllipses(Array(text.unicodeScalars))
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : " "
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            if let mark = fullWidth[scalar], Self.isIdeographic(previous), !Self.isASCIIAlphanumeric(next) {
                result.append(mark)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Three points as one character; two or four are left, who knows why they stand there.
    private static func joiningEllipses(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var rest = scalars[...]
        while let scalar = rest.first {
            let points = rest.prefix { $0 == "." }
            if points.count == 3 {
                result.append("…")
            } else {
                result.append(contentsOf: points.isEmpty ? [scalar] : points)
            }
            rest = rest.dropFirst(max(points.count, 1))
        }
        return result
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// Whether a mark that takes no space before it comes first; a point before a digit, as in ` .5`, does
    /// not count.
    private static func closesSentence(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let mark = rest.first else { return false }
        if "、。，！？".unicodeScalars.contains(mark) { return true }
        guard mark == "." || mark == "," else { return false }
        return rest.dropFirst().first?.properties.isWhitespace ?? true
    }

    /// Kana and Chinese characters.
    private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x3096, 0x30A1...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
        default: false
        }
    }

    private static func isASCIIAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
}
