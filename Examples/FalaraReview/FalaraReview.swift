#if Examples
import ArgumentParser
import ExampleSupport
import Falara
import Foundation

/// A text in, its translation out, segment by segment, with how good each was found.
@main
struct FalaraReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "falara-review",
        abstract: "Translates a text with Falara and shows the segments with their scores as a table.",
        discussion: """
            falara-review                              a sample, English to German
            falara-review letter.txt --to fr           one segment a sentence, as the service divides it
            falara-review letter.txt --below 98        only segments with a lower score
            falara-review --resume job-id              the table of a job that was created before

            The translation goes to standard output with --text; the table does otherwise.

            \(Help.closing(for: ["FALARA"]))
            """)

    @Argument(help: "A text in UTF-8. Default: a sample.")
    var text: String?

    @OptionGroup var languages: LanguageOptions

    @Option(help: .init("Show only segments with a score below this, from 0 to 100.", valueName: "score"))
    var below: Double?

    @Flag(name: .customLong("text"), help: "Print the translation alone, not the table.")
    var printsText = false

    @OptionGroup var waiting: WaitingOptions

    func validate() throws {
        guard text == nil || waiting.resume == nil else {
            throw ValidationError("Name a text, or a job with --resume, not both.")
        }
        guard (0...100).contains(below ?? 0) else { throw ValidationError("--below goes from 0 to 100.") }
    }

    func run() async throws {
        try await ServiceTool.run("falara-review", on: Reached.falara) { tool in
            let result = try await result(tool)
            tool.finish()
            if printsText {
                Console.result(result.text ?? "")
            } else {
                Console.result(SegmentTable(result, below: below).render())
            }
            for warning in result.warnings { Console.note(warning) }
        }
    }

    private func result(_ tool: ServiceTool<FalaraClient>) async throws -> FalaraResult {
        let jobs = tool.client.jobs
        if let id = waiting.resume {
            return try await jobs.result(of: tool.reference(id, at: jobs), options: waiting.watching) {
                tool.note($0, as: "translating")
            }
        }
        let steps = StepNotes(tool)
        let source = try source()
        tool.submits()
        return try await jobs.run(
            .text(source), from: languages.from, to: languages.to, options: waiting.watching,
            onEvent: { steps.note($0) })
    }

    private func source() throws -> String {
        guard let text else {
            Console.note("No file named: taking the sample \(Sample.page.name).")
            return String(decoding: Sample.page.data, as: UTF8.self)
        }
        do {
            return try String(contentsOf: URL(fileURLWithPath: text), encoding: .utf8)
        } catch {
            throw ClientError(
                .fileUnavailable,
                "There is no text in UTF-8 at \(text), or it may not be read. Check the path.")
        }
    }
}
#else
import ExampleSupport

@main
struct FalaraReview {
    static func main() { Tool.askForTrait("falara-review") }
}
#endif
