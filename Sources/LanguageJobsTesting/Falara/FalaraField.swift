/// One member of a request, and what it may hold.
struct FalaraField: Sendable {
    indirect enum Kind: Sendable {
        /// A string, and how many characters it may have.
        case text(ClosedRange<Int>)
        case choice([String])
        case flag
        case list(of: Kind, ClosedRange<Int>)
        /// An object of these members and no others.
        case object([FalaraField])
        /// An object of any members, at least so many, with values of a kind.
        case map(of: Kind, atLeast: Int)
        /// A string, or else another kind.
        case textOr(Kind)
        case anything

        static let anyText = Kind.text(0...Int.max)
    }

    let name: String
    let kind: Kind
    var isRequired = false

    static func required(_ name: String, _ kind: Kind) -> FalaraField {
        FalaraField(name: name, kind: kind, isRequired: true)
    }

    static func optional(_ name: String, _ kind: Kind) -> FalaraField {
        FalaraField(name: name, kind: kind)
    }
}

extension FalaraField {
    /// What is wrong with the members of an object.
    static func faults(
        in members: [String: EmulatorJSON], _ fields: [FalaraField], at place: [EmulatorJSON]
    ) -> [FalaraFault] {
        let known = Set(fields.map(\.name))
        let faults = fields.flatMap { field in
            let inside = place + [.string(field.name)]
            switch members[field.name] {
            case nil: return field.isRequired ? [FalaraFault.missing(inside)] : []
            case .null where !field.isRequired: return []
            case let value?: return field.kind.faults(in: value, at: inside)
            }
        }
        return faults
            + members.keys.filter { !known.contains($0) }.sorted().map { .extra(place + [.string($0)]) }
    }
}

extension FalaraField.Kind {
    func faults(in value: EmulatorJSON, at place: [EmulatorJSON]) -> [FalaraFault] {
        switch (self, value) {
        case (.anything, _), (.flag, .bool), (.textOr, .string): return []
        case (.text(let range), .string(let text)): return Self.length(text, range, at: place)
        case (.choice(let allowed), .string(let text)):
            let names = allowed.map { "'\($0)'" }
            let list = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
            return allowed.contains(text)
                ? [] : [FalaraFault(place, "literal_error", "Input should be \(list)")]
        case (.list(let kind, let range), .array(let items)):
            return Self.count(items.count, range, at: place)
                + items.enumerated().flatMap {
                    kind.faults(in: $0.element, at: place + [.integer($0.offset)])
                }
        case (.object(let fields), .object(let members)):
            return FalaraField.faults(in: members, fields, at: place)
        case (.map(let kind, let least), .object(let members)):
            let few = FalaraFault(place, "too_short", "Dictionary should have at least \(least) item")
            return (members.count < least ? [few] : [])
                + members.sorted { $0.key < $1.key }.flatMap {
                    kind.faults(in: $0.value, at: place + [.string($0.key)])
                }
        case (.textOr(let other), _): return other.faults(in: value, at: place)
        default: return [wrongType(at: place)]
        }
    }

    private func wrongType(at place: [EmulatorJSON]) -> FalaraFault {
        switch self {
        case .flag: FalaraFault(place, "bool_type", "Input should be a valid boolean")
        case .list: FalaraFault(place, "list_type", "Input should be a valid list")
        case .object, .map: FalaraFault(place, "dict_type", "Input should be a valid dictionary")
        default: FalaraFault(place, "string_type", "Input should be a valid string")
        }
    }

    private static func length(_ text: String, _ range: ClosedRange<Int>, at place: [EmulatorJSON])
        -> [FalaraFault]
    {
        let count = text.unicodeScalars.count
        if count > range.upperBound {
            return [
                FalaraFault(
                    place, "string_too_long", "String should have at most \(range.upperBound) characters")
            ]
        }
        guard count < range.lowerBound else { return [] }
        return [
            FalaraFault(
                place, "string_too_short", "String should have at least \(range.lowerBound) characters")
        ]
    }

    private static func count(_ count: Int, _ range: ClosedRange<Int>, at place: [EmulatorJSON])
        -> [FalaraFault]
    {
        if count > range.upperBound {
            let message = "List should have at most \(range.upperBound) items after validation, not \(count)"
            return [FalaraFault(place, "too_long", message)]
        }
        guard count < range.lowerBound else { return [] }
        let message = "List should have at least \(range.lowerBound) item after validation, not \(count)"
        return [FalaraFault(place, "too_short", message)]
    }
}
