import Foundation

/// A format whose texts can be translated; its form stays.
enum DocumentFormat: String, Sendable {
    case text, markdown, markup, xliff, json, yaml, gettext, strings, subtitles, table, word

    /// The document, translated.
    ///
    /// - Throws: ``DocumentFault`` for a document that is not of this format.
    func translate(_ document: StoredBody, by translator: inout PseudoTranslator) throws -> StoredBody {
        switch self {
        case .word: return try StoredBody(try Self.word(document, &translator))
        case .xliff: return try StoredBody(try Self.xliff(document, &translator))
        case .json: return try StoredBody(try JSONTexts.translated(try document.data(), &translator))
        default: break
        }
        guard let text = String(bytes: try document.data(), encoding: .utf8) else {
            throw DocumentFault("it is not UTF-8")
        }
        return try StoredBody(Data(translated(text, &translator).utf8))
    }

    private func translated(_ text: String, _ translator: inout PseudoTranslator) -> String {
        switch self {
        case .markup: MarkupTexts.translated(text, &translator)
        case .gettext: GettextTexts.translated(text, &translator)
        case .table: TableTexts.translated(text, &translator)
        case .markdown: LineTexts.translated(text, by: MarkdownLines(), &translator)
        case .yaml: LineTexts.translated(text, by: YAMLLines(), &translator)
        case .strings: LineTexts.translated(text, by: StringsLines(), &translator)
        case .subtitles: LineTexts.translated(text, by: SubtitleLines(), &translator)
        default: LineTexts.translated(text, by: PlainLines(), &translator)
        }
    }

    /// Every segment gets a target: its source, translated.
    private static func xliff(_ file: StoredBody, _ translator: inout PseudoTranslator) throws -> Data {
        do {
            var document = try XLIFFDocument(parsing: file.data())
            for segment in document.segments {
                var isMarked = false
                let target = segment.source.pieces.map { piece -> XLIFFContent.Piece in
                    guard !isMarked, case .text(let text) = piece, !text.allSatisfy(\.isWhitespace) else {
                        return piece
                    }
                    isMarked = true
                    return .text(translator.translate(text))
                }
                try document.replaceTarget(of: segment, with: XLIFFContent(target))
            }
            return document.serialized()
        } catch {
            throw DocumentFault("it is not XLIFF: \(error)")
        }
    }

    /// A new document of the paragraphs, without their looks.
    private static func word(_ document: StoredBody, _ translator: inout PseudoTranslator) throws -> Data {
        let lines: [String]
        do {
            guard let package = try OfficePackage(try ZIPReader(document)), package.format == .docx else {
                throw DocumentFault("it is not DOCX")
            }
            lines = try OfficeText.lines(of: package)
        } catch let fault as DocumentFault {
            throw fault
        } catch {
            throw DocumentFault("it is not DOCX: \(error)")
        }
        return try OfficeDocument.docx(paragraphs: lines.map { translator.translateWords($0) })
    }
}

/// Why a document can't be translated, in words that follow "because".
struct DocumentFault: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
