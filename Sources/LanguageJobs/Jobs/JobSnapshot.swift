public import Foundation

/// A job as its service described it at one time.
public protocol JobSnapshot: Sendable {
    /// The id; `nil` for a job that was finished in the answer to its creation and has none.
    var jobID: JobID<Self>? { get }
    /// The id of what the job was created in together with others, such as a batch: news of that are news of the job.
    var groupID: String? { get }
    /// The status as the service names it.
    var statusName: String { get }
    /// What the status means; a service may see it otherwise, see ``JobService/phase(of:)``.
    var phase: JobPhase { get }
    /// How much is done, from 0 to 1; `nil` when it is not known.
    var fractionCompleted: Double? { get }
    /// When the service last changed the job.
    var updatedAt: Date? { get }
    /// Why the job failed; `nil` while it did not.
    var failure: JobFailure? { get }
}

extension JobSnapshot {
    /// None.
    public var groupID: String? { nil }
    /// Not known.
    public var fractionCompleted: Double? { nil }
    /// Not known.
    public var updatedAt: Date? { nil }
    /// Nothing is said.
    public var failure: JobFailure? { nil }
}
