public import Foundation
public import LDXHub
import Synchronization

/// One run of an example: reaches LDX hub, shows progress, and knows how to go on after ^C or an error.
public final class Tool: Sendable {
    private enum Step {
        case started
        case submitting
        case created(JobReference)
    }

    /// LDX hub, or the emulator.
    public var ldx: LDXHubClient { hub.ldx }

    private let name: String
    private let hub: Hub
    private let bar = ProgressBar()
    private let step = Mutex(Step.started)

    /// Makes the run of a tool.
    ///
    /// - Parameters:
    ///   - name: The tool's name, as it stands before messages.
    ///   - needsKey: Whether a key is needed; models and engines can be read without.
    public convenience init(_ name: String, needsKey: Bool = true) throws {
        self.init(name, try Hub(needsKey: needsKey))
    }

    init(_ name: String, _ hub: Hub) {
        self.name = name
        self.hub = hub
    }

    /// The model or engine that was named, or the first that the service lists, which is said.
    ///
    /// - Parameters:
    ///   - named: What the user named.
    ///   - option: The option to name another with.
    ///   - catalogue: What the service lists.
    public func choice(
        _ named: String?, option: String, from catalogue: () async throws -> [LDXModel]
    ) async throws -> String {
        if let named { return named }
        let all = try await catalogue()
        guard let first = all.first else {
            throw ClientError(.unexpectedResponse, "The service lists nothing to choose from. Use \(option).")
        }
        Console.note(
            "Taking \(first.id), the first of \(all.count) that the service lists; \(option) names another.")
        return first.id
    }

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

    /// Prints what the service lists: ids, names, formats and languages.
    public func list(_ catalogue: [LDXModel]) {
        for model in catalogue { Console.result(CatalogueEntry(model).text) }
    }

    /// Ends the progress bar, so that what is printed next stands on a line of its own.
    public func finish() { bar.finish() }

    /// Says what to do after the program was stopped; nothing that was paid is out of reach.
    func explainInterruption() {
        finish()
        switch step.withLock({ $0 }) {
        case .started: Console.note("Stopped. No job was created.")
        case .submitting:
            Console.note(
                "Stopped while the job was created: it may exist. Look at your jobs before trying again.")
        case .created(let job): Console.note("Stopped. \(wayOn(job))")
        }
    }

    /// Says what went wrong, and how to go on with the job where there is one that goes on.
    func explain(_ error: ClientError) {
        finish()
        Console.note("\(name): \(error)")
        guard let job = error.reference, !Self.endings.contains(error.code) else { return }
        Console.note(wayOn(job))
    }

    /// For the program that was built without the trait: says how to build it with it, and ends.
    public static func askForTrait(_ name: String) -> Never {
        Console.note(
            "This example needs the package trait Examples: swift run --traits Examples \(name) --help")
        exit(1)
    }

    /// After these there is no job to go on with.
    private static let endings: Set<ClientError.Code> = [
        .jobFailed, .resultExpired, .notFound, .invalidRequest,
    ]

    private func wayOn(_ job: JobReference) -> String {
        hub.isEmulated
            ? "The job ended with the emulator in this program; at the service it would go on, and --resume with it."
            : "The job goes on. Go on with it, with your other options: \(name) --resume \(job)"
    }
}
