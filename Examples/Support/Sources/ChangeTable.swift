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
            "\(Self.fit(id, widths.id)) │ \(Self.fit(before, widths.text)) │ \(Self.fit(after, widths.text))"
        }
        var lines = [line("segment", "before", "after")]
        lines.append(
            [widths.id + 1, widths.text + 2, widths.text + 1].map { String(repeating: "─", count: $0) }
                .joined(separator: "┼"))
        lines += rows.prefix(limit).map { line($0.id, $0.before, $0.after) }
        if rows.count > limit { lines.append("… and \(rows.count - limit) more") }
        return lines.joined(separator: "\n")
    }

    /// Cuts or fills a text to a width in columns of a terminal.
    private static func fit(_ text: String, _ width: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            let character: Character = character.isNewline || character == "\t" ? " " : character
            let columns = isWide(character) ? 2 : 1
            if used + columns > width - 1, used < width {
                return result + "…" + String(repeating: " ", count: width - used - 1)
            }
            result.append(character)
            used += columns
        }
        return result + String(repeating: " ", count: width - used)
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar)
            || (0xAC00...0xD7A3).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
            || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar)
            || (0x1F300...0x1FAFF).contains(scalar)
    }
}
