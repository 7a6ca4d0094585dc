/// The envelope of a success, `{"data": …, "meta": …}` (Flixu docs, Overview); a result without one is read as well.
package struct FlixuAnswer<Value: FlixuAnswered>: Codable, Sendable {
    package var value: Value

    private enum CodingKeys: String, CodingKey {
        case data
        case meta
    }

    package init(_ value: Value) { self.value = value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        value =
            container.contains(.data)
            ? try container.decode(Value.self, forKey: .data) : try Value(from: decoder)
        value.meta = container.lenient(FlixuMeta.self, .meta) ?? value.meta
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var value = value
        value.meta = nil
        try container.encode(value, forKey: .data)
        try container.encodeIfPresent(self.value.meta, forKey: .meta)
    }
}

extension FlixuAnswer: Equatable where Value: Equatable {}
