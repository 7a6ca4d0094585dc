/// A number as it stands in a document, compared by its exact decimal value: `100`, `100.0` and `1e2` are equal.
package struct JSONNumber: Sendable, Equatable, CustomStringConvertible {
    /// The spelling.
    package let literal: String
    private let isNegative: Bool
    /// Without zeros at either end; empty for zero.
    private let digits: String
    /// The value is 0.digits times ten to this power.
    private let exponent: Int

    /// - Parameter literal: A number by JSON's grammar.
    init(_ literal: String) {
        self.literal = literal
        let parts = literal.lowercased().split(separator: "e")
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
        let all = mantissa.joined()
        let significant = all.drop { $0 == "0" }
        digits = String(significant.reversed().drop { $0 == "0" }.reversed())
        isNegative = literal.hasPrefix("-") && !digits.isEmpty
        let power = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        exponent = digits.isEmpty ? 0 : mantissa[0].count - (all.count - significant.count) + power
    }

    /// Whether it is spelled without a fraction and an exponent.
    package var isInteger: Bool { literal.allSatisfy { $0 == "-" || $0.isNumber } }

    package var description: String { literal }

    package static func == (left: Self, right: Self) -> Bool {
        left.isNegative == right.isNegative && left.digits == right.digits && left.exponent == right.exponent
    }
}
