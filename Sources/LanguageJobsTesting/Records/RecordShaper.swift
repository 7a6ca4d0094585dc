import Foundation

/// Makes records of an example's shape out of JSON objects, one after the other.
///
/// A member takes the value of the input's member of the same name where its kind fits, as it is written; any
/// other is like the example's and derived from the input's bytes, so that no two inputs give the same.
struct RecordShaper: Sendable {
    /// The longest number without exponent that any reader can hold, in characters.
    private static let numberLimit = 300
    private static let integerLimit = 18

    private let members: [RecordShape.Member]
    /// For each member of the objects being written, where the input has it.
    var found: [JSONWalker.Value?] = []
    /// What stands for the input in derived values, once one is needed.
    var inputHash: UInt64?

    /// - Parameter example: The example, an object.
    init(example: [String: EmulatorJSON]) throws {
        members = try RecordShape.members(of: example)
    }

    /// Writes the record that an input gives; `false`, and nothing is written: the input is no JSON object.
    ///
    /// - Parameter input: UTF-8.
    mutating func write(_ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
        inputHash = nil
        var walker = JSONWalker(input)
        guard find(members, with: &walker), walker.isAtEnd() else {
            found.removeAll(keepingCapacity: true)
            return false
        }
        writeFound(members, input, to: &output)
        return true
    }

    /// Writes the record of an input that has no members, a page say.
    ///
    /// - Parameter hash: What stands for the input.
    mutating func write(hash: UInt64, to output: inout [UInt8]) {
        inputHash = hash
        for _ in members { found.append(nil) }
        writeFound(members, UnsafeBufferPointer(start: nil, count: 0), to: &output)
    }

    /// Notes where the members of an object are, the last of each name.
    private mutating func find(_ members: [RecordShape.Member], with walker: inout JSONWalker) -> Bool {
        let base = found.count
        for _ in members { found.append(nil) }
        let bytes = walker.bytes
        return walker.members { name, isEscaped, value in
            let name = UnsafeBufferPointer(rebasing: bytes[name])
            let place =
                isEscaped ? Self.place(ofEscaped: name, in: members) : Self.place(of: name, in: members)
            if let place { found[base + place] = value }
        }
    }

    private static func place(
        of name: UnsafeBufferPointer<UInt8>, in members: [RecordShape.Member]
    ) -> Int? {
        for place in members.indices where isEqual(name, members[place].name) { return place }
        return nil
    }

    private static func isEqual(_ name: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
        guard name.count == other.count, let start = name.baseAddress else {
            return name.isEmpty && other.isEmpty
        }
        return other.withUnsafeBufferPointer { other in
            other.baseAddress.map { memcmp(start, $0, name.count) == 0 } ?? false
        }
    }

    private static func place(
        ofEscaped name: UnsafeBufferPointer<UInt8>, in members: [RecordShape.Member]
    ) -> Int? {
        let text = Data([UInt8(ascii: "\"")]) + Data(buffer: name) + Data([UInt8(ascii: "\"")])
        guard let name = try? JSONDecoder().decode(String.self, from: text) else { return nil }
        return members.firstIndex { $0.name.elementsEqual(name.utf8) }
    }

    /// Writes an object of the members that were noted last.
    mutating func writeFound(
        _ members: [RecordShape.Member], _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        let base = found.count - members.count
        output.append(UInt8(ascii: "{"))
        for (place, member) in members.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: member.label)
            output.append(UInt8(ascii: ":"))
            write(member.shape, member, member.salt, found[base + place], input, to: &output)
        }
        output.append(UInt8(ascii: "}"))
        found.removeLast(members.count)
    }

    mutating func write(
        _ shape: RecordShape, _ member: RecordShape.Member, _ salt: UInt64, _ value: JSONWalker.Value?,
        _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        switch (shape, value?.kind) {
        case (.string, .string), (.bool, .bool):
            copy(value, input, to: &output)
        case (.integer, .integer) where value?.range.count ?? 0 <= Self.integerLimit:
            copy(value, input, to: &output)
        case (.number, .integer) where Self.isFinite(value, input),
            (.number, .number) where Self.isFinite(value, input):
            copy(value, input, to: &output)
        case (.null, _?):
            copyCompact(value, input, to: &output)
        case (.array(let items), .array):
            if let item = items.first {
                writeItems(item, member, salt, value, input, to: &output)
            } else {
                copyCompact(value, input, to: &output)
            }
        case (.object(let members), .object):
            var walker = JSONWalker(input, from: value?.range.lowerBound ?? 0)
            _ = find(members, with: &walker)
            writeFound(members, input, to: &output)
        default:
            derive(shape, member, salt, input, to: &output)
        }
    }

    private mutating func writeItems(
        _ item: RecordShape, _ member: RecordShape.Member, _ salt: UInt64, _ value: JSONWalker.Value?,
        _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        var values: [JSONWalker.Value] = []
        var walker = JSONWalker(input, from: value?.range.lowerBound ?? 0)
        _ = walker.elements { values.append($0) }
        output.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            write(item, member, salt &+ UInt64(place), value, input, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func copy(
        _ value: JSONWalker.Value?, _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        guard let value else { return }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: input[value.range]))
    }

    /// Copies without the spaces between values, so that no line break gets into a line.
    private func copyCompact(
        _ value: JSONWalker.Value?, _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        guard let value else { return }
        var isText = false
        var isEscaped = false
        for byte in input[value.range] where isText || byte > 0x20 {
            output.append(byte)
            if byte == UInt8(ascii: "\""), !isEscaped { isText.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
    }

    private static func isFinite(_ value: JSONWalker.Value?, _ input: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let value, value.range.count <= numberLimit else { return false }
        let text = input[value.range]
        guard text.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
        return Double(String(decoding: text, as: UTF8.self))?.isFinite ?? false
    }
}
