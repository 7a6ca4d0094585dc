import ExampleSupport
import LDXHub

/// RenderOCR → ExtractDoc → StructFlow: what one has made is the input of the next, by its id. Nothing is downloaded or
/// uploaded in between.
struct Chain: Sendable {
    let tool: Tool
    let ocrEngine: String
    let textEngine: String
    let languages: [String]
    let model: String
    let prompt: String
    /// The shape of a record; extract-records shows one with a type of its own.
    let example: JSONValue
    var options = WatchOptions()

    private var ldx: LDXHubClient { tool.ldx }

    /// All three steps.
    func records(of scan: LDXInput) async throws -> ResultFile {
        let document = try await ldx.renderOCR.run(
            scan, engine: ocrEngine, languages: languages, to: .docx, options: options
        ) { tool.note($0, as: "reading") }
        return try await records(ofDocument: document)
    }

    private func records(ofDocument document: ResultFile) async throws -> ResultFile {
        let text = try await ldx.extractDoc.run(
            .result(document), engine: textEngine, to: .jsonl, options: options
        ) { tool.note($0, as: "extracting") }
        return try await records(ofText: text)
    }

    private func records(ofText text: ResultFile) async throws -> ResultFile {
        try await ldx.structFlow.run(
            .result(text), model: model, prompt: prompt, example: example, options: options
        ) { tool.note($0, as: "structuring") }
    }

    /// Goes on where a chain was stopped: the job's service tells which steps are left.
    func records(after job: JobReference) async throws -> ResultFile {
        switch job.service {
        case ldx.renderOCR.context.service:
            let document = try await ldx.renderOCR.result(of: job, options: options) {
                tool.note($0, as: "reading")
            }
            return try await records(ofDocument: document)
        case ldx.extractDoc.context.service:
            let text = try await ldx.extractDoc.result(of: job, options: options) {
                tool.note($0, as: "extracting")
            }
            return try await records(ofText: text)
        default:
            return try await ldx.structFlow.result(of: job, options: options) {
                tool.note($0, as: "structuring")
            }
        }
    }

    /// Asks for all three steps before the first is paid.
    func preflight(_ scan: LDXInput) async throws {
        let read = RenderOCR.Request(
            engine: ocrEngine, fileID: "", languages: languages, outputFormat: .docx)
        try await ldx.renderOCR.preflight(read, for: scan)
        try await ldx.extractDoc.preflight(
            .init(engine: textEngine, fileID: "", outputFormat: .jsonl), from: .docx)
        try await ldx.structFlow.preflight(
            .init(model: model, systemPrompt: prompt, exampleOutput: example, fileID: ""))
    }
}
