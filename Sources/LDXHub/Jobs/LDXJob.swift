public import Foundation

/// A job at LDX hub: the answer to its creation, a line of the list, and its detail are one type with optional members.
///
/// The answer to a creation has no `file_id`, and list lines have no `output_file_id` (LDX hub portal, the examples of
/// RefineLoop Jobs and RenderOCR Jobs).
public struct LDXJob<Kind: LDXJobKind>: JobSnapshot, Codable, Hashable {
    /// The id; empty when an answer had none, which creating refuses.
    public var id: JobID<LDXJob<Kind>>
    /// The input.
    public var fileID: LDXFileID?
    /// The model, for services that have models.
    public var model: String?
    /// The engine, for services that have engines.
    public var engine: String?
    /// The status; empty when an answer had none.
    public var status: LDXJobStatus
    /// How much is done, from 0 to 100 as the service counts; see ``fractionCompleted``.
    public var progress: Double?
    /// The output; once the job is completed.
    public var outputFileID: LDXFileID?
    /// Why the job failed.
    public var error: JobFailure?
    /// When the job was created.
    public var createdAt: Date?
    /// When it was last changed.
    public var updatedAt: Date?
    /// When it ended; may be a second before ``updatedAt``.
    public var completedAt: Date?
    /// When the service forgets the job and its output; it moves when the job ends.
    public var expiresAt: Date?
    /// What was worked on.
    public var usage: LDXUsage?
    /// What jobs of this kind have beside that.
    public var details: Kind.Details

    /// Makes a job, for a fake.
    public init(
        id: JobID<LDXJob<Kind>>, status: LDXJobStatus, progress: Double? = nil, fileID: LDXFileID? = nil,
        model: String? = nil, engine: String? = nil, outputFileID: LDXFileID? = nil,
        error: JobFailure? = nil,
        createdAt: Date? = nil, updatedAt: Date? = nil, completedAt: Date? = nil, expiresAt: Date? = nil,
        usage: LDXUsage? = nil, details: Kind.Details
    ) {
        self.id = id
        self.status = status
        self.progress = progress
        self.fileID = fileID
        self.model = model
        self.engine = engine
        self.outputFileID = outputFileID
        self.error = error
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.completedAt = completedAt
        self.expiresAt = expiresAt
        self.usage = usage
        self.details = details
    }
}

extension LDXJob where Kind.Details == LDXNoDetails {
    /// Makes a job, for a fake.
    public init(
        id: JobID<LDXJob<Kind>>, status: LDXJobStatus, progress: Double? = nil, fileID: LDXFileID? = nil,
        model: String? = nil, engine: String? = nil, outputFileID: LDXFileID? = nil,
        error: JobFailure? = nil,
        createdAt: Date? = nil, updatedAt: Date? = nil, completedAt: Date? = nil, expiresAt: Date? = nil,
        usage: LDXUsage? = nil
    ) {
        self.init(
            id: id, status: status, progress: progress, fileID: fileID, model: model, engine: engine,
            outputFileID: outputFileID, error: error, createdAt: createdAt, updatedAt: updatedAt,
            completedAt: completedAt, expiresAt: expiresAt, usage: usage, details: .init())
    }
}

extension LDXJob {
    /// The id, `nil` when an answer had none.
    public var jobID: JobID<LDXJob<Kind>>? { id.rawValue.isEmpty ? nil : id }

    /// The status as the service writes it.
    public var statusName: String { status.rawValue }

    /// What the status means.
    public var phase: JobPhase { status.phase }

    /// How much is done, from 0 to 1.
    public var fractionCompleted: Double? {
        progress.map { min(1, max(0, $0 / 100)) }
    }

    /// Why the job failed.
    public var failure: JobFailure? { error }
}
