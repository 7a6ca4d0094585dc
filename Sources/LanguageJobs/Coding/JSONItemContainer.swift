/// Writes the elements of an array.
struct JSONItemContainer: UnkeyedEncodingContainer {
    let encoder: JSONNodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.count }

    private func put(_ node: JSONNode) { encoder.node.append(node) }

    private var below: JSONNodeEncoder { encoder.below(JSONPlace(count)) }

    mutating func encodeNil() { put(encoder.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws { put(try below.box(value)) }

    mutating func encode(_ value: Bool) { put(JSONNode(.value(.bool(value)))) }
    mutating func encode(_ value: String) { put(.string(value)) }
    mutating func encode(_ value: Double) throws { put(try below.number(value)) }
    mutating func encode(_ value: Float) throws { put(try below.number(Double(value.description) ?? .nan)) }
    mutating func encode(_ value: Int) { put(encoder.integer(value)) }
    mutating func encode(_ value: Int8) { put(encoder.integer(value)) }
    mutating func encode(_ value: Int16) { put(encoder.integer(value)) }
    mutating func encode(_ value: Int32) { put(encoder.integer(value)) }
    mutating func encode(_ value: Int64) { put(encoder.integer(value)) }
    mutating func encode(_ value: UInt) { put(encoder.integer(value)) }
    mutating func encode(_ value: UInt8) { put(encoder.integer(value)) }
    mutating func encode(_ value: UInt16) { put(encoder.integer(value)) }
    mutating func encode(_ value: UInt32) { put(encoder.integer(value)) }
    mutating func encode(_ value: UInt64) { put(encoder.integer(value)) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        appended().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { appended().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { appended() }

    private func appended() -> JSONNodeEncoder {
        let below = below
        put(below.node)
        return below
    }
}

/// A place in an array, or that of what a class inherits.
struct JSONPlace: CodingKey {
    static let parent = JSONPlace(stringValue: "super", intValue: nil)

    let stringValue: String
    let intValue: Int?

    private init(stringValue: String, intValue: Int?) {
        self.stringValue = stringValue
        self.intValue = intValue
    }

    init(_ index: Int) { self.init(stringValue: "\(index)", intValue: index) }

    init?(stringValue: String) { self.init(stringValue: stringValue, intValue: nil) }

    init?(intValue: Int) { self.init(intValue) }
}
