/// What a job shows as its status (Falara docs, Jobs).
enum FalaraStatus: String, Sendable {
    case queued
    case processing
    case correcting
    case completed
    case completedWithBlocks = "completed_with_blocks"
    case needsReview = "needs_review"
    case failed
    case dead

    /// Whether there is a result to fetch.
    var hasResult: Bool { self == .completed || self == .completedWithBlocks || self == .needsReview }

    var isTerminal: Bool { hasResult || self == .failed || self == .dead }

    /// The webhook event of a job that ends so (Falara Shopware connector).
    var event: String {
        switch self {
        case .needsReview: "job.needs_review"
        case .failed, .dead: "job.failed"
        default: "job.completed"
        }
    }
}
