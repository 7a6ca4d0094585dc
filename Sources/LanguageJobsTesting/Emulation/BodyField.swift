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
