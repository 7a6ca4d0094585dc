/// JSON to be changed and written again, with the order of members and the spelling of everything else.
indirect enum OrderedJSON {
    /// A string, number, `true`, `false` or `null` as it is spelled.
    case spelled([UInt8])
    case array([OrderedJSON])
    case object([Member])

    struct Member {
        let name: String
        let spelling: [UInt8]
        var value: OrderedJSON
    }

    /// A part of a document, as it stands there.
    init(_ tree: JSONTree, in text: [UInt8]) {
        switch tree.content {
        case .string, .other: self = .spelled(Array(text[tree.range]))
        case .array(let elements): self = .array(elements.map { OrderedJSON($0, in: text) })
        case .object(let members):
            self = .object(
                members.map {
                    Member(
                        name: $0.name, spelling: Array(text[$0.spelling]),
                        value: OrderedJSON($0.value, in: text))
                })
        }
    }

    init(_ text: String) throws {
        self = .spelled(try JSONText.spelled(text))
    }

    subscript(name: String) -> OrderedJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Sets a member; a new one goes where it belongs by the alphabet when the others stand by it, else to the end.
    mutating func set(_ name: String, _ value: OrderedJSON) throws {
        guard case .object(var members) = self else { return }
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            let isSorted = zip(members, members.dropFirst()).allSatisfy { $0.name < $1.name }
            let place = isSorted ? members.firstIndex { $0.name > name } : nil
            members.insert(
                Member(name: name, spelling: try JSONText.spelled(name), value: value),
                at: place ?? members.endIndex)
        }
        self = .object(members)
    }

    /// Writes it as Xcode does: two spaces a level, ` : `, and an empty line in what is empty.
    ///
    /// - Parameter end: What a line ends with.
    func write(indent: Int, lineEnd end: [UInt8], to bytes: inout [UInt8]) {
        switch self {
        case .spelled(let text): bytes += text
        case .array(let elements):
            Self.write(elements, "[", "]", indent, end, to: &bytes) {
                $0.write(indent: indent + 2, lineEnd: end, to: &$1)
            }
        case .object(let members):
            Self.write(members, "{", "}", indent, end, to: &bytes) { member, bytes in
                bytes += member.spelling
                bytes += " : ".utf8
                member.value.write(indent: indent + 2, lineEnd: end, to: &bytes)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ opening: String, _ closing: String, _ indent: Int, _ end: [UInt8],
        to bytes: inout [UInt8], _ item: (Item, inout [UInt8]) -> Void
    ) {
        let margin = [UInt8](repeating: 0x20, count: indent)
        bytes += opening.utf8
        bytes += items.isEmpty ? end + end : end
        for (index, each) in items.enumerated() {
            bytes += margin
            bytes += "  ".utf8
            item(each, &bytes)
            if index + 1 < items.count { bytes.append(UInt8(ascii: ",")) }
            bytes += end
        }
        bytes += margin
        bytes += closing.utf8
    }
}
