public import Foundation
public import LDXHub
import Synchronization

/// One run of an example on LDX hub.
public typealias Tool = ServiceTool<LDXHubClient>

/// One run of an example: has the client of a service, shows progress, and knows how to go on after ^C or an error.
public final class ServiceTool<Client: Sendable>: Sendable {
    private enum Step {
        case started
        case submitting
        case created(JobReference)
    }

    /// The client of the service, or of the emulator.
    public var client: Client { service.client }

    private let name: String
    private let service: Reached<Client>
    private let bar = ProgressBar()
    private let step = Mutex(Step.started)

    /// Makes the run of a tool.
    ///
    /// - Parameters:
    ///   - name: The tool's name, as it stands before messages.
    ///   - service: How the service is reached.
    public init(_ name: String, _ service: Reached<Client>) {
        self.name = name
        self.service = service
    }

    /// Notes that what follows may create a job, or be paid otherwise, before anything else is told of it.
    public func submits() { step.withLock { $0 = .submitting } }

    /// Notes that all that was paid has arrived.
    public func received() { step.withLock { $0 = .started } }

    /// Shows a step of a run, and remembers how far it got.
    ///
    /// - Parameters:
    ///   - event: The step.
    ///   - work: What the job does, for the progress bar.
    public func note(_ event: JobRunEvent<some JobSnapshot>, as work: String) {
        switch event {
        case .uploading(let progress): bar.show("uploading", progress.fractionCompleted)
        case .uploaded: step.withLock { $0 = .submitting }
        case .created(let reference): step.withLock { $0 = .created(reference) }
        case .snapshot(let job): bar.show(work, job.fractionCompleted)
        }
    }

    /// The job that `--resume` names: as this program printed it, or by its id alone.
    public func reference(_ text: String, at service: some JobService) -> JobReference {
        let reference = JobReference(argument: text, at: service)
        step.withLock { $0 = .created(reference) }
        return reference
    }

    /// Downloads a result to a new file and prints its path.
    public func save(_ result: ResultFile, to place: URL) async throws {
        let saved = try await result.save(to: place, options: DownloadOptions(overwrites: false)) { [bar] in
            bar.show("downloading", $0.fractionCompleted)
        }
        finish()
        Console.result(saved.url.path)
    }

    /// Ends the progress bar, so that what is printed next stands on a line of its own.
    public func finish() { bar.finish() }

    /// Says what to do after the program was stopped; nothing that was paid is out of reach.
    func explainInterruption() {
        finish()
        Console.note(interruption)
    }

    /// What ^C came upon.
    var interruption: String {
        switch step.withLock({ $0 }) {
        case .started: "Stopped. No job was created."
        case .submitting:
            "Stopped while the service was asked for work: it may be done, and be paid. Look at your jobs or your usage before trying again."
        case .created(let job): "Stopped. \(wayOn(job))"
        }
    }

    /// Says what went wrong, and how to go on with the job where there is one that goes on.
    func explain(_ error: ClientError) {
        finish()
        Console.note("\(name): \(error)")
        guard let job = error.reference, !ToolError.endings.contains(error.code) else { return }
        Console.note(wayOn(job))
    }

    private func wayOn(_ job: JobReference) -> String {
        service.isEmulated
            ? "The job ended with the emulator in this program; at the service it would go on, and --resume with it."
            : "The job goes on. Go on with it, with your other options: \(name) --resume \(job)"
    }
}

/// Errors as the tools see them.
enum ToolError {
    /// After these there is no job to go on with.
    static let endings: Set<ClientError.Code> = [
        .jobFailed, .resultExpired, .notFound, .invalidRequest,
    ]
}
