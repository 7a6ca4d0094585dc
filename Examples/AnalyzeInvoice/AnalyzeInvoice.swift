#if Examples
import ArgumentParser
import ExampleSupport
import Foundation
import LDXHub

/// An invoice in, a value of a Swift type out.
@main
struct AnalyzeInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze-invoice",
        abstract: "Reads an invoice with LDX hub's AnalyzeDoc and shows what it says.",
        discussion: """
            analyze-invoice                        a sample
            analyze-invoice invoice.png            a table
            analyze-invoice invoice.pdf --json     JSON, for other programs
            analyze-invoice --list-models          what --model can name

            What stands after @ in the id of a model is how closely it looks at the \
            page. Sums that don't add up are told on standard error.

            \(Help.closing)
            """)

    @Argument(help: "The invoice: PDF, JPEG or PNG. Default: a sample.")
    var invoice: String?

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    @Option(help: .init("The model. Default: the first that the service lists.", valueName: "id"))
    var model: String?

    @Flag(help: "List the models, with their formats, and stop.")
    var listModels = false

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard invoice == nil || job.resume == nil else {
            throw ValidationError("Name an invoice, or a job with --resume, not both.")
        }
    }

    func run() async throws {
        try await Tool.run("analyze-invoice", needsKey: !listModels) { tool in
            guard !listModels else { return tool.list(try await tool.ldx.analyzeDoc.models()) }
            let invoice = try await record(tool)
            tool.finish()
            Console.result(try json ? Self.json(invoice) : InvoiceTable(invoice).text)
            for doubt in invoice.doubts { Console.note("Check this: \(doubt)") }
        }
    }

    private func record(_ tool: Tool) async throws -> Invoice {
        let analyzeDoc = tool.ldx.analyzeDoc
        if let id = job.resume {
            return try await analyzeDoc.analysis(
                of: tool.reference(id, at: analyzeDoc), as: Invoice.self, options: job.watching
            ) { tool.note($0, as: "analyzing") }.record
        }
        let input = try InputFile(invoice, orSample: .invoice)
        let model = try await tool.choice(model, option: "--model") { try await analyzeDoc.models() }
        return try await analyzeDoc.analyze(
            input.source, as: Invoice.example, model: model, prompt: Invoice.prompt,
            preflight: job.preflight, options: job.watching
        ) { tool.note($0, as: "analyzing") }.record
    }

    private static func json(_ invoice: Invoice) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(invoice), as: UTF8.self)
    }
}
#else
import ExampleSupport

@main
struct AnalyzeInvoice {
    static func main() { Tool.askForTrait("analyze-invoice") }
}
#endif
