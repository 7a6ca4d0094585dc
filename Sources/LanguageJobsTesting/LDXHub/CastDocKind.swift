import Foundation

/// CastDoc: a PDF comes back as an Office document (LDX hub portal, CastDoc Jobs).
struct CastDocKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.castDoc
    let catalogue = LDXHubCatalogue.engine(
        "ki/cast", "KI Cast", from: ["pdf"], to: OfficePackage.Format.names)

    let fields: [BodyField] = [
        .required("file_id", .string),
        .required("output_format", .choice(OfficePackage.Format.names)),
    ]

    /// The document tells what was sent, and has the text of simple pages.
    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        let file = try input.requiredFile()
        guard ScanFormat(try file.body.read(at: 0, upTo: 8)) == .pdf else {
            throw LDXHubJobFailure(code: "unsupported_file_type", message: "The input file is not PDF.")
        }
        let pages = try PDFPages.count(file.body)
        let format = input.body.string("output_format").flatMap(OfficePackage.Format.init) ?? .docx
        let facts = [
            ("File", file.filename), ("Size", "\(file.body.count) bytes"), ("Pages", "\(pages)"),
        ]
        return LDXHubJobProduct(
            output: .init(
                filename: file.renamed(extension: format.rawValue),
                data: try OfficeDocument.telling(
                    facts, lines: PDFText.lines(of: file.body.data()), as: format)),
            usage: ["input_pages": pages])
    }
}
