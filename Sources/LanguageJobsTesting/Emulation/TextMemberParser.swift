import Foundation

/// Reads a JSON object of one member, a long string of ASCII characters, piece by piece, wherever they are cut.
///
/// It holds no more than one piece. What a client must not send is an error that says what it is.
struct TextMemberParser {
    private enum Place {
        case start
        /// Before a member's name, or before the object's end where there may be no other member.
        case name(isFirst: Bool)
        case insideName(isEscaped: Bool)
        case colon
        case value
        case text
        case escape
        /// The hexadecimal digits that are still to come, and the number so far.
        case unicode(digits: Int, value: UInt16)
        case afterValue
        case end
    }

    /// The longest name that is read, in bytes.
    private static let nameLimit = 1 << 10

    private let member: String
    private var place = Place.start
    private var name = Data()
    private var isFound = false

    /// - Parameter name: The member's name.
    init(name member: String) {
        self.member = member
    }

    /// Reads the next piece, and gives the string's characters in it.
    ///
    /// - Throws: ``BodyError``.
    mutating func consume(_ piece: Data) throws -> Data {
        var text = Data()
        try piece.withUnsafeBytes { bytes in
            var special = SpecialCharacters(bytes)
            var index = 0
            while index < bytes.count {
                if case .text = place {
                    let end = special.next(from: index)
                    text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
                    index = end
                    if index == bytes.count { break }
                }
                if let character = try step(bytes[index]) { text.append(character) }
                index += 1
            }
        }
        return text
    }

    /// Says that no more pieces come.
    ///
    /// - Throws: ``BodyError``.
    func finish() throws {
        guard case .end = place else { throw Self.notJSON }
        guard isFound else { throw BodyError("\(member) is required.") }
    }

    /// Takes one byte; gives a character of the text where an escape ends with it.
    private mutating func step(_ byte: UInt8) throws -> UInt8? {
        switch place {
        case .text:
            place = byte == UInt8(ascii: "\"") ? .afterValue : .escape
        case .escape:
            return try unescape(byte)
        case .unicode(let digits, let value):
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw Self.notJSON }
            let value = value << 4 | UInt16(digit)
            place = digits == 1 ? .text : .unicode(digits: digits - 1, value: value)
            // Whatever is no ASCII is as wrong as any other such character.
            return digits == 1 ? UInt8(exactly: value) ?? 0xFF : nil
        case .insideName(let isEscaped):
            try readName(byte, isEscaped: isEscaped)
        default:
            let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if !isSpace { try structure(byte) }
        }
        return nil
    }

    private mutating func structure(_ byte: UInt8) throws {
        switch (place, byte) {
        case (.start, UInt8(ascii: "{")):
            place = .name(isFirst: true)
        case (.start, _):
            throw BodyError("The body must be a JSON object, not \(try Self.kind(byte)).")
        case (.name, UInt8(ascii: "\"")):
            name = Data([byte])
            place = .insideName(isEscaped: false)
        case (.colon, UInt8(ascii: ":")):
            place = .value
        case (.value, UInt8(ascii: "\"")):
            isFound = true
            place = .text
        case (.value, _):
            throw BodyError("\(member) must be a string, not \(try Self.kind(byte)).")
        case (.afterValue, UInt8(ascii: ",")):
            place = .name(isFirst: false)
        case (.name(isFirst: true), UInt8(ascii: "}")), (.afterValue, UInt8(ascii: "}")):
            place = .end
        default:
            throw Self.notJSON
        }
    }

    private mutating func readName(_ byte: UInt8, isEscaped: Bool) throws {
        name.append(byte)
        guard name.count <= Self.nameLimit else { throw BodyError("A member's name is too long.") }
        guard byte == UInt8(ascii: "\""), !isEscaped else {
            place = .insideName(isEscaped: byte == UInt8(ascii: "\\") && !isEscaped)
            return
        }
        guard let name = try? JSONDecoder().decode(String.self, from: name) else { throw Self.notJSON }
        guard name == member else { throw BodyError("\(name) is no field of this request.") }
        guard !isFound else { throw BodyError("\(name) is there twice.") }
        place = .colon
    }

    private mutating func unescape(_ byte: UInt8) throws -> UInt8? {
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
        default: throw Self.notJSON
        }
    }

    /// What a value is called that begins with this byte.
    private static func kind(_ byte: UInt8) throws -> String {
        switch byte {
        case UInt8(ascii: "{"): EmulatorJSON.object([:]).kind
        case UInt8(ascii: "["): EmulatorJSON.array([]).kind
        case UInt8(ascii: "\""): EmulatorJSON.string("").kind
        case UInt8(ascii: "t"), UInt8(ascii: "f"): EmulatorJSON.bool(true).kind
        case UInt8(ascii: "n"): EmulatorJSON.null.kind
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): EmulatorJSON.number(0).kind
        default: throw notJSON
        }
    }

    private static let notJSON = BodyError("The body is not JSON.")
}

/// Where a string's characters may end: at quotes and backslashes.
private struct SpecialCharacters {
    private let bytes: UnsafeRawBufferPointer
    private var quote = -1
    private var backslash = -1

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The place of the first one from here on; the end where there is none.
    mutating func next(from index: Int) -> Int {
        if quote < index { quote = find(UInt8(ascii: "\""), from: index) }
        if backslash < index { backslash = find(UInt8(ascii: "\\"), from: index) }
        return min(quote, backslash)
    }

    private func find(_ byte: UInt8, from index: Int) -> Int {
        guard let base = bytes.baseAddress, let hit = memchr(base + index, Int32(byte), bytes.count - index)
        else { return bytes.count }
        return base.distance(to: UnsafeRawPointer(hit))
    }
}
