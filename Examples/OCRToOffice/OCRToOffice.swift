#if Examples
import ArgumentParser
import ExampleSupport
import LDXHub

/// A scan in, an Office document out.
@main
struct OCRToOffice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocr-to-office",
        abstract: "Turns a scan into a Word, Excel or PowerPoint document with LDX hub's RenderOCR.",
        discussion: """
            ocr-to-office                                      a sample invoice
            ocr-to-office contract.pdf --languages jpn         makes contract.docx
            ocr-to-office table.jpg --languages eng --to xlsx  makes table.xlsx
            ocr-to-office --list-engines                       formats and languages

            \(Help.closing)
            """)

    @Argument(help: "The scan: PDF, TIFF, JPEG, PNG or BMP. Default: a sample.")
    var scan: String?

    @Option(help: .init("The format to make: docx, xlsx or pptx.", valueName: "format"))
    var to: LDXFormat = .docx

    @Option(
        help: .init(
            "A language of the text, such as jpn; can be repeated. The service uses only the first today.",
            valueName: "code"))
    var languages: [String] = []

    @Option(help: .init("The engine. Default: the first that the service lists.", valueName: "id"))
    var engine: String?

    @Flag(help: "List the engines, with their formats and languages, and stop.")
    var listEngines = false

    @OptionGroup var file: FileOptions

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard scan == nil || job.resume == nil else {
            throw ValidationError("Name a scan, or a job with --resume, not both.")
        }
        guard scan == nil || !languages.isEmpty else {
            throw ValidationError(
                "Name the language of the text, such as --languages jpn; --list-engines shows which there are."
            )
        }
    }

    func run() async throws {
        try await Tool.run("ocr-to-office", needsKey: !listEngines) { tool in
            if listEngines {
                tool.list(try await tool.ldx.renderOCR.engines())
            } else if let id = job.resume {
                try await goOn(id, tool)
            } else {
                try await convert(tool)
            }
        }
    }

    private func convert(_ tool: Tool) async throws {
        let renderOCR = tool.ldx.renderOCR
        let input = try InputFile(scan, orSample: .invoice)
        let place = try file.place(for: input.name, ending: to.rawValue)
        let engine = try await tool.choice(engine, option: "--engine") { try await renderOCR.engines() }
        let document = try await renderOCR.run(
            input.source, engine: engine, languages: languages.isEmpty ? ["eng"] : languages, to: to,
            preflight: job.preflight, options: job.watching
        ) { tool.note($0, as: "reading") }
        try await tool.save(document, to: place)
    }

    private func goOn(_ id: String, _ tool: Tool) async throws {
        let renderOCR = tool.ldx.renderOCR
        let place = try file.place(for: "document", ending: to.rawValue)
        let document = try await renderOCR.result(
            of: tool.reference(id, at: renderOCR), options: job.watching
        ) { tool.note($0, as: "reading") }
        try await tool.save(document, to: place)
    }
}
#else
import ExampleSupport

@main
struct OCRToOffice {
    static func main() { Tool.askForTrait("ocr-to-office") }
}
#endif
