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
        .optional("max_revisions", .integer(RefinementOptions.revisionRange)),
        .optional("domain", .string),
        .optional("note_language", .string),
        .optional("output_mode", .choice(RefinementOptions.OutputMode.allCases.map(\.rawValue))),
        .optional("custom_instructions", .string),
    ]

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        let file = try input.requiredFile()
        let data = try file.body.data()
        do {
            let original = try XLIFFDocument(parsing: data)
            let refinement = try Refinement(of: original, options: RefinementOptions(input.body))
            return LDXHubJobProduct(
                output: .init(
                    filename: file.renamed(suffix: "_refined"),
                    data: refinement.document.serialized()),
                usage: refinement.usage.members)
        } catch {
            throw LDXHubJobFailure(
                code: "invalid_input_file", message: "The input file is not XLIFF: \(error).")
        }
    }
}

extension RefinementOptions {
    /// The options of a create request; what it leaves out has the service's default.
    fileprivate init(_ body: CheckedBody) {
        self.init()
        excludeNumericSegments = body.bool("exclude_numeric_segments") ?? excludeNumericSegments
        removeHyphenation = body.bool("remove_hyphenation") ?? removeHyphenation
        maxRevisions = body.integer("max_revisions") ?? maxRevisions
        domain = body.string("domain")
        noteLanguage = body.string("note_language")
        outputMode = body.string("output_mode").flatMap(OutputMode.init) ?? outputMode
        customInstructions = body.string("custom_instructions")
    }
}

extension RefinementUsage {
    fileprivate var members: [String: Int] {
        [
            "total_input_characters": totalInputCharacters,
            "processed_input_characters": processedInputCharacters,
            "skipped_characters": skippedCharacters,
            "output_characters": outputCharacters,
            "vector_bytes": 0,
        ]
    }
}
