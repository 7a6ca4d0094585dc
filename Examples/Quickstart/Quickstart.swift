import ExampleSupport
import Foundation
import LDXHub
import LanguageJobsTesting

/// Refines an XLIFF file and shows what changed: on an emulator inside this program, or with a key on LDX hub.
@main
struct Quickstart {
    static func main() async {
        do {
            let arguments = try QuickstartArguments(Array(CommandLine.arguments.dropFirst()))
            guard !arguments.wantsHelp else { return Console.result(QuickstartArguments.usage) }
            try await run(arguments)
        } catch let failure as QuickstartArguments.Failure {
            fail(failure.message + "\n\n" + QuickstartArguments.usage, code: 64)
        } catch let error as ClientError where error.code == .invalidRequest {
            fail("\(error)", code: 64)
        } catch {
            fail("\(error)", code: 1)
        }
    }

    static func run(_ arguments: QuickstartArguments) async throws {
        let name = arguments.file?.lastPathComponent ?? SampleXLIFF.filename
        let before = try XLIFFDocument(parsing: input(arguments.file))
        let ldx = try Reached.ldxHub().client

        let models = try await ldx.refineLoop.models()
        guard let model = arguments.model ?? models.first?.id else {
            throw ClientError(.unexpectedResponse, "The service lists no model. Name one with --model.")
        }
        Console.result(
            "Refining \(name) (XLIFF \(before.version), \(before.segments.count) segments) with \(model)")

        let ending = URL(fileURLWithPath: name).pathExtension
        let output = try OutputPlace.named(
            nil, orFor: name, tag: "refined", ending: ending.isEmpty ? "xlf" : ending)

        let bar = ProgressBar()
        let source: LDXInput =
            arguments.file.map { .file($0) } ?? .data(SampleXLIFF.data, filename: name)
        let refined = try await ldx.refineLoop.run(
            source, model: model, { request in for change in arguments.configure { change(&request) } },
            onEvent: { event in
                switch event {
                case .uploading(let progress): bar.show("uploading", progress.fractionCompleted)
                case .uploaded: break
                case .created: bar.show("refining", 0)
                case .snapshot(let job): bar.show("refining", job.fractionCompleted)
                }
            })

        try await refined.save(to: output, options: DownloadOptions(overwrites: false)) {
            bar.show("downloading", $0.fractionCompleted)
        }
        bar.finish()

        let table = ChangeTable(
            before: before, after: try XLIFFDocument(parsing: try Data(contentsOf: output)))
        Console.result("\n\(table.render())\n")
        Console.result(
            "\(table.changes) of \(before.segments.count) targets changed. Written to \(output.path)")
    }

    static func input(_ file: URL?) throws -> Data {
        guard let file else { return SampleXLIFF.data }
        do {
            return try Data(contentsOf: file)
        } catch {
            throw ClientError(.fileUnavailable, "There is no file at \(file.path), or it may not be read.")
        }
    }

    static func fail(_ message: String, code: Int32) -> Never {
        Console.note("quickstart: \(message)")
        exit(code)
    }
}
