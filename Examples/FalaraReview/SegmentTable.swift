import ExampleSupport
import Falara

/// The segments of a result as a table: their scores, sources and translations.
struct SegmentTable {
    private let result: FalaraResult
    private let rows: [FalaraSegment]

    /// - Parameter limit: Only segments with a lower score, and those without one; `nil`: all.
    init(_ result: FalaraResult, below limit: Double?) {
        self.result = result
        rows = result.segments.filter { segment in
            limit.map { (segment.qaScore ?? -1) < $0 } ?? true
        }
    }

    /// The table, with a header and a line of totals; before them the translation where there are no segments to show it.
    func render() -> String {
        let text = result.segments.isEmpty ? result.text : nil
        return (text.map { [$0, ""] } ?? []).joined(separator: "\n") + table
    }

    private var table: String {
        let widths = (id: 4, score: 5, status: 10, text: 40)
        let line = { (id: String, score: String, status: String, source: String, target: String) in
            [
                TextWidth.fit(id, widths.id, leading: true),
                TextWidth.fit(score, widths.score, leading: true), TextWidth.fit(status, widths.status),
                TextWidth.fit(source, widths.text), TextWidth.fit(target, widths.text),
            ].joined(separator: " │ ")
        }
        var lines = [line("no.", "score", "status", "source", "translation")]
        lines.append(
            [widths.id, widths.score, widths.status, widths.text, widths.text].enumerated()
                .map { String(repeating: "─", count: $1 + ($0 == 0 || $0 == 4 ? 1 : 2)) }
                .joined(separator: "┼"))
        lines += rows.map { segment in
            line(
                segment.id.map(String.init) ?? "", Self.score(segment.qaScore),
                segment.status?.rawValue ?? "", segment.source ?? "", segment.translation ?? "")
        }
        lines.append(
            "\(result.segments.count) segments, \(rows.count) shown; \(result.status?.rawValue ?? "no status"), score \(Self.score(result.qaScore))"
        )
        return lines.joined(separator: "\n")
    }

    /// A score with one digit after the point.
    private static func score(_ score: Double?) -> String {
        guard let score, score.isFinite, abs(score) < 1_000_000 else { return "–" }
        let tenths = Int((score * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
