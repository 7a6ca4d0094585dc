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
        case afterValue
        case end
    }

    /// The longest name that is read, in bytes.
    private static let nameLimit = 1 << 10

    private let member: String
    private var place = Place.start
    private var name = Data()
    private var isFound = false
    private var string = JSONStringPieces()

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
            var index = 0
            while index < bytes.count {
                if case .text = place {
                    if try read(bytes, from: &index, into: &text) { place = .afterValue }
                } else {
                    try step(bytes[index])
                    index += 1
                }
            }
        }
        return text
    }

    private mutating func read(
        _ bytes: UnsafeRawBufferPointer, from index: inout Int, into text: inout Data
    ) throws -> Bool {
        do {
            return try string.read(bytes, from: &index, into: &text)
        } catch is JSONStringPieces.Malformed {
            throw Self.notJSON
        }
    }

    /// Says that no more pieces come.
    ///
    /// - Throws: ``BodyError``.
    func finish() throws {
        guard case .end = place else { throw Self.notJSON }
        guard isFound else { throw BodyError("\(member) is required.") }
    }

    /// Takes one byte outside of the text.
    private mutating func step(_ byte: UInt8) throws {
        if case .insideName(let isEscaped) = place {
            try readName(byte, isEscaped: isEscaped)
        } else {
            let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if !isSpace { try structure(byte) }
        }
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
