#if Examples
import ArgumentParser
import ExampleSupport
import Foundation
import LDXHub

/// A small tool: refines an XLIFF file, and can go on with a job after it was stopped.
@main
struct RefineXLIFF: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refine-xliff",
        abstract: "Refines the translations of an XLIFF file with LDX hub's RefineLoop.",
        discussion: """
            refine-xliff                          a sample, English to Japanese
            refine-xliff manual.xlf --domain IR   makes manual.refined.xlf
            refine-xliff --list-models            what --model can name

            \(Help.closing)
            """)

    @Argument(help: "The XLIFF file. Default: a sample.")
    var input: String?

    @Option(help: "The model. Default: the first that the service lists.")
    var model: String?

    @Option(help: "Revisions of a segment, 1 to 10.")
    var maxRevisions: Int?

    @Option(help: "The subject, such as IR, medical or legal.")
    var domain: String?

    @Option(help: "The language of the notes.")
    var noteLanguage: String?

    @Option(help: "full, translations or none.")
    var outputMode: String?

    @Option(help: "What else the model is told.")
    var instructions: String?

    @Flag(help: "Leave segments of numbers only alone.")
    var excludeNumeric = false

    @Flag(help: "Leave hyphenation in the source.")
    var keepHyphenation = false

    @Flag(help: "List the models and stop.")
    var listModels = false

    @OptionGroup var file: FileOptions

    @OptionGroup var job: JobOptions

    func validate() throws {
        guard input == nil || job.resume == nil else {
            throw ValidationError("Name an XLIFF file, or a job with --resume, not both.")
        }
        if let maxRevisions, !(1...10).contains(maxRevisions) {
            throw ValidationError("--max-revisions takes 1 to 10, not \(maxRevisions).")
        }
    }

    func run() async throws {
        try await Tool.run("refine-xliff", needsKey: !listModels) { tool in
            guard !listModels else { return tool.list(try await tool.ldx.refineLoop.models()) }
            try await refine(tool)
        }
    }

    private func refine(_ tool: Tool) async throws {
        let refineLoop = tool.ldx.refineLoop
        if let id = job.resume {
            let place = try file.place(for: "job", tag: "refined", ending: "xlf")
            let refined = try await refineLoop.result(
                of: tool.reference(id, at: refineLoop), options: job.watching
            ) { tool.note($0, as: "refining") }
            return try await tool.save(refined, to: place)
        }
        let input = try InputFile(input, orSample: .translation)
        let place = try file.place(for: input.name, tag: "refined", ending: input.ending ?? "xlf")
        let model = try await tool.choice(model, option: "--model") { try await refineLoop.models() }
        let refined = try await refineLoop.run(
            input.source, model: model, preflight: job.preflight, options: job.watching, configure
        ) { tool.note($0, as: "refining") }
        try await tool.save(refined, to: place)
    }

    func configure(_ request: inout RefineLoop.Request) {
        request.maxRevisions = maxRevisions
        request.domain = domain
        request.noteLanguage = noteLanguage
        request.outputMode = outputMode.map(RefineLoop.OutputMode.init(rawValue:))
        request.customInstructions = instructions
        if excludeNumeric { request.excludeNumericSegments = true }
        if keepHyphenation { request.removeHyphenation = false }
    }
}
#else
import ExampleSupport

@main
struct RefineXLIFF {
    static func main() { Tool.askForTrait("refine-xliff") }
}
#endif
