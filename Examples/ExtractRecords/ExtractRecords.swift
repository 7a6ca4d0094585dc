#if Examples
import ArgumentParser
import ExampleSupport
import Foundation
import LDXHub

/// Rows of text in, records of one type out.
@main
struct ExtractRecords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract-records",
        abstract: "Makes a record of each row of a JSONL file with LDX hub's StructFlow.",
        discussion: """
            extract-records                             sample notes of a help desk
            extract-records notes.jsonl                 makes notes.csv
            extract-records notes.jsonl --to jsonl      makes notes.records.jsonl
            extract-records --list-models               what --model can name

            Rows are JSON objects, one a line, with any members. The record is the \
            struct Ticket of this example; change it to extract something else.

            A row that fails stops no other: it is told on standard error by its \
            number, and the exit code is 2.

            \(Help.closing)
            """)

    @Argument(help: "The rows, JSONL. Default: a sample.")
    var rows: String?

    @Option(help: .init("The format to write: csv or jsonl.", valueName: "format"))
    var to: TicketFormat = .csv

    @Option(help: .init("The model. Default: the first that the service lists.", valueName: "id"))
    var model: String?

    @Option(
        help: .init("What is taken out of each row. Default: what Ticket asks for.", valueName: "words"))
    var prompt: String?

    @Flag(help: "List the models and stop.")
    var listModels = false

    @OptionGroup var file: FileOptions

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard rows == nil || job.resume == nil else {
            throw ValidationError("Name a file of rows, or a job with --resume, not both.")
        }
    }

    func run() async throws {
        try await Tool.run("extract-records", needsKey: !listModels) { tool in
            guard !listModels else { return tool.list(try await tool.ldx.structFlow.models()) }
            let failed = try await extract(tool)
            if failed > 0 { throw ExitCode(ExitStatus.partlyDone) }
        }
    }

    /// - Returns: How many rows failed.
    private func extract(_ tool: Tool) async throws -> Int {
        let structFlow = tool.ldx.structFlow
        let options = ExtractionOptions(watching: job.watching)
        if let id = job.resume {
            let place = try place(for: "records")
            let tickets = try await structFlow.outcomes(
                of: tool.reference(id, at: structFlow), as: Ticket.self, options: options
            ) { tool.note($0, as: "extracting") }
            return try await write(tickets, to: place, tool)
        }
        let input = try InputFile(rows, orSample: .notes)
        let place = try place(for: input.name)
        let model = try await tool.choice(model, option: "--model") { try await structFlow.models() }
        let tickets = try await structFlow.extract(
            Ticket.example, model: model, prompt: prompt ?? Ticket.prompt, from: input.source,
            preflight: job.preflight,
            options: options
        ) { tool.note($0, as: "extracting") }
        return try await write(tickets, to: place, tool)
    }

    private func place(for name: String) throws -> URL {
        // The input may be JSONL in the same folder.
        try file.place(for: name, tag: to == .jsonl ? "records" : nil, ending: to.rawValue)
    }

    /// Writes records as they are read: any number of them needs little memory.
    private func write(_ tickets: Extractions<Ticket>, to place: URL, _ tool: Tool) async throws -> Int {
        tool.finish()
        let file = try TicketFile(place, to)
        var (written, failed) = (0, 0)
        for try await outcome in tickets {
            switch outcome.result {
            case .success(let ticket):
                try file.append(ticket, row: outcome.index + 1)
                written += 1
            case .failure(let failure):
                Console.note("row \(outcome.index + 1): \(failure)")
                failed += 1
            }
        }
        try file.finish()
        Console.note(
            failed == 0 ? "Records: \(written)." : "Records: \(written). Rows that failed: \(failed).")
        Console.result(place.path)
        return failed
    }
}

extension TicketFormat: ExpressibleByArgument {}
#else
import ExampleSupport

@main
struct ExtractRecords {
    static func main() { Tool.askForTrait("extract-records") }
}
#endif
