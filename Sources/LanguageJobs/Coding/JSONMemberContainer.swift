/// Writes the members of an object.
struct JSONMemberContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONNodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    private func put(_ key: Key, _ node: JSONNode) { encoder.node.setMember(key.stringValue, node) }

    mutating func encodeNil(forKey key: Key) { put(key, encoder.null) }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        put(key, try encoder.below(key).box(value))
    }

    mutating func encode(_ value: Bool, forKey key: Key) { put(key, JSONNode(.value(.bool(value)))) }
    mutating func encode(_ value: String, forKey key: Key) { put(key, .string(value)) }
    mutating func encode(_ value: Double, forKey key: Key) throws {
        put(key, try encoder.below(key).number(value))
    }
    mutating func encode(_ value: Float, forKey key: Key) throws {
        put(key, try encoder.below(key).number(Double(value.description) ?? .nan))
    }
    mutating func encode(_ value: Int, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: Int8, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: Int16, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: Int32, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: Int64, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: UInt, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: UInt8, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: UInt16, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: UInt32, forKey key: Key) { put(key, encoder.integer(value)) }
    mutating func encode(_ value: UInt64, forKey key: Key) { put(key, encoder.integer(value)) }

    // Foundation's encoder leaves such members out; an example has to name them.
    private func noteGap(_ key: Key) { if encoder.keepsGaps { put(key, encoder.null) } }

    mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { noteGap(key) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        below(key).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        below(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        let below = encoder.below(JSONPlace.parent)
        encoder.node.setMember(JSONPlace.parent.stringValue, below.node)
        return below
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder { below(key) }

    private func below(_ key: Key) -> JSONNodeEncoder {
        // A container that is asked for again goes on with what is there.
        let below = encoder.below(key, node: encoder.node.member(key.stringValue) ?? JSONNode())
        put(key, below.node)
        return below
    }
}
