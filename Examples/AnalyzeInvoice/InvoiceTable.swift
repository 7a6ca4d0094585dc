import ExampleSupport
import Foundation

/// An invoice as a table of a terminal.
struct InvoiceTable {
    let text: String

    init(_ invoice: Invoice) {
        let rows = invoice.items.map { item in
            [item.description, "\(item.quantity)", Self.money(item.unitPrice), Self.money(item.amount)]
        }
        let sums = [
            ["Subtotal", "", "", Self.money(invoice.subtotal)], ["Tax", "", "", Self.money(invoice.tax)],
            ["Total \(invoice.currency)", "", "", Self.money(invoice.total)],
        ]
        let head = ["Item", "Quantity", "Unit price", "Amount"]
        let widths = head.indices.map { column in
            min(40, ([head] + rows + sums).map { TextWidth.of($0[column]) }.max() ?? 0)
        }
        let line = { (cells: [String]) in
            zip(cells.indices, cells).map { column, cell in
                TextWidth.fit(cell, widths[column], leading: column > 0)
            }.joined(separator: " │ ")
        }
        let rule = widths.enumerated().map { column, width in
            String(repeating: "─", count: width + (column == 0 || column == widths.count - 1 ? 1 : 2))
        }.joined(separator: "┼")
        let title =
            "Invoice \(invoice.number) of \(invoice.issueDate), from \(invoice.seller) to \(invoice.buyer)"
        text = ([title, "", line(head), rule] + rows.map(line) + [rule] + sums.map(line))
            .joined(separator: "\n")
    }

    /// Two places after the point at least.
    private static func money(_ amount: Decimal) -> String {
        let text = "\(amount)"
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        return text + String(repeating: "0", count: max(0, 3 - text.distance(from: point, to: text.endIndex)))
    }
}
