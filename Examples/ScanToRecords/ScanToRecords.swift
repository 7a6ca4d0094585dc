#if Examples
import ArgumentParser
import ExampleSupport
import LDXHub

/// Three services in a row: what one has made is the input of the next, and stays at LDX hub on the way.
@main
struct ScanToRecords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan-to-records",
        abstract: "Makes records of a scan: LDX hub's RenderOCR, then ExtractDoc, then StructFlow.",
        discussion: """
            scan-to-records                                 a sample invoice
            scan-to-records invoice.pdf --languages jpn     makes invoice.jsonl

            Each step takes the output of the one before by its id: nothing is \
            downloaded or uploaded in between. Each is a job of its own, and paid; \
            --resume goes on with the step that was stopped, and the ones after it.

            \(Help.closing)
            """)

    @Argument(help: "The scan: PDF, TIFF, JPEG, PNG or BMP. Default: a sample.")
    var scan: String?

    @Option(
        help: .init(
            "A language of the text, such as jpn; can be repeated. The service uses only the first today.",
            valueName: "code"))
    var languages: [String] = []

    @Option(help: .init("The engine of RenderOCR. Default: the first that is listed.", valueName: "id"))
    var ocrEngine: String?

    @Option(help: .init("The engine of ExtractDoc. Default: the first that is listed.", valueName: "id"))
    var textEngine: String?

    @Option(help: .init("The model of StructFlow. Default: the first that is listed.", valueName: "id"))
    var model: String?

    @Option(help: .init("What is taken out of the text.", valueName: "words"))
    var prompt = "Take the number, the date, the seller and the total out of this invoice."

    @OptionGroup var file: FileOptions

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard scan == nil || job.resume == nil else {
            throw ValidationError("Name a scan, or a job with --resume, not both.")
        }
        guard scan == nil || !languages.isEmpty else {
            throw ValidationError(
                "Name the language of the text, such as --languages jpn; ocr-to-office --list-engines shows which there are."
            )
        }
    }

    func run() async throws {
        try await Tool.run("scan-to-records") { tool in
            if let id = job.resume {
                let place = try file.place(for: "records", ending: "jsonl")
                let job = tool.reference(id, at: tool.ldx.structFlow)
                try await tool.save(try await chain(tool).records(after: job), to: place)
            } else {
                let input = try InputFile(scan, orSample: .invoice)
                let place = try file.place(for: input.name, ending: "jsonl")
                let chain = try await chain(tool)
                if job.preflight { try await chain.preflight(input.source) }
                try await tool.save(try await chain.records(of: input.source), to: place)
            }
        }
    }

    private func chain(_ tool: Tool) async throws -> Chain {
        let ldx = tool.ldx
        return Chain(
            tool: tool,
            ocrEngine: try await tool.choice(ocrEngine, option: "--ocr-engine") {
                try await ldx.renderOCR.engines()
            },
            textEngine: try await tool.choice(textEngine, option: "--text-engine") {
                try await ldx.extractDoc.engines()
            },
            languages: languages.isEmpty ? ["eng"] : languages,
            model: try await tool.choice(model, option: "--model") { try await ldx.structFlow.models() },
            prompt: prompt,
            example: [
                "number": "INV-2025-0001", "date": "2025-01-31", "seller": "Example Ltd.", "total": 10_000.5,
            ],
            options: job.watching)
    }
}
#else
import ExampleSupport

@main
struct ScanToRecords {
    static func main() { Tool.askForTrait("scan-to-records") }
}
#endif
