/// Makes records of the same shape as an example: the same members, and values of the same kinds that depend on
/// a seed.
///
/// A whole number stays one and a fraction stays one, each with as many digits before the point. A date stays a
/// date; any other text keeps all but its digits, or gets some if it has none. Arrays keep their length.
enum ExampleRecord {
    static func like(_ example: EmulatorJSON, seed: UInt64) -> EmulatorJSON {
        var random = SeededRandom(seed: seed)
        return value(like: example, &random)
    }

    private static func value(like example: EmulatorJSON, _ random: inout SeededRandom) -> EmulatorJSON {
        switch example {
        case .null: .null
        case .bool: .bool(random.next() % 2 == 0)
        case .integer(let number):
            .integer(Int(wholePart(like: number.magnitude, &random)) * (number < 0 ? -1 : 1))
        case .number(let number): .number(fraction(like: number, &random))
        case .string(let text): .string(string(like: text, &random))
        case .array(let items): .array(items.map { value(like: $0, &random) })
        case .object(let members):
            // The order of the members is the one thing that must not matter.
            .object(
                members.sorted { $0.key < $1.key }.reduce(into: [:]) { record, member in
                    record[member.key] = value(like: member.value, &random)
                })
        }
    }

    /// A number with as many digits, 18 at most.
    private static func wholePart(like number: UInt, _ random: inout SeededRandom) -> UInt64 {
        let power = (1..<min(18, String(number).count)).reduce(UInt64(1)) { power, _ in power * 10 }
        return number < 10 ? random.next() % 10 : power + random.next() % (9 * power)
    }

    private static func fraction(like number: Double, _ random: inout SeededRandom) -> Double {
        guard number.magnitude < 1e12 else { return number }
        let whole = wholePart(like: UInt(number.magnitude), &random)
        // Never a whole number: that would change its kind on the way.
        let value = Double(whole * 100 + 1 + random.next() % 99) / 100
        return number < 0 ? -value : value
    }

    private static func string(like text: String, _ random: inout SeededRandom) -> String {
        if text.prefixMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil {
            // All months have 28 days.
            let month = 1 + random.next() % 12
            let day = 1 + random.next() % 28
            return "\(text.prefix(4))-\(twoDigits(month))-\(twoDigits(day))\(text.dropFirst(10))"
        }
        guard text.contains(where: isDigit) else {
            return "\(text)\(text.isEmpty ? "" : " ")\(1000 + random.next() % 9000)"
        }
        return String(text.map { isDigit($0) ? Character("\(random.next() % 10)") : $0 })
    }

    private static func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }
}
