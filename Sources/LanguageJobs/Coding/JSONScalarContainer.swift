/// Writes one value that is no container.
struct JSONScalarContainer: SingleValueEncodingContainer {
    let encoder: JSONNodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    private func put(_ node: JSONNode) { encoder.node.content = node.content }

    mutating func encodeNil() { put(encoder.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws { put(try encoder.box(value)) }

    mutating func encode(_ value: Bool) { put(JSONNode(.value(.bool(value)))) }
    mutating func encode(_ value: String) { put(.string(value)) }
    mutating func encode(_ value: Double) throws { put(try encoder.number(value)) }
    mutating func encode(_ value: Float) throws { put(try encoder.number(Double(value.description) ?? .nan)) }
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
}
