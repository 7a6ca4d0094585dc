/// How one emulated job goes: how long it takes, what it shows meanwhile and how it ends.
public struct JobPlan: Sendable {
    /// How a job ends.
    public enum Outcome: Sendable, Hashable {
        /// With what its request asks for, or with a failure if its input is no good.
        case completes
        /// With an error of this code and message.
        case fails(code: String, message: String)
    }

    /// How long the job stays queued. Default: half a second.
    public var queued: Duration
    /// How long it is processed then; `nil`: it never ends. Default: 2 seconds.
    public var processing: Duration?
    /// How often the progress changes while it is processed. Default: a second.
    public var progressInterval: Duration
    /// The progress, from 0 to 1, at a fraction of the processing, from 0 to 1. Default: the same.
    public var progress: @Sendable (Double) -> Double
    /// How it ends. Default: it completes.
    public var outcome: Outcome
    /// How long the job and its result are kept after it has ended.
    ///
    /// Default: 24 hours (LDX hub portal, RefineLoop Jobs; jobs recorded in the vendor's examples were kept 72 hours).
    public var retention: Duration

    /// Makes a plan.
    public init(
        queued: Duration = .milliseconds(500),
        processing: Duration? = .seconds(2),
        progressInterval: Duration = .seconds(1),
        progress: @escaping @Sendable (Double) -> Double = { $0 },
        outcome: Outcome = .completes,
        retention: Duration = .seconds(24 * 60 * 60)
    ) {
        self.queued = queued
        self.processing = processing
        self.progressInterval = progressInterval
        self.progress = progress
        self.outcome = outcome
        self.retention = retention
    }

    /// A job that fails as if a provider behind the service had: LDX hub's `upstream_service_error`.
    public static func failing(
        code: String = "upstream_service_error",
        message: String =
            "An error occurred while communicating with an upstream service. Please try again later."
    ) -> JobPlan {
        JobPlan(outcome: .fails(code: code, message: message))
    }

    /// A job that is done at once.
    public static let immediate = JobPlan(queued: .zero, processing: .zero)

    /// A job that never ends.
    public static let endless = JobPlan(processing: nil)
}
