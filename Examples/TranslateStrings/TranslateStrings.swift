#if Examples
import ArgumentParser
import ExampleSupport
import Flixu
import Foundation

/// The texts of an app in, the same file in many languages out.
@main
struct TranslateStrings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate-strings",
        abstract: "Translates nested JSON, .strings and .xcstrings files into many languages with Flixu.",
        discussion: """
            translate-strings                                 a sample, into German and French
            translate-strings en.json --to de fr ja           makes en.de.json, en.fr.json and en.ja.json
            translate-strings Localizable.xcstrings --to de   makes Localizable.translated.xcstrings
            translate-strings App.strings --to zh-Hans --code zh-Hans=zh   the service takes ISO 639 codes

            A text whose format specifiers did not survive is left as it was and named, and so is one that did not come.

            \(Help.closing(
                for: ["FLIXU"],
                interruption: "^C stops and writes what came until then; what was under way may be done and paid."))
            """)

    @Argument(help: "The file: .json, .strings or .xcstrings. Default: a sample.")
    var catalogue: String?

    @Option(
        help: .init("The language of its texts. Default: what the file says, else en.", valueName: "code"))
    var from: String?

    @Option(parsing: .upToNextOption, help: .init("The languages to translate into.", valueName: "code"))
    var to: [String] = ["de", "fr"]

    @Option(
        parsing: .upToNextOption,
        help: .init("What the service calls a language: zh-Hans=zh.", valueName: "language=code"))
    var code: [LanguageCode] = []

    @Option(parsing: .upToNextOption, help: .init("The glossaries to go by.", valueName: "id"))
    var glossary: [String] = []

    @Flag(help: "Translate anew what an .xcstrings file has already.")
    var replace = false

    @Option(
        name: .shortAndLong, help: .init("The folder to write to. Default: this one.", valueName: "folder"))
    var output: String?

    func run() async throws {
        try await ServiceTool.run("translate-strings", on: Reached.flixu) { tool in
            let isWhole = try await translate(tool)
            if !isWhole { throw ExitCode(ExitStatus.partlyDone) }
        }
    }

    /// - Returns: Whether every text has its translations.
    private func translate(_ tool: ServiceTool<FlixuClient>) async throws -> Bool {
        let source = try source()
        let catalogue = try source.read()
        let files = TranslatedFiles(
            name: source.name, format: catalogue.format, folder: URL(fileURLWithPath: output ?? "."))
        try files.check(to)
        let progress = PartProgress()
        let translated: TranslatedCatalogue
        tool.submits()
        do {
            translated = try await tool.client.translations.translate(
                catalogue, from: from ?? catalogue.sourceLanguage ?? "en", to: to,
                codes: Dictionary(code.map { ($0.language, $0.code) }) { _, last in last },
                replacing: replace,
                { $0.glossaryIDs = glossary }, onPart: { progress.note($0) })
        } catch is CancellationError {
            let came = progress.translations
            let texts = Dictionary(
                to.map { language in
                    (language, came[code.last { $0.language == language }?.code ?? language] ?? [:])
                }, uniquingKeysWith: { first, _ in first })
            let paid = try catalogue.applying(texts, to: to, replacing: replace)
            Console.note("Stopped: writing what came until then; \(paid.problems.count) texts are missing.")
            try files.write(paid.files)
            throw CancellationError()
        }
        tool.received()
        tool.finish()
        try files.write(translated.files)
        for part in translated.failures {
            Console.note("part \(part.index + 1): \(part.error?.message ?? "")")
        }
        for problem in translated.problems { Console.note("\(problem)") }
        for gap in translated.pluralGaps {
            Console.note(
                "\(gap.language) also needs the plural forms \(gap.categories.joined(separator: ", ")).")
        }
        return translated.problems.isEmpty
    }

    private func source() throws -> TextsFile {
        guard let catalogue else { return .sample }
        return .file(URL(fileURLWithPath: catalogue))
    }
}
#else
import ExampleSupport

@main
struct TranslateStrings {
    static func main() { Tool.askForTrait("translate-strings") }
}
#endif
