extension BodyField {
    /// What the field may hold, as JSON Schema.
    var schema: EmulatorJSON {
        switch kind {
        case .string: Self.type("string")
        case .bool: Self.type("boolean")
        case .integer(let range):
            .object([
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ])
        case .choice(let allowed):
            .object(["type": "string", "enum": .array(allowed.map { .string($0) })])
        case .strings: .object(["type": "array", "items": Self.type("string")])
        case .object: Self.type("object")
        case .objects: .object(["type": "array", "items": Self.type("object")])
        }
    }

    private static func type(_ name: String) -> EmulatorJSON { .object(["type": .string(name)]) }

    /// An object of fields and nothing else, as JSON Schema.
    static func schema(of fields: [BodyField]) -> EmulatorJSON {
        .object([
            "type": "object",
            "properties": .object(
                Dictionary(fields.map { ($0.name, $0.schema) }, uniquingKeysWith: { $1 })),
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": .bool(false),
        ])
    }
}
