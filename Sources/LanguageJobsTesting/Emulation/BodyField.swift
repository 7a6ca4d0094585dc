/// One member of a JSON request body, and what it may hold.
struct BodyField: Sendable {
    enum Kind: Sendable {
        case string
        case bool
        case integer(ClosedRange<Int>)
        case choice([String])
        case strings
        case object
        case objects
    }

    let name: String
    let kind: Kind
    let isRequired: Bool

    static func required(_ name: String, _ kind: Kind) -> BodyField {
        BodyField(name: name, kind: kind, isRequired: true)
    }

    static func optional(_ name: String, _ kind: Kind) -> BodyField {
        BodyField(name: name, kind: kind, isRequired: false)
    }

    /// What is wrong with a value, in a sentence; `nil` when it is right.
    func problem(with value: EmulatorJSON) -> String? {
        switch (kind, value) {
        case (.string, .string), (.bool, .bool), (.object, .object): return nil
        case (.integer(let range), .integer(let number)):
            return range.contains(number)
                ? nil : "\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(number)."
        case (.choice(let allowed), .string(let text)):
            return allowed.contains(text)
                ? nil : "\(name) must be one of \(allowed.joined(separator: ", ")), not \(text)."
        case (.strings, .array(let items)):
            let areStrings = items.allSatisfy { if case .string = $0 { true } else { false } }
            return areStrings ? nil : "\(name) must hold strings only."
        case (.objects, .array(let items)):
            let areObjects = items.allSatisfy { if case .object = $0 { true } else { false } }
            return areObjects ? nil : "\(name) must hold objects only."
        default: return "\(name) must be \(kind.description), not \(value.kind)."
        }
    }
}

extension BodyField.Kind {
    fileprivate var description: String {
        switch self {
        case .string, .choice: "a string"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .strings: "an array of strings"
        case .object: "an object"
        case .objects: "an array of objects"
        }
    }
}

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
