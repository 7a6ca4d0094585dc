import ExampleSupport
import Falara

/// Shows the steps that a job goes through, with its progress.
final class StepNotes: Sendable {
    private let tool: ServiceTool<FalaraClient>

    init(_ tool: ServiceTool<FalaraClient>) { self.tool = tool }

    func note(_ event: JobRunEvent<FalaraJob>) {
        guard case .snapshot(let job) = event else { return tool.note(event, as: "translating") }
        tool.note(event, as: job.currentStep?.rawValue ?? job.status.rawValue)
    }
}
