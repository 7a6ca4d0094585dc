/// The status of a Falara job; compare with the named ones, and expect others (Falara docs, Jobs).
public struct FalaraJobStatus: OpenEnum {
    /// The name as the service writes it; empty when an answer had none.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits for a worker.
    public static let queued: FalaraJobStatus = "queued"
    /// It is worked on.
    public static let processing: FalaraJobStatus = "processing"
    /// The check of its quality found something, which is corrected now.
    public static let correcting: FalaraJobStatus = "correcting"
    /// Every segment is done and has passed the check.
    public static let completed: FalaraJobStatus = "completed"
    /// It is done, but for segments that their markup blocks: the result shows which.
    public static let completedWithBlocks: FalaraJobStatus = "completed_with_blocks"
    /// It is done, but its quality is below the minimum: the result has a warning.
    public static let needsReview: FalaraJobStatus = "needs_review"
    /// It failed in a way that is called recoverable; whether that ends it is the client's to say.
    public static let failed: FalaraJobStatus = "failed"
    /// It failed for good.
    public static let dead: FalaraJobStatus = "dead"
    /// A file of a batch that could not be read: there is no job for it (Falara docs, Batch Operations).
    public static let error: FalaraJobStatus = "error"

    /// What the status means; unknown ones are not final.
    public var phase: JobPhase {
        switch self {
        case .completed, .completedWithBlocks, .needsReview: .succeeded
        case .failed, .dead, .error: .failed
        default: .active
        }
    }
}
