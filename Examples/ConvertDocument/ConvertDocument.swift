#if Examples
import ArgumentParser
import ExampleSupport
import LDXHub

/// A document in, another format out: the service is chosen by what the engines say that they can do.
@main
struct ConvertDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert-document",
        abstract:
            "Converts a document: PDF to Office with LDX hub's CastDoc, documents to text with ExtractDoc.",
        discussion: """
            convert-document                         a sample invoice, PDF to Word
            convert-document report.pdf --to xlsx    makes report.xlsx, by CastDoc
            convert-document report.docx --to text   makes report.txt, by ExtractDoc
            convert-document slides.pptx --to jsonl  one line {"text":"…"} for StructFlow
            convert-document --list-engines          what can be made of what

            Scans have no text to convert; ocr-to-office reads them.

            \(Help.closing)
            """)

    @Argument(help: "The document: PDF, docx, xlsx or pptx. Default: a sample.")
    var document: String?

    @Option(help: .init("The format to make: docx, xlsx, pptx, text or jsonl.", valueName: "format"))
    var to: LDXFormat = .docx

    @Option(
        help: .init(
            "The engine. Default: the first that makes this format of the document's.", valueName: "id"))
    var engine: String?

    @Flag(help: "List the engines, with their formats, and stop.")
    var listEngines = false

    @OptionGroup var file: FileOptions

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard document == nil || job.resume == nil else {
            throw ValidationError("Name a document, or a job with --resume, not both.")
        }
    }

    func run() async throws {
        try await Tool.run("convert-document", needsKey: !listEngines) { tool in
            if listEngines {
                tool.list(try await tool.ldx.castDoc.engines() + tool.ldx.extractDoc.engines())
            } else if let id = job.resume {
                try await goOn(id, tool)
            } else {
                try await convert(tool)
            }
        }
    }

    private func convert(_ tool: Tool) async throws {
        let ldx = tool.ldx
        let input = try InputFile(document, orSample: .invoice)
        let place = try file.place(for: input.name, ending: OutputPlace.ending(of: to))
        let conversion = try Conversion(
            from: input.format, to: to, named: engine, castDoc: try await ldx.castDoc.engines(),
            extractDoc: try await ldx.extractDoc.engines())
        Console.note("\(input.format) to \(to): \(conversion.engine)")
        let result =
            switch conversion.service {
            case .castDoc: try await convert(input, conversion.engine, ldx.castDoc, tool)
            case .extractDoc: try await convert(input, conversion.engine, ldx.extractDoc, tool)
            }
        try await tool.save(result, to: place)
    }

    /// One function for both: their requests are of one type.
    private func convert<Job>(
        _ input: InputFile, _ engine: String, _ service: some LDXJobService<LDXConversionRequest, Job>,
        _ tool: Tool
    ) async throws -> ResultFile {
        try await service.run(
            input.source, engine: engine, to: to, preflight: job.preflight, options: job.watching
        ) { tool.note($0, as: "converting") }
    }

    private func goOn(_ id: String, _ tool: Tool) async throws {
        let (castDoc, extractDoc) = (tool.ldx.castDoc, tool.ldx.extractDoc)
        let place = try file.place(for: "document", ending: OutputPlace.ending(of: to))
        let reference = tool.reference(id, at: castDoc)
        let result =
            reference.service == castDoc.context.service
            ? try await castDoc.result(of: reference, options: job.watching) {
                tool.note($0, as: "converting")
            }
            : try await extractDoc.result(of: reference, options: job.watching) {
                tool.note($0, as: "converting")
            }
        try await tool.save(result, to: place)
    }
}
#else
import ExampleSupport

@main
struct ConvertDocument {
    static func main() { Tool.askForTrait("convert-document") }
}
#endif
