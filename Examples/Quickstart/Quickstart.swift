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
            guard !arguments.wantsHelp else { return say(QuickstartArguments.usage) }
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
        let ldx = try client()

        let models = try await ldx.refineLoop.models()
        guard let model = arguments.model ?? models.first?.id else {
            throw ClientError(.unexpectedResponse, "The service lists no model. Name one with --model.")
        }
        say("Refining \(name) (XLIFF \(before.version), \(before.segments.count) segments) with \(model)")

        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let output = OutputPlace.free(for: name, in: folder)
        if let problem = OutputPlace.problem(output) { throw ClientError(.fileUnavailable, problem) }

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
        say("\n\(table.render())\n")
        say("\(table.changes) of \(before.segments.count) targets changed. Written to \(output.path)")
    }

    /// LDX hub when there is a key, else an emulator whose jobs take a few seconds.
    static func client() throws -> LDXHubClient {
        if let key = ProcessInfo.processInfo.environment["LDXHUB_API_KEY"], !key.isEmpty {
            return try LDXHubClient()
        }
        say("No LDXHUB_API_KEY: running on the embedded emulator.")
        let hub = LDXHubEmulator(plan: LDXHubPlan())
        return try LDXHubClient(
            credential: .value("emulator"), baseURL: hub.baseURL, transport: hub.transport)
    }

    static func input(_ file: URL?) throws -> Data {
        guard let file else { return SampleXLIFF.data }
        do {
            return try Data(contentsOf: file)
        } catch {
            throw ClientError(.fileUnavailable, "There is no file at \(file.path), or it may not be read.")
        }
    }

    /// Prints a line at once, so that it stands in order beside the progress, in a pipe too.
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    static func fail(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data("quickstart: \(message)\n".utf8))
        exit(code)
    }
}
