import Foundation
import LDXHub
import LanguageJobsTesting

/// What a model would make of a sample: the emulator has no model, and makes up what is not known here.
struct SampleReading: Sendable {
    /// Words that only the sample has.
    private let mark: String
    /// All that may be asked for, by the names that the examples use.
    private let members: [String: JSONValue]

    /// The record for an order, with the members of its example; `nil` when there are others, or it is no sample.
    static func record(for order: LDXHubPlan.RecordOrder) -> Data? {
        guard let example = try? JSONDecoder().decode([String: JSONValue].self, from: order.example),
            let reading = all.first(where: { order.input.firstRange(of: Data($0.mark.utf8)) != nil }),
            example.keys.allSatisfy({ reading.members[$0] != nil })
        else { return nil }
        return try? JSONEncoder().encode(reading.members.filter { example[$0.key] != nil })
    }

    private static let all = [invoice] + notes

    private static let invoice = SampleReading(
        mark: "INV-2026-0157",
        members: [
            "number": "INV-2026-0157", "date": "2026-06-30", "issue_date": "2026-06-30",
            "seller": "Northwind Paper Ltd.", "buyer": "Contoso Translations GmbH", "currency": "EUR",
            "items": [
                [
                    "description": "A4 paper, 80 g, box of 5 reams", "quantity": 12, "unit_price": 21.5,
                    "amount": 258,
                ],
                [
                    "description": "Toner cartridge TX-400, black", "quantity": 3, "unit_price": 74.9,
                    "amount": 224.7,
                ],
                ["description": "Delivery", "quantity": 1, "unit_price": 12, "amount": 12],
            ],
            "subtotal": 494.7, "tax": 98.94, "total": 593.64,
        ])

    private static let notes = [
        note("The connection drops every 15 minutes", "Ms Tanaka", "R-200", "Fix the connection.", 1, true),
        note("Ordered 3, got 2.", "Jo Berg", "AC adapter", "Send the third one or the money.", 1, false),
        note("How is the language", "Mr Silva", "R-100", "Say how to change the language.", 1, false),
        note("Smells burnt after 2 days!", "Acme, Inc.", "R-200", "Look at a burnt smell.", 1, true),
    ]

    private static func note(
        _ mark: String, _ customer: String, _ product: String, _ request: String, _ pieces: Int64,
        _ isUrgent: Bool
    ) -> SampleReading {
        SampleReading(
            mark: mark,
            members: [
                "customer": .string(customer), "product": .string(product), "request": .string(request),
                "pieces": .integer(pieces), "is_urgent": .bool(isUrgent),
            ])
    }
}
