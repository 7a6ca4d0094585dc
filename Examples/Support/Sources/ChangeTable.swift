public import LanguageJobsTesting

/// A table of what a refinement changed: the targets before and after.
public struct ChangeTable {
    private let rows: [(id: String, before: String, after: String)]

    /// Compares two versions of a document, segment by segment.
    public init(before: XLIFFDocument, after: XLIFFDocument) {
        rows = zip(before.segments, after.segments).compactMap { old, new in
            let (was, now) = (old.target?.plainText ?? "", new.target?.plainText ?? "")
            return was == now ? nil : (old.id, was, now)
        }
    }

    /// The number of segments whose target changed.
    public var changes: Int { rows.count }

    /// The table, with a header, at most `limit` rows.
    public func render(limit: Int = 20) -> String {
        let widths = (id: 14, text: 44)
        let line = { (id: String, before: String, after: String) in
            "\(TextWidth.fit(id, widths.id)) │ \(TextWidth.fit(before, widths.text)) │ \(TextWidth.fit(after, widths.text))"
        }
        var lines = [line("segment", "before", "after")]
        lines.append(
            [widths.id + 1, widths.text + 2, widths.text + 1].map { String(repeating: "─", count: $0) }
                .joined(separator: "┼"))
        lines += rows.prefix(limit).map { line($0.id, $0.before, $0.after) }
        if rows.count > limit { lines.append("… and \(rows.count - limit) more") }
        return lines.joined(separator: "\n")
    }
}
