import Foundation

/// A file taken apart: the segments in it, and how it is written with them translated.
struct FalaraParts: Sendable {
    let segments: [String]
    /// Writes the file; segments with one of these numbers keep their source.
    let write: @Sendable (_ translator: FalaraTranslator, _ blocked: Set<Int>) throws -> Data

    private init(
        _ segments: [String], _ write: @escaping @Sendable (FalaraTranslator, Set<Int>) throws -> Data
    ) {
        self.segments = segments
        self.write = write
    }

    static func xliff(_ data: Data) throws -> FalaraParts {
        let document = try XLIFFDocument(parsing: data)
        return FalaraParts(document.segments.map(\.source.plainText)) { translator, blocked in
            var output = document
            for (id, segment) in document.segments.enumerated() {
                let target = blocked.contains(id) ? segment.source : translator.translate(segment.source)
                try output.replaceTarget(of: segment, with: target)
            }
            return output.serialized()
        }
    }

    /// Office documents come back as small ones with the same lines.
    static func office(_ lines: [String], as format: OfficePackage.Format) -> FalaraParts {
        FalaraParts(lines) { translator, blocked in
            let translated = lines.enumerated().map { id, line in
                blocked.contains(id) ? line : translator.translate(line)
            }
            return switch format {
            case .docx: try OfficeDocument.docx(paragraphs: translated)
            case .xlsx: try OfficeDocument.xlsx(rows: translated.map { [$0] })
            case .pptx: try OfficeDocument.pptx(slides: [translated])
            }
        }
    }

    static func html(_ text: String) -> FalaraParts {
        var found = FoundSegments()
        _ = MarkupTexts.translated(text, &found)
        return FalaraParts(found.segments) { translator, blocked in
            var segments = TranslatedSegments(translator: translator, blocked: blocked)
            return Data(MarkupTexts.translated(text, &segments).utf8)
        }
    }

    static func markdown(_ text: String) -> FalaraParts {
        var found = FoundSegments()
        _ = LineTexts.translated(text, by: MarkdownLines(), &found)
        return FalaraParts(found.segments) { translator, blocked in
            var segments = TranslatedSegments(translator: translator, blocked: blocked)
            return Data(LineTexts.translated(text, by: MarkdownLines(), &segments).utf8)
        }
    }

    static func json(_ data: Data) throws -> FalaraParts {
        var found = FoundSegments()
        _ = try JSONTexts.translated(data, &found)
        return FalaraParts(found.segments) { translator, blocked in
            var segments = TranslatedSegments(translator: translator, blocked: blocked)
            return try JSONTexts.translated(data, &segments)
        }
    }
}

/// The texts of a document that have letters.
private struct FoundSegments: TextTranslator {
    var segments: [String] = []

    mutating func translateWords(_ text: some StringProtocol) -> String {
        if text.contains(where: \.isLetter) { segments.append(String(text)) }
        return String(text)
    }
}

/// The same texts, translated.
private struct TranslatedSegments: TextTranslator {
    let translator: FalaraTranslator
    let blocked: Set<Int>
    private var next = 0

    init(translator: FalaraTranslator, blocked: Set<Int>) {
        self.translator = translator
        self.blocked = blocked
    }

    mutating func translateWords(_ text: some StringProtocol) -> String {
        guard text.contains(where: \.isLetter) else { return String(text) }
        defer { next += 1 }
        return blocked.contains(next) ? String(text) : translator.translate(String(text))
    }
}
