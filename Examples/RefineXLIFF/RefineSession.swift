#if Examples
import ExampleSupport
import Foundation
import LDXHub
import Synchronization

/// One run of the tool: from an input or from a job's id to a file.
final class RefineSession: Sendable {
    private enum Step: Sendable {
        case started
        case submitting
        case created(JobReference)
    }

    private let ldx: LDXHubClient
    private let command: RefineXLIFF
    private let step = Mutex(Step.started)
    private let bar = ProgressBar()

    init(ldx: LDXHubClient, command: RefineXLIFF) {
        self.ldx = ldx
        self.command = command
    }

    func run() async throws {
        defer { bar.finish() }
        let place = outputPlace()
        if let problem = OutputPlace.problem(place) {
            throw ClientError(.fileUnavailable, problem, operation: ExitStatus.writing)
        }
        let options = WatchOptions(maxWait: .seconds(command.timeout))
        let refined: ResultFile
        if let id = command.resume {
            step.withLock { $0 = .created(ldx.refineLoop.reference(to: .init(id))) }
            refined = try await resumed(id, options)
        } else {
            refined = try await created(options)
        }
        try await save(refined, to: place)
    }

    private func resumed(_ id: String, _ options: WatchOptions) async throws -> ResultFile {
        var last: RefineLoop.Job?
        for try await job in ldx.refineLoop.watch(.init(id), options: options) {
            bar.show("refining", job.fractionCompleted)
            last = job
        }
        // A final snapshot needs no further question.
        guard let last else { return try await ldx.refineLoop.result(of: .init(id), options: options) }
        return try await ldx.refineLoop.watch(last, options: options).result()
    }

    private func created(_ options: WatchOptions) async throws -> ResultFile {
        let input = URL(fileURLWithPath: command.input ?? "")
        let model = try await chosenModel()
        return try await ldx.refineLoop.run(
            .file(input), model: model, options: options, command.configure, onEvent: { self.note($0) })
    }

    private func chosenModel() async throws -> String {
        if let model = command.model { return model }
        guard let first = try await ldx.refineLoop.models().first else {
            throw ClientError(.unexpectedResponse, "The service lists no model. Name one with --model.")
        }
        return first.id
    }

    private func note(_ event: JobRunEvent<RefineLoop.Job>) {
        switch event {
        case .uploading(let progress): bar.show("uploading", progress.fractionCompleted)
        case .uploaded: step.withLock { $0 = .submitting }
        case .created(let reference): step.withLock { $0 = .created(reference) }
        case .snapshot(let job): bar.show("refining", job.fractionCompleted)
        }
    }

    private func outputPlace() -> URL {
        if let output = command.output { return URL(fileURLWithPath: output) }
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        return OutputPlace.free(for: command.input ?? "\(command.resume ?? "job").xlf", in: folder)
    }

    private func save(_ refined: ResultFile, to place: URL) async throws {
        let saved = try await refined.save(to: place, options: DownloadOptions(overwrites: false)) {
            self.bar.show("downloading", $0.fractionCompleted)
        }
        bar.finish()
        print(saved.url.path)
    }

    /// What to do after the program was stopped; nothing that was paid is out of reach.
    func explainInterruption() {
        bar.finish()
        let text =
            switch step.withLock({ $0 }) {
            case .started: "Stopped. No job was created."
            case .submitting:
                "Stopped while the job was created: it may exist. Look at your jobs before trying again."
            case .created(let job): "Stopped. The job goes on; go on with it: refine-xliff --resume \(job.id)"
            }
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}
#endif
