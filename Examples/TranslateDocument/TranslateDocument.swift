#if Examples
import ArgumentParser
import ExampleSupport
import Falara
import Flixu
import Foundation

/// A document in, the same in another language out: by Flixu or by Falara, with the same few lines for each.
@main
struct TranslateDocument: AsyncParsableCommand {
    /// Who translates.
    enum Translator: String, ExpressibleByArgument, CaseIterable {
        case flixu
        case falara
    }

    static let configuration = CommandConfiguration(
        commandName: "translate-document",
        abstract: "Translates a document with Flixu or Falara, and keeps its format.",
        discussion: """
            translate-document                            a sample page, English to German, by Flixu
            translate-document manual.docx --to fr        makes manual.fr.docx
            translate-document manual.xliff --by falara   the same by Falara, which checks each segment

            \(Help.closing(for: ["FLIXU", "FALARA"]))
            """)

    @Argument(help: "The document, such as docx, xliff, md or json. Default: a sample.")
    var document: String?

    @Option(help: .init("Who translates: flixu or falara.", valueName: "service"))
    var by = Translator.flixu

    @OptionGroup var languages: LanguageOptions

    @OptionGroup var file: FileOptions

    @OptionGroup var waiting: WaitingOptions

    func validate() throws {
        guard document == nil || waiting.resume == nil else {
            throw ValidationError("Name a document, or a job with --resume, not both.")
        }
    }

    func run() async throws {
        switch by {
        case .flixu:
            try await ServiceTool.run("translate-document", on: Reached.flixu) { try await translate($0) }
        case .falara:
            try await ServiceTool.run("translate-document --by falara", on: Reached.falara) {
                try await translate($0)
            }
        }
    }

    private func translate(_ tool: ServiceTool<FlixuClient>) async throws {
        let documents = tool.client.documents
        if let id = waiting.resume {
            let place = try file.place(for: "document", tag: languages.to, ending: "")
            let result = try await documents.result(
                of: tool.reference(id, at: documents), options: waiting.watching
            ) { tool.note($0, as: "translating") }
            return try await tool.save(result, to: place)
        }
        let (input, place) = try inputAndPlace()
        tool.submits()
        let result = try await documents.run(
            input.upload, from: languages.from, to: languages.to, options: waiting.watching,
            onEvent: { tool.note($0, as: "translating") })
        try await tool.save(result, to: place)
    }

    private func translate(_ tool: ServiceTool<FalaraClient>) async throws {
        let jobs = tool.client.jobs
        let result: FalaraResult
        let download: ResultFile
        let place: URL
        if let id = waiting.resume {
            let reference = tool.reference(id, at: jobs)
            place = try file.place(for: "document", tag: languages.to, ending: "")
            result = try await jobs.result(of: reference, options: waiting.watching) {
                tool.note($0, as: "translating")
            }
            download = jobs.download(JobID(reference.id))
        } else {
            let input: InputFile
            (input, place) = try inputAndPlace()
            tool.submits()
            let translated = try await jobs.run(
                input.upload, from: languages.from, to: languages.to, options: waiting.watching,
                onEvent: { tool.note($0, as: "translating") })
            (result, download) = (translated.result, translated.download)
        }
        try await tool.save(download, to: place)
        for warning in result.warnings { Console.note(warning) }
    }

    private func inputAndPlace() throws -> (InputFile, URL) {
        let input = try InputFile(document, orSample: .page)
        return (input, try file.place(for: input.name, tag: languages.to, ending: input.ending ?? ""))
    }
}
#else
import ExampleSupport

@main
struct TranslateDocument {
    static func main() { Tool.askForTrait("translate-document") }
}
#endif
