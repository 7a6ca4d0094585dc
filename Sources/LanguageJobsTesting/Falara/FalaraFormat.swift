import Foundation

/// The formats of files that can be translated (Falara docs, File Formats).
enum FalaraFormat: String, Sendable {
    case html
    case markdown
    case docx
    case xlsx
    case pptx
    case xliff
    case json
    case pdf

    init?(_ ending: some StringProtocol) {
        switch ending.lowercased() {
        case "html", "htm": self = .html
        case "md", "markdown": self = .markdown
        case "xlf", "xliff": self = .xliff
        case "docx": self = .docx
        case "xlsx": self = .xlsx
        case "pptx": self = .pptx
        case "json": self = .json
        case "pdf": self = .pdf
        default: return nil
        }
    }

    /// The content types that a part of this format may have (inferred).
    var types: Set<String> {
        switch self {
        case .html: ["text/html", "application/xhtml+xml"]
        case .markdown: ["text/markdown", "text/x-markdown", "text/plain"]
        case .xliff: ["application/xliff+xml", "application/x-xliff+xml", "application/xml", "text/xml"]
        case .json: ["application/json"]
        case .pdf: ["application/pdf"]
        case .docx, .xlsx, .pptx: [outputType]
        }
    }

    /// The content type of a translated file; that of a PDF is a text document.
    var outputType: String {
        let office = "application/vnd.openxmlformats-officedocument."
        return switch self {
        case .html: "text/html"
        case .markdown: "text/markdown"
        case .xliff: "application/xliff+xml"
        case .json: "application/json"
        case .docx, .pdf: office + "wordprocessingml.document"
        case .xlsx: office + "spreadsheetml.sheet"
        case .pptx: office + "presentationml.presentation"
        }
    }

    /// The parts of a file.
    func parts(of data: Data) throws -> FalaraParts {
        switch self {
        case .xliff: return try .xliff(data)
        case .json: return try .json(data)
        case .html: return .html(try Self.text(data))
        case .markdown: return .markdown(try Self.text(data))
        case .pdf: return .office(PDFText.lines(of: data), as: .docx)
        case .docx, .xlsx, .pptx:
            guard let package = try OfficePackage(try ZIPReader(StoredBody(data))),
                package.format.rawValue == rawValue
            else { throw CocoaError(.fileReadCorruptFile) }
            return .office(try OfficeText.lines(of: package), as: package.format)
        }
    }

    private static func text(_ data: Data) throws -> String {
        guard let text = String(data: data, encoding: .utf8) else {
            throw CocoaError(.fileReadInapplicableStringEncoding)
        }
        return text
    }
}
