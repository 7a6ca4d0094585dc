import Foundation

/// RenderOCR: scanned pages come back as an Office document (LDX hub portal, RenderOCR Jobs).
struct RenderOCRKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.renderOCR
    let catalogue: LDXHubCatalogue
    private let languages: Set<String>

    private static let formats = ["docx", "xlsx", "pptx"]

    init(_ plan: LDXHubPlan) {
        languages = Set(plan.languages.keys)
        catalogue = .engine(
            "ki/ocr", "KI OCR", from: ["pdf", "tiff", "jpeg", "png", "bmp"], to: Self.formats,
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
        .required("output_format", .choice(formats)),
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
        let output = input.body.string("output_format") ?? "docx"
        let stem = file.filename.split(separator: ".").dropLast().joined(separator: ".")
        let text = "\(file.filename) \(file.body.count) \(format.rawValue)"
        return LDXHubJobProduct(
            output: .init(
                filename: "\(stem.isEmpty ? file.filename : stem).\(output)", data: Data(text.utf8)),
            usage: ["input_pages": format == .pdf ? try PDFPages.count(file.body) : 1])
    }
}
