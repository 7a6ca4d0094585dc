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
            The key comes from LDXHUB_API_KEY, another address from LDXHUB_BASE_URL.
            ^C stops at once and says how to go on: the job itself goes on at the service.

            Exit codes:
              0  done
              64 wrong arguments
              65 the job failed
              66 no such input
              69 the service can't be reached
              70 anything else
              73 the output can't be written
              75 not done in time, or perhaps created
              77 the key is missing or refused
              130 stopped
            """)

    @Argument(help: "The XLIFF file.")
    var input: String?

    @Option(name: .shortAndLong, help: "The file to write. Default: <name>.refined.<ext> in this folder.")
    var output: String?

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

    @Option(help: "The longest wait, in seconds.")
    var timeout: Int = 1_800

    @Option(help: "Go on with a job, by its id, instead of creating one.")
    var resume: String?

    @Flag(help: "List the models and stop.")
    var listModels = false

    func validate() throws {
        guard listModels || (input != nil) != (resume != nil) else {
            throw ValidationError("Name an XLIFF file, or a job with --resume, not both.")
        }
        if let maxRevisions, !(1...10).contains(maxRevisions) {
            throw ValidationError("--max-revisions takes 1 to 10, not \(maxRevisions).")
        }
        guard timeout > 0 else { throw ValidationError("--timeout takes a number of seconds above 0.") }
    }

    func run() async throws {
        do {
            if listModels { return try await printModels() }
            let ldx = try LDXHubClient()
            let session = RefineSession(ldx: ldx, command: self)
            try await Interruption.run {
                try await session.run()
            } onInterrupt: {
                session.explainInterruption()
            }
        } catch {
            throw ExitStatus.report(error)
        }
    }

    private func printModels() async throws {
        let ldx = try LDXHubClient(credential: .none)
        for model in try await ldx.refineLoop.models() {
            print(model.id, model.displayName.map { "(\($0))" } ?? "")
        }
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
import Foundation

@main
struct RefineXLIFF {
    static func main() {
        let text =
            "This example needs the package trait Examples: swift run --traits Examples refine-xliff --help\n"
        FileHandle.standardError.write(Data(text.utf8))
        exit(1)
    }
}
#endif
