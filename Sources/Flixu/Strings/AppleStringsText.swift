/// The quoted texts of `.strings` files, from bytes and back.
enum AppleStringsText {
    struct Fault: Error {
        let reason: String
    }

    /// With quotation marks and escapes; everything else stands for itself.
    static func spelled(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case ..<0x20:
                let digits = String(byte, radix: 16)
                bytes += "\\U\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\"")]
    }

    /// The meaning of what stands between the quotation marks.
    static func text(of inner: ArraySlice<UInt8>) throws(Fault) -> String {
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        var text: [UInt8] = []
        var units: [UInt16] = []
        var index = inner.startIndex
        while index < inner.endIndex {
            let byte = inner[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < inner.endIndex else {
                try flush(&units, to: &text)
                text.append(byte)
                index += 1
                continue
            }
            let escape = inner[index + 1]
            index += 2
            if escape == UInt8(ascii: "U") || escape == UInt8(ascii: "u") {
                guard let unit = HexDigits.unit(inner[index...]) else {
                    throw Fault(reason: #"“\U” stands before no four hexadecimal digits"#)
                }
                units.append(unit)
                index += 4
                continue
            }
            try flush(&units, to: &text)
            if (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(escape) {
                text += try octal(inner, from: index - 1, to: &index)
            } else {
                text.append(meaning(of: escape))
            }
        }
        try flush(&units, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func flush(_ units: inout [UInt16], to text: inout [UInt8]) throws(Fault) {
        guard !units.isEmpty else { return }
        guard let characters = String(validating: units, as: UTF16.self) else {
            throw Fault(reason: #"“\U” stands for half a character (a surrogate without its partner)"#)
        }
        text += characters.utf8
        units = []
    }

    /// Up to three octal digits; what stands beyond ASCII is of an old NeXT encoding that nobody should guess.
    private static func octal(
        _ inner: ArraySlice<UInt8>, from start: Int, to end: inout Int
    ) throws(Fault) -> String.UTF8View {
        var value = 0
        end = start
        while end < min(start + 3, inner.endIndex),
            (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(inner[end])
        {
            value = value * 8 + Int(inner[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard value < 0x80, let scalar = Unicode.Scalar(value) else {
            throw Fault(reason: #"an octal escape stands for no ASCII character; write “\U” and four digits"#)
        }
        return String(Character(scalar)).utf8
    }

    private static func meaning(of escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "v"): 0x0B
        default: escape
        }
    }
}
