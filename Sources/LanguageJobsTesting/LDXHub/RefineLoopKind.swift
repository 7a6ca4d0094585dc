import Foundation

/// RefineLoop: an XLIFF file comes back with its translations revised (LDX hub portal, RefineLoop Jobs).
struct RefineLoopKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.refineLoop
    let catalogue: LDXHubCatalogue

    init(_ plan: LDXHubPlan) {
        catalogue = .models(plan.models)
    }

    let fields: [BodyField] = [
        .required("file_id", .string),
        .optional("exclude_numeric_segments", .bool),
        .optional("remove_hyphenation", .bool),
        .optional("max_revisions", .integer(1...10)),
        .optional("domain", .string),
        .optional("note_language", .string),
        .optional("output_mode", .choice(["full", "translations", "none"])),
        .optional("custom_instructions", .string),
    ]

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        guard let file = input.file else { throw Self.unreadable }
        let data = try file.body.data()
        guard data.firstRange(of: Data("<xliff".utf8)) != nil else { throw Self.unreadable }
        return LDXHubJobProduct(
            output: .init(filename: file.filename, data: data),
            usage: [
                "total_input_characters": 0, "processed_input_characters": 0, "skipped_characters": 0,
                "output_characters": 0, "vector_bytes": 0,
            ])
    }

    private static let unreadable = LDXHubJobFailure(
        code: "invalid_input_file", message: "The input file is not an XLIFF file.")
}
