/// Reads the operators of a content stream that show text or move to another line (ISO 32000-1, 9.4).
struct PDFTextScanner {
    private let bytes: [UInt8]
    private var position = 0
    /// The strings since the last operator.
    private var operands = ""
    private var line = ""
    private var found: [String] = []
    /// Whether the stream is between `BT` and `ET`: outside of it other data may look like strings.
    private var isText = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The lines of text that are not empty.
    mutating func lines() -> [String] {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "("): string()
            case UInt8(ascii: "<"): skip(through: UInt8(ascii: ">"))
            case UInt8(ascii: "%"): skip(through: 0x0A)
            case UInt8(ascii: "/"):
                position += 1
                _ = word()
            default:
                let word = word()
                if word.isEmpty { position += 1 } else { perform(word) }
            }
        }
        endLine()
        return found
    }

    private mutating func perform(_ word: String) {
        // A wide step back between two strings of `TJ` is a space; all other numbers don't matter.
        if let number = Double(word) {
            if number < -200, !operands.isEmpty { operands += " " }
            return
        }
        switch word {
        case "BT": isText = true
        case "ET":
            isText = false
            endLine()
        case "Td", "TD", "T*", "Tm": endLine()
        case "Tj", "TJ": if isText { line += operands }
        case "'", "\"":
            endLine()
            if isText { line += operands }
        default: break
        }
        operands = ""
    }

    private mutating func endLine() {
        if !line.allSatisfy(\.isWhitespace) { found.append(line) }
        line = ""
    }

    /// Reads a string; one that isn't made of letters is left out, as its font gives its bytes another meaning.
    private mutating func string() {
        var content: [UInt8] = []
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth > 1 { content.append(byte) }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 {
                    operands += Self.text(content)
                    return
                }
                content.append(byte)
            case UInt8(ascii: "\\"): escape(&content)
            default: content.append(byte)
            }
        }
    }

    private mutating func escape(_ content: inout [UInt8]) {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "b"), UInt8(ascii: "f"), 0x0A: break
        case 0x0D: if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte & 7)
            var digits = 1
            while digits < 3, position < bytes.count, bytes[position] & 0xF8 == 0x30 {
                value = value * 8 + Int(bytes[position] & 7)
                position += 1
                digits += 1
            }
            content.append(UInt8(truncatingIfNeeded: value))
        default: content.append(byte)
        }
    }

    /// Latin letters; the codes from 128 to 159 differ from font to font.
    private static func text(_ content: [UInt8]) -> String {
        let isReadable = content.allSatisfy {
            [0x09, 0x0A, 0x0D].contains($0) || 0x20..<0x7F ~= $0 || $0 >= 0xA0
        }
        return isReadable ? String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) })) : ""
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count, bytes[position] > 0x20, !"()<>[]{}/%".utf8.contains(bytes[position]) {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skip(through byte: UInt8) {
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position += 1
    }
}
