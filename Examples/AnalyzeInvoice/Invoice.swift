import Foundation

/// What is taken out of an invoice. Its type is the schema of the job and the type of the record.
struct Invoice: Codable, Sendable, Equatable {
    struct Item: Codable, Sendable, Equatable {
        var description: String
        var quantity: Decimal
        var unitPrice: Decimal
        var amount: Decimal

        private enum CodingKeys: String, CodingKey {
            case description
            case quantity
            case unitPrice = "unit_price"
            case amount
        }
    }

    var number: String
    /// A day, `2025-01-31`.
    var issueDate: String
    var seller: String
    var buyer: String
    /// A code of three letters.
    var currency: String
    var items: [Item]
    var subtotal: Decimal
    var tax: Decimal
    var total: Decimal

    private enum CodingKeys: String, CodingKey {
        case number
        case issueDate = "issue_date"
        case seller
        case buyer
        case currency
        case items
        case subtotal
        case tax
        case total
    }

    /// Shows the service the names and the kinds of the values; a list has one element to show.
    static let example = Invoice(
        number: "INV-2025-0001", issueDate: "2025-01-31", seller: "Example Ltd.", buyer: "Sample GmbH",
        currency: "EUR",
        items: [Item(description: "Paper, box", quantity: 2, unitPrice: 10.5, amount: 21)],
        subtotal: 21, tax: 4.2, total: 25.2)

    static let prompt = """
        This is an invoice. Copy its number, the day it was issued as YYYY-MM-DD, the names of seller and buyer, the currency \
        as a code of three letters, every item, the subtotal without tax, the tax, and the total. Take numbers as they \
        stand; don't calculate any.
        """

    /// What does not add up: a model can misread, and a sum is a cheap check of it.
    var doubts: [String] {
        var doubts: [String] = []
        for (index, item) in items.enumerated() where Self.differ(item.quantity * item.unitPrice, item.amount)
        {
            doubts.append(
                "Item \(index + 1): \(item.quantity) times \(item.unitPrice) is not \(item.amount).")
        }
        let sum = items.map(\.amount).reduce(0, +)
        if Self.differ(sum, subtotal) {
            doubts.append("The items add up to \(sum), and the subtotal says \(subtotal).")
        }
        if Self.differ(subtotal + tax, total) {
            doubts.append("Subtotal and tax add up to \(subtotal + tax), and the total says \(total).")
        }
        return doubts
    }

    /// Amounts may be rounded to the cent.
    private static func differ(_ one: Decimal, _ other: Decimal) -> Bool {
        (one - other).magnitude >= Decimal(sign: .plus, exponent: -2, significand: 1)
    }
}
