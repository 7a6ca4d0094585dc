/// Header fields in the order they were added, with names that compare without regard to case.
///
/// A name may occur more than once. Setting through the subscript replaces all of a name's values, ``append(_:_:)``
/// adds one.
public struct TransportHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One field: its name as written and its value.
    public struct Field: Sendable, Hashable {
        /// The name as it was written.
        public let name: String
        /// The value, without line breaks.
        public let value: String
        let key: String

        init(name: String, value: String) {
            self.name = name
            self.value = value
            key = name.lowercased()
        }

        /// Fields are equal when values are and names are but for case.
        public static func == (left: Field, right: Field) -> Bool {
            left.key == right.key && left.value == right.value
        }

        /// Hashes what equality compares.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(key)
            hasher.combine(value)
        }
    }

    /// All fields, in order.
    public private(set) var fields: [Field] = []

    /// Makes an empty collection.
    public init() {}

    /// Makes a collection from names and values; a repeated name is kept twice.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// Makes a collection from the fields of another library's, such as a server's; a repeated name is kept twice.
    public init(_ fields: some Sequence<(String, String)>) {
        for (name, value) in fields { append(name, value) }
    }

    /// Whether there is no field.
    public var isEmpty: Bool { fields.isEmpty }

    /// The first value of a name; setting replaces every value of it, setting `nil` removes them.
    public subscript(name: String) -> String? {
        get {
            let key = name.lowercased()
            return fields.first { $0.key == key }?.value
        }
        set {
            let key = name.lowercased()
            guard let newValue else {
                fields.removeAll { $0.key == key }
                return
            }
            let field = Field(name: name, value: newValue)
            guard let first = fields.firstIndex(where: { $0.key == key }) else {
                fields.append(field)
                return
            }
            fields[first] = field
            var index = 0
            fields.removeAll { candidate in
                defer { index += 1 }
                return candidate.key == key && index != first
            }
        }
    }

    /// Every value of a name, in order.
    public func values(for name: String) -> [String] {
        let key = name.lowercased()
        return fields.filter { $0.key == key }.map(\.value)
    }

    /// Adds a field and keeps those of the same name.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Sets each of another collection's names to that collection's values.
    public mutating func merge(_ other: TransportHeaders) {
        let keys = Set(other.fields.map(\.key))
        fields.removeAll { keys.contains($0.key) }
        fields.append(contentsOf: other.fields)
    }

    /// The first field that can't be sent: a name that is no token, or a value with a line break or a NUL.
    package var firstInvalid: Field? {
        fields.first { field in
            let badName = field.name.isEmpty || !field.name.utf8.allSatisfy(Self.isTokenByte)
            return badName || field.value.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
