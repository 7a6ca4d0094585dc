import Foundation

/// RenderOCR: scanned pages come back as an Office document (LDX hub portal, RenderOCR Jobs).
struct RenderOCRKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.renderOCR
    let catalogue: LDXHubCatalogue
    private let languages: Set<String>

    init(_ plan: LDXHubPlan) {
        languages = Set(plan.languages.keys)
        catalogue = .engine(
            "ki/ocr", "KI OCR", from: ["pdf", "tiff", "jpeg", "png", "bmp"], to: OfficePackage.Format.names,
            more: [
                "supported_languages": .array(
                    plan.languages.sorted { $0.key < $1.key }.map {
                        .object(["code": .string($0.key), "display_name": .string($0.value)])
                    })
            ])
    }

    let fields: [BodyField] = [
        .required("file_id", .string),
        .required("languages", .strings),
        .required("output_format", .choice(OfficePackage.Format.names)),
    ]

    func check(_ body: CheckedBody) throws {
        let asked = body.strings("languages") ?? []
        guard !asked.isEmpty else { throw LDXHubProblem.invalid("languages must name a language.") }
        if let unknown = asked.first(where: { !languages.contains($0) }) {
            throw LDXHubProblem.invalid("\(unknown) is no language that the engine supports.")
        }
    }

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        guard let file = input.file, let format = ScanFormat(try file.body.read(at: 0, upTo: 8)) else {
            throw LDXHubJobFailure(
                code: "unsupported_file_type", message: "The input file is not PDF, TIFF, JPEG, PNG or BMP.")
        }
        let facts = [
            ("File", file.filename),
            ("Size", "\(file.body.count) bytes"),
            ("Format", format.rawValue),
            // Only the first language is used today (LDX hub portal, RenderOCR Jobs).
            ("Language", input.body.strings("languages")?.first ?? ""),
        ]
        // Nothing is recognised in pictures: the document tells what was sent, and has the text of simple pages.
        let lines = format == .pdf ? try Self.text(file.body) : []
        let outputFormat = input.body.string("output_format").flatMap(OfficePackage.Format.init) ?? .docx
        return LDXHubJobProduct(
            output: .init(
                filename: file.renamed(extension: outputFormat.rawValue),
                data: try OfficeDocument.telling(facts, lines: lines, as: outputFormat)),
            usage: ["input_pages": format == .pdf ? try PDFPages.count(file.body) : 1])
    }

    /// Scans may be large, and have no text then: those are not taken into memory.
    private static func text(_ body: StoredBody) throws -> [String] {
        body.count <= 16 << 20 ? PDFText.lines(of: try body.data()) : []
    }
}
