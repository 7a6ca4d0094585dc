import Foundation
import LDXHub
import Testing

@testable import analyze_invoice

@Suite("An invoice that was read")
struct InvoiceTests {
    private let invoice: Invoice

    init() throws {
        // From JSON, as the service sends it: a Decimal of a Swift literal goes through a Double.
        let json = """
            {"number":"R-7","issue_date":"2026-06-30","seller":"Northwind","buyer":"Contoso","currency":"EUR",
            "items":[{"description":"Paper","quantity":12,"unit_price":21.50,"amount":258.00},
            {"description":"請求書","quantity":1,"unit_price":0.10,"amount":0.10},
            {"description":"Pens","quantity":1,"unit_price":0.2,"amount":0.2}],
            "subtotal":258.30,"tax":51.66,"total":309.96}
            """
        invoice = try JSONDecoder().decode(Invoice.self, from: Data(json.utf8))
    }

    @Test("has no doubts when it adds up, to the cent")
    func exact() {
        #expect(invoice.doubts == [])
        #expect(Invoice.example.doubts == [])
    }

    @Test("may have amounts that were rounded to the cent")
    func rounded() {
        var rounded = invoice
        rounded.items[0] = .init(description: "Paper", quantity: 3, unitPrice: 85.999, amount: 258)
        #expect(rounded.doubts == [])
    }

    @Test("says what does not add up")
    func doubts() {
        var wrong = invoice
        wrong.items[1].quantity = 2
        wrong.subtotal = 258
        #expect(
            wrong.doubts == [
                "Item 2: 2 times 0.1 is not 0.1.", "The items add up to 258.3, and the subtotal says 258.",
                "Subtotal and tax add up to 309.66, and the total says 309.96.",
            ])
    }

    @Test("is a table whose columns stand in line")
    func table() {
        #expect(
            InvoiceTable(invoice).text == """
                Invoice R-7 of 2026-06-30, from Northwind to Contoso

                Item      │ Quantity │ Unit price │ Amount
                ──────────┼──────────┼────────────┼───────
                Paper     │       12 │      21.50 │ 258.00
                請求書    │        1 │       0.10 │   0.10
                Pens      │        1 │       0.20 │   0.20
                ──────────┼──────────┼────────────┼───────
                Subtotal  │          │            │ 258.30
                Tax       │          │            │  51.66
                Total EUR │          │            │ 309.96
                """)
    }

    @Test("has an example that shows a type in each place, amounts as numbers with a fraction")
    func example() throws {
        let example = try JSONValue(example: Invoice.example)
        #expect(example["total"] == 25.2)
        #expect(
            example["items"] == [
                ["description": "Paper, box", "quantity": 2.0, "unit_price": 10.5, "amount": 21.0]
            ])
        #expect(example["issue_date"] == "2025-01-31")
    }
}
