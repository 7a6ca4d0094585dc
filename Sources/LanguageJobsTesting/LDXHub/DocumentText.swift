import Foundation

/// The text of a document, whose format is told by its bytes.
struct DocumentText {
    let lines: [String]
    /// The number of pages of a PDF.
    let pages: Int?

    /// - Throws: ``LDXHubJobFailure`` when the file is no PDF, docx, xlsx or pptx, or a damaged one.
    init(of file: LDXHubFile) throws {
        let head = try file.body.read(at: 0, upTo: 8)
        if ScanFormat(head) == .pdf {
            let pages = try PDFPages.count(file.body)
            let data = try file.body.data()
            let found = PDFText.lines(of: data)
            self.pages = pages
            lines = found.isEmpty ? Self.placeholders(pages, data) : found
        } else if head.starts(with: Data("PK".utf8)) {
            pages = nil
            lines = try Self.office(file)
        } else {
            throw Self.unsupported
        }
    }

    private static func office(_ file: LDXHubFile) throws -> [String] {
        do {
            guard let package = try OfficePackage(try ZIPReader(file.body)) else { throw unsupported }
            return try OfficeText.lines(of: package)
        } catch let failure as LDXHubJobFailure {
            throw failure
        } catch {
            throw LDXHubJobFailure(
                code: "invalid_input_file", message: "The input file can't be read: \(error).")
        }
    }

    /// A line for each page, since no text could be had: it depends on the file and nothing else.
    private static func placeholders(_ pages: Int, _ data: Data) -> [String] {
        let checksum = String(CRC32.checksum(data), radix: 16)
        return (1...pages).map { "Page \($0) of \(pages): \(data.count) bytes, checksum \(checksum)." }
    }

    private static let unsupported = LDXHubJobFailure(
        code: "unsupported_file_type", message: "The input file is not PDF, DOCX, XLSX or PPTX.")
}
