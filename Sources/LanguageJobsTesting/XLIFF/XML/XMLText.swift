/// From the raw bytes of text and attribute values to what they mean, and back.
enum XMLText {
    /// The text of character data: references resolved, line ends made line feeds.
    static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        decoded(bytes, range, resolvingReferences: true)
    }

    /// The text of a CDATA section, whose content starts and ends at `range`.
    static func decodedVerbatim(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        decoded(bytes, range, resolvingReferences: false)
    }

    private static func decoded(_ bytes: [UInt8], _ range: Range<Int>, resolvingReferences: Bool) -> String {
        let plain = !bytes[range].contains {
            $0 == XMLByte.carriageReturn || (resolvingReferences && $0 == XMLByte.ampersand)
        }
        guard !plain else { return String(decoding: bytes[range], as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            position += 1
            if byte == XMLByte.carriageReturn {
                result.append(XMLByte.lineFeed)
                if position < range.upperBound, bytes[position] == XMLByte.lineFeed { position += 1 }
            } else if byte == XMLByte.ampersand, resolvingReferences,
                let reference = try? XMLReference(in: bytes, at: position - 1, limit: range.upperBound)
            {
                append(reference.scalar, to: &result)
                position = reference.end
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Appends text so that a reader of character data gets it back; what XML cannot hold becomes U+FFFD.
    static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\r": bytes.append(contentsOf: "&#13;".utf8)
            default: append(scalar, to: &bytes)
            }
        }
    }

    /// Appends text so that a reader of a value in double quotes gets it back.
    static func appendEscapedAttribute(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            // A raw tab or line end in a value is read as a space.
            case "\t": bytes.append(contentsOf: "&#9;".utf8)
            case "\n": bytes.append(contentsOf: "&#10;".utf8)
            case "\r": bytes.append(contentsOf: "&#13;".utf8)
            default: append(scalar, to: &bytes)
            }
        }
    }

    /// The text escaped for character data.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        appendEscaped(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        guard scalar.value >= 0x80 || !XMLCharacter.isAllowed(scalar) else {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            return
        }
        let allowed = XMLCharacter.isAllowed(scalar) ? scalar : "\u{FFFD}"
        bytes.append(contentsOf: String(allowed).utf8)
    }
}
