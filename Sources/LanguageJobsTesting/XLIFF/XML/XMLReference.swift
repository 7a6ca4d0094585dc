/// A character reference (`&#233;`, `&#xE9;`) or one of the five entities that XML predefines.
struct XMLReference {
    enum Failure: Error {
        case unterminated
        case undeclared(String)
        case forbidden
    }

    let scalar: Unicode.Scalar
    /// The offset after the semicolon.
    let end: Int

    /// Reads the reference whose ampersand is at `start`.
    init(in bytes: [UInt8], at start: Int, limit: Int) throws(Failure) {
        var position = start + 1
        // A name this long is no entity of XML; the bound keeps a stray "&" from scanning the file.
        let bound = min(limit, position + 64)
        while position < bound, Self.isPart(bytes[position]) { position += 1 }
        guard position < limit, bytes[position] == XMLByte.semicolon, position > start + 1 else {
            throw .unterminated
        }
        let name = bytes[(start + 1)..<position]
        end = position + 1
        guard name.first == XMLByte.hash else {
            scalar = try Self.predefined(String(decoding: name, as: UTF8.self))
            return
        }
        let isHexadecimal = name.dropFirst().first == UInt8(ascii: "x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard
            digits.first.map(Self.isSign) == false,
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(value), XMLCharacter.isAllowed(scalar)
        else { throw .forbidden }
        self.scalar = scalar
    }

    private static func predefined(_ name: String) throws(Failure) -> Unicode.Scalar {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default: throw .undeclared(name)
        }
    }

    /// `UInt32.init(_:radix:)` takes a sign, XML does not.
    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case XMLByte.semicolon, XMLByte.lessThan, XMLByte.ampersand, XMLByte.quote, XMLByte.apostrophe: false
        default: !XMLByte.isWhitespace(byte)
        }
    }
}
