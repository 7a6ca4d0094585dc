/// A value that is being encoded: a tree that encoders fill in any order.
package final class JSONNode {
    /// What a value is known to be by now.
    enum Content {
        case nothing
        case value(JSONValue)
        /// A number with more digits than a `JSONValue` holds: its spelling, and the nearest one that does.
        case exact(String, nearest: Double)
        /// What no JSON of a type can be made of, in words.
        case gap(String)
        case items([JSONNode])
        case members([String: JSONNode])
    }

    var content: Content

    init(_ content: Content = .nothing) {
        self.content = content
    }

    /// The JSON; an encoding that wrote nothing is an empty object, as in Foundation's encoder.
    package var value: JSONValue {
        switch content {
        case .nothing: .object([:])
        case .value(let value): value
        case .exact(_, let nearest): .number(nearest)
        case .gap: .null
        case .items(let items): .array(items.map(\.value))
        case .members(let members): .object(members.mapValues(\.value))
        }
    }

    /// Each place that carries no type, such as `lines[0].note is nil`.
    package func gaps(at path: String = "") -> [String] {
        let name = path.isEmpty ? "the example" : path
        switch content {
        case .value, .exact: return []
        case .gap(let what): return ["\(name) \(what)"]
        case .items(let items) where items.isEmpty: return ["\(name) is an empty list"]
        case .nothing: return ["\(name) has no members"]
        case .members(let members) where members.isEmpty: return ["\(name) has no members"]
        case .items(let items):
            return items.enumerated().flatMap { index, item in item.gaps(at: "\(path)[\(index)]") }
        case .members(let members):
            return members.sorted { $0.key < $1.key }.flatMap { key, member in
                member.gaps(at: path.isEmpty ? key : "\(path).\(key)")
            }
        }
    }

    /// The places of numbers that ``value`` has the nearest of only, such as `lines[0].id`.
    package func inexactPlaces(at path: String = "") -> [String] {
        switch content {
        case .exact: [path]
        case .items(let items):
            items.enumerated().flatMap { index, item in item.inexactPlaces(at: "\(path)[\(index)]") }
        case .members(let members):
            members.sorted { $0.key < $1.key }.flatMap { key, member in
                member.inexactPlaces(at: path.isEmpty ? key : "\(path).\(key)")
            }
        case .nothing, .value, .gap: []
        }
    }

    func member(_ name: String) -> JSONNode? {
        if case .members(let members) = content { members[name] } else { nil }
    }

    func setMember(_ name: String, _ node: JSONNode) {
        guard case .members(var members) = content else { return content = .members([name: node]) }
        // Without a second reference the members are changed in place.
        content = .nothing
        members[name] = node
        content = .members(members)
    }

    var count: Int {
        if case .items(let items) = content { items.count } else { 0 }
    }

    func append(_ node: JSONNode) {
        guard case .items(var items) = content else { return content = .items([node]) }
        content = .nothing
        items.append(node)
        content = .items(items)
    }
}

extension JSONNode.Content {
    var isMembers: Bool { if case .members = self { true } else { false } }
    var isItems: Bool { if case .items = self { true } else { false } }
}
