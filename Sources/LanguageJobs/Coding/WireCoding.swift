package import Foundation

/// The one way from values to JSON and back.
package enum WireCoding {
    /// Encodes with sorted members, so that a request's bytes depend on its values only; numbers keep their kind.
    package static func encode(_ value: some Encodable) throws -> Data {
        try JSONNodeEncoder.node(of: value).value.text()
    }

    /// Decodes.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}

extension KeyedDecodingContainer {
    /// A timestamp, `nil` when it is missing or can't be read: a malformed date must not lose a paid job.
    package func timestamp(_ key: Key) -> Date? {
        lenient(String.self, key).flatMap(RFC3339.date)
    }

    /// A member that may be missing, `null` or, from some servers, of another type than documented.
    package func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        (try? decodeIfPresent(type, forKey: key)).flatMap { $0 }
    }
}

extension KeyedEncodingContainer {
    /// Writes a timestamp as RFC 3339; nothing when there is none.
    package mutating func encode(timestamp date: Date?, _ key: Key) throws {
        try encodeIfPresent(date.map(RFC3339.string), forKey: key)
    }
}
