/// A JSON request body whose members have been checked against the fields of its operation.
struct CheckedBody: Sendable {
    private let members: [String: EmulatorJSON]

    /// - Throws: ``BodyError`` for a body that is no object, an unknown, missing or wrong member.
    init(_ json: EmulatorJSON, fields: [BodyField]) throws {
        guard case .object(let members) = json else {
            throw BodyError("The body must be a JSON object, not \(json.kind).")
        }
        let names = Set(fields.map(\.name))
        if let unknown = members.keys.filter({ !names.contains($0) }).min() {
            throw BodyError("\(unknown) is no field of this request.")
        }
        for field in fields {
            guard let value = members[field.name] else {
                if field.isRequired { throw BodyError("\(field.name) is required.") }
                continue
            }
            if let problem = field.problem(with: value) { throw BodyError(problem) }
        }
        self.members = members
    }

    subscript(name: String) -> EmulatorJSON? { members[name] }

    func string(_ name: String) -> String? {
        if case .string(let value)? = members[name] { value } else { nil }
    }

    func bool(_ name: String) -> Bool? {
        if case .bool(let value)? = members[name] { value } else { nil }
    }

    func integer(_ name: String) -> Int? {
        if case .integer(let value)? = members[name] { value } else { nil }
    }

    func object(_ name: String) -> [String: EmulatorJSON]? {
        if case .object(let value)? = members[name] { value } else { nil }
    }

    func strings(_ name: String) -> [String]? {
        guard case .array(let items)? = members[name] else { return nil }
        return items.compactMap { if case .string(let value) = $0 { value } else { nil } }
    }
}

/// What is wrong with a JSON request body, in a sentence.
struct BodyError: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
