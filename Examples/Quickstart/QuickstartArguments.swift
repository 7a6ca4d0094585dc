import Foundation
import LDXHub

/// What the command line asks for. `refine-xliff` shows the same with swift-argument-parser.
struct QuickstartArguments {
    static let usage = """
        Usage: swift run quickstart [file.xlf] [options]

        Refines an XLIFF file with LDX hub's RefineLoop and shows what changed. Without a file it takes a small sample.
        Without LDXHUB_API_KEY in the environment it runs on an emulator inside this program.

          --model <id>               the model (default: the first that the service lists)
          --max-revisions <1-10>     revisions of a segment
          --domain <name>            the subject, such as IR, medical or legal
          --note-language <code>     the language of the notes
          --output-mode <mode>       full, translations or none
          --instructions <text>      what else the model is told
          --exclude-numeric          leave segments of numbers only alone
          --keep-hyphenation         leave hyphenation in the source
          --help                     this text
        """

    struct Failure: Error {
        let message: String
    }

    var file: URL?
    var model: String?
    var wantsHelp = false
    /// Sets the options of the request.
    var configure: [@Sendable (inout RefineLoop.Request) -> Void] = []

    init(_ arguments: [String]) throws(Failure) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--model": model = try Self.value(of: argument, &rest)
            case "--max-revisions":
                let text = try Self.value(of: argument, &rest)
                guard let number = Int(text) else {
                    throw Failure(message: "--max-revisions takes a number, not “\(text)”.")
                }
                configure.append { $0.maxRevisions = number }
            case "--domain":
                let text = try Self.value(of: argument, &rest)
                configure.append { $0.domain = text }
            case "--note-language":
                let text = try Self.value(of: argument, &rest)
                configure.append { $0.noteLanguage = text }
            case "--output-mode":
                let text = try Self.value(of: argument, &rest)
                configure.append { $0.outputMode = .init(rawValue: text) }
            case "--instructions":
                let text = try Self.value(of: argument, &rest)
                configure.append { $0.customInstructions = text }
            case "--exclude-numeric": configure.append { $0.excludeNumericSegments = true }
            case "--keep-hyphenation": configure.append { $0.removeHyphenation = false }
            case _ where argument.hasPrefix("-"): throw Failure(message: "There is no option \(argument).")
            case _ where file != nil: throw Failure(message: "Name one file only.")
            default: file = URL(fileURLWithPath: argument)
            }
        }
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws(Failure) -> String {
        guard let value = rest.popFirst(), !value.hasPrefix("--") else {
            throw Failure(message: "\(option) needs a value.")
        }
        return value
    }
}
