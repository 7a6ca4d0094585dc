import Foundation

/// ExtractDoc: the text of a document comes back, plain or as a JSON line (LDX hub portal, ExtractDoc Jobs).
struct ExtractDocKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.extractDoc
    // As the service was seen to answer (LDX hub vendor article on dynamic dropdowns in n8n).
    let catalogue = LDXHubCatalogue.engine(
        "ki/extract", "KI Extract", from: ["pdf", "docx", "xlsx", "pptx"], to: ["text", "jsonl"],
        more: ["description": "Extracts plain text from documents in reading order..."])

    let fields: [BodyField] = [
        .required("file_id", .string),
        .required("output_format", .choice(["text", "jsonl"])),
    ]

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        let file = try input.requiredFile()
        let document = try DocumentText(of: file)
        let text = document.lines.joined(separator: "\n")
        let isText = input.body.string("output_format") == "text"
        let line = EmulatorJSON.object(["text": .string(text)])
        return LDXHubJobProduct(
            output: .init(
                filename: file.renamed(extension: isText ? "txt" : "jsonl"),
                data: try isText ? Data(text.utf8) : line.data() + Data("\n".utf8)),
            usage: document.pages.map { ["input_pages": $0] } ?? [:])
    }
}
