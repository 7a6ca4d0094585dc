import Foundation
import LDXHub

/// How tickets are written: each with the number of its row, since rows that failed have none.
enum TicketFormat: String, CaseIterable, Sendable {
    case csv
    case jsonl

    /// What stands before the first ticket.
    var header: String {
        switch self {
        case .csv: Self.line(["row", "customer", "product", "request", "pieces", "is_urgent"])
        case .jsonl: ""
        }
    }

    /// A ticket with its line break.
    func line(_ ticket: Ticket, row: Int) throws -> String {
        switch self {
        case .csv:
            return Self.line(
                [
                    String(row), ticket.customer, ticket.product, ticket.request, "\(ticket.pieces)",
                    "\(ticket.isUrgent)",
                ])
        case .jsonl:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(Row(row: row, ticket: ticket)), as: UTF8.self) + "\n"
        }
    }

    /// A line of CSV (RFC 4180): what holds a comma, a quote or a line break is quoted.
    static func line(_ cells: [String]) -> String {
        let quoted = cells.map { cell in
            cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
                ? "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\"" : cell
        }
        return quoted.joined(separator: ",") + "\r\n"
    }

    private struct Row: Encodable {
        let row: Int
        let ticket: Ticket
    }
}
