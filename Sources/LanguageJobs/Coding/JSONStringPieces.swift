package import Foundation

/// Reads a JSON string of ASCII characters behind its opening quote, piece by piece, wherever they are cut.
package struct JSONStringPieces {
    /// What came is no JSON string.
    package struct Malformed: Error {}

    private enum Place {
        case text
        case escape
        /// The hexadecimal digits that are still to come, and the number so far.
        case unicode(digits: Int, value: UInt16)
    }

    private var place = Place.text

    package init() {}

    /// Reads on, up to the closing quote or the end of the piece.
    ///
    /// - Parameters:
    ///   - bytes: The piece.
    ///   - index: Where to go on; then where the reading stopped, behind the closing quote.
    ///   - text: Gets the characters.
    /// - Returns: Whether the string has ended.
    /// - Throws: ``Malformed``.
    package mutating func read(
        _ bytes: UnsafeRawBufferPointer, from index: inout Int, into text: inout Data
    ) throws -> Bool {
        var quote = -1
        while index < bytes.count {
            guard case .text = place else {
                if let character = try unescape(bytes[index]) { text.append(character) }
                index += 1
                continue
            }
            if quote < index { quote = Self.find(UInt8(ascii: "\""), in: bytes, index..<bytes.count) }
            let end = Self.find(UInt8(ascii: "\\"), in: bytes, index..<quote)
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
            index = min(end + 1, bytes.count)
            if end < quote {
                place = .escape
            } else if quote < bytes.count {
                return true
            }
        }
        return false
    }

    /// Takes a byte of an escape; gives the character that ends with it.
    private mutating func unescape(_ byte: UInt8) throws -> UInt8? {
        if case .unicode(let digits, let value) = place {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw Malformed() }
            let value = value << 4 | UInt16(digit)
            place = digits == 1 ? .text : .unicode(digits: digits - 1, value: value)
            // Whatever is no ASCII is as wrong as any other such character.
            return digits == 1 ? UInt8(exactly: value) ?? 0xFF : nil
        }
        place = .text
        switch byte {
        case UInt8(ascii: "u"):
            place = .unicode(digits: 4, value: 0)
            return nil
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        default: throw Malformed()
        }
    }

    /// The place of the first such byte; the end of the range where there is none.
    private static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
        guard !range.isEmpty, let base = bytes.baseAddress,
            let hit = memchr(base + range.lowerBound, Int32(byte), range.count)
        else { return range.upperBound }
        return base.distance(to: UnsafeRawPointer(hit))
    }
}
