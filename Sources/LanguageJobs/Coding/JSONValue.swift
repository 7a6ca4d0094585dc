/// Any JSON value; integers stay integers, and numbers with a fraction keep it.
///
/// ```swift
/// let example: JSONValue = ["number": "INV-2025-0001", "total": 10_000.0, "lines": [["pieces": 3]]]
/// ```
/// In requests a ``number(_:)`` is written with its fraction, `10000.0`, also when that is nothing: services take the type
/// of a member from it. Foundation's `JSONEncoder` can't and writes `10000`, and no decoder tells the two apart.
public enum JSONValue: Sendable, Hashable, Codable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A whole number that fits 64 bits; what is read as `10.0` is one as well, since a decoder does not tell it from `10`.
    case integer(Int64)
    /// Any other number; only finite ones can be written.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; the order of its members is not kept.
    case object([String: JSONValue])

    /// Decodes any JSON value.
    public init(from decoder: any Decoder) throws {
        // Containers first: on a deeply nested value each failed attempt costs as much as it is deep.
        if var items = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !items.isAtEnd { values.append(try items.decode(JSONValue.self)) }
            self = .array(values)
        } else if let members = try? decoder.container(keyedBy: MemberName.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) { values, name in
                    values[name.stringValue] = try members.decode(JSONValue.self, forKey: name)
                })
        } else {
            try self.init(scalar: try decoder.singleValueContainer())
        }
    }

    private init(scalar container: any SingleValueDecodingContainer) throws {
        if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if container.decodeNil() {
            self = .null
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    /// The name of an object's member, whatever it is.
    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    /// Encodes the value as itself.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// A member of an object; `nil` when this is none or has none of that name.
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The string, if this is one.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }
}
