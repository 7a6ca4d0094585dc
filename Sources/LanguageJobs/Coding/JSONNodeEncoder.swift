import Foundation

/// An encoder that keeps the kinds of numbers: a `Double` of 10,000 stays a number with a fraction, which Foundation's encoder
/// writes like the integer.
///
/// Dates become RFC 3339 in UTC; URLs, data, UUIDs and decimals what `JSONEncoder` makes of them by default, but that a
/// decimal keeps its fraction, too.
package struct JSONNodeEncoder: Encoder {
    /// Whether members without a value are kept as gaps, instead of being left out or refused.
    let keepsGaps: Bool
    package let codingPath: [any CodingKey]
    package var userInfo: [CodingUserInfoKey: Any] { [:] }
    let node: JSONNode

    init(keepsGaps: Bool, codingPath: [any CodingKey] = [], node: JSONNode = JSONNode()) {
        self.keepsGaps = keepsGaps
        self.codingPath = codingPath
        self.node = node
    }

    /// The tree of a value.
    ///
    /// - Parameter keepsGaps: Whether `nil` and numbers that are not finite are noted in it; else `nil` members are left out,
    ///   and such numbers refused.
    package static func node(of value: some Encodable, keepsGaps: Bool = false) throws -> JSONNode {
        try JSONNodeEncoder(keepsGaps: keepsGaps).box(value)
    }

    package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if !node.content.isMembers { node.content = .members([:]) }
        return KeyedEncodingContainer(JSONMemberContainer(encoder: self))
    }

    package func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if !node.content.isItems { node.content = .items([]) }
        return JSONItemContainer(encoder: self)
    }

    package func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONScalarContainer(encoder: self)
    }

    /// The encoder of a value below this one.
    func below(_ key: any CodingKey, node: JSONNode = JSONNode()) -> JSONNodeEncoder {
        JSONNodeEncoder(keepsGaps: keepsGaps, codingPath: codingPath + [key], node: node)
    }

    var null: JSONNode { JSONNode(keepsGaps ? .gap("is nil") : .value(.null)) }

    func box<Value: Encodable>(_ value: Value) throws -> JSONNode {
        // By type first: casting each value to each of them costs more than the rest.
        if Value.self == Date.self, let date = value as? Date { return .string(RFC3339.string(date)) }
        if Value.self == URL.self, let url = value as? URL { return .string(url.absoluteString) }
        if Value.self == Data.self, let data = value as? Data { return .string(data.base64EncodedString()) }
        if Value.self == Decimal.self, let decimal = value as? Decimal { return try number(decimal) }
        try value.encode(to: self)
        return node
    }

    func number(_ value: Double) throws -> JSONNode {
        if value.isFinite { return JSONNode(.value(.number(value))) }
        if keepsGaps { return JSONNode(.gap("is not a finite number")) }
        throw EncodingError.invalidValue(
            value, .init(codingPath: codingPath, debugDescription: "JSON has no number \(value)."))
    }

    private func number(_ value: Decimal) throws -> JSONNode {
        let text = value.description
        let nearest = Double(text) ?? .nan
        guard nearest.isFinite, Decimal(string: String(nearest)) != value else { return try number(nearest) }
        return JSONNode(.exact(text.contains(".") ? text : text + ".0", nearest: nearest))
    }

    func integer(_ value: some BinaryInteger) -> JSONNode {
        if let whole = Int64(exactly: value) { return JSONNode(.value(.integer(whole))) }
        return JSONNode(.exact(String(value), nearest: Double(value)))
    }
}

extension JSONNode {
    static func string(_ value: String) -> JSONNode { JSONNode(.value(.string(value))) }
}
