import Foundation

/// What an example says of the records that are wanted: their members, and what each is like.
indirect enum RecordShape: Sendable {
    case string(RecordText)
    case integer(RecordNumber)
    case number(RecordNumber)
    case bool
    /// Anything.
    case null
    /// The example's items; those of an input are like the first.
    case array([RecordShape])
    case object([Member])

    struct Member: Sendable {
        /// The name in UTF-8.
        let name: [UInt8]
        /// The name as JSON text.
        let label: [UInt8]
        /// Tells the members apart in what is derived.
        let salt: UInt64
        let shape: RecordShape
    }

    /// The members of a record like this one, sorted by name.
    static func members(of example: [String: EmulatorJSON]) throws -> [Member] {
        try members(of: example, salt: 0)
    }

    private init(_ example: EmulatorJSON, salt: UInt64) throws {
        switch example {
        case .null: self = .null
        case .bool: self = .bool
        case .integer(let number): self = .integer(RecordNumber(number))
        case .number(let number): self = .number(RecordNumber(number))
        case .string(let text): self = .string(try RecordText(text))
        case .array(let items):
            self = .array(
                try items.enumerated().map { try RecordShape($1, salt: salt &+ UInt64($0)) })
        case .object(let members): self = .object(try Self.members(of: members, salt: salt))
        }
    }

    private static func members(of example: [String: EmulatorJSON], salt: UInt64) throws -> [Member] {
        try example.sorted { $0.key < $1.key }.map { name, value in
            var hash = RecordHash(salt)
            hash.combine(name.utf8)
            return Member(
                name: Array(name.utf8), label: Array(try EmulatorJSON.string(name).data()), salt: hash.value,
                shape: try RecordShape(value, salt: hash.value))
        }
    }
}
