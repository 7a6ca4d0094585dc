package import Foundation

/// Decodes Base64 that comes in pieces, wherever they are cut.
package struct Base64Pieces {
    /// What is taken for Base64.
    package enum Form: Sendable {
        /// The standard alphabet, padded, with nothing between or behind (RFC 4648, 4).
        case strict
        /// White space anywhere, the alphabet for URLs too, and padding that is missing.
        case tolerant
    }

    /// What came is no Base64.
    package struct Malformed: Error {}

    private let form: Form
    private var rest = Data()
    private var isPadded = false

    package init(_ form: Form = .strict) {
        self.form = form
    }

    /// The bytes of the characters so far that had not been given yet.
    ///
    /// - Throws: ``Malformed``.
    package mutating func decode(_ text: Data) throws -> Data {
        let text = form == .strict ? text : Self.standard(text)
        guard !text.isEmpty else { return Data() }
        guard !isPadded else { throw Malformed() }
        rest.append(text)
        let whole = rest.count - rest.count % 4
        guard whole > 0 else { return Data() }
        let characters = Data(rest.prefix(whole))
        rest = Data(rest.dropFirst(whole))
        let padding = characters.suffix(2).count { $0 == UInt8(ascii: "=") }
        // A decoder may end at padding, and overlook bits that no encoder writes.
        guard let bytes = Data(base64Encoded: characters), bytes.count == whole / 4 * 3 - padding,
            padding == 0
                || rest.isEmpty && bytes.suffix(3 - padding).base64EncodedData() == characters.suffix(4)
        else { throw Malformed() }
        isPadded = padding > 0
        return bytes
    }

    /// Says that no more pieces come, and gives what is left.
    ///
    /// - Throws: ``Malformed``.
    package mutating func finish() throws -> Data {
        guard !rest.isEmpty else { return Data() }
        guard form == .tolerant, rest.count > 1 else { throw Malformed() }
        return try decode(Data(repeating: UInt8(ascii: "="), count: 4 - rest.count))
    }

    /// The characters in the standard alphabet, without white space.
    private static func standard(_ text: Data) -> Data {
        let isStandard = text.allSatisfy {
            $0 > 0x20 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_")
        }
        guard !isStandard else { return text }
        var characters = Data(capacity: text.count)
        for byte in text {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: break
            case UInt8(ascii: "-"): characters.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): characters.append(UInt8(ascii: "/"))
            default: characters.append(byte)
            }
        }
        return characters
    }
}
