/// How one emulated Falara job goes: how long its steps take, how good its segments come out, how it ends.
public struct FalaraJobPlan: Sendable {
    /// A segment about to be scored, as ``FalaraJobPlan/quality`` sees it.
    public struct Segment: Sendable {
        /// The segment's number in the job, from 0.
        public let id: Int
        /// Its source.
        public let source: String
        /// 0 for the first translation, 1 and 2 after a correction.
        public let loop: Int
    }

    /// How a job ends.
    public enum Outcome: Sendable, Hashable {
        /// As the scores of its segments have it: `completed` or `needs_review` (Falara docs, Pipeline).
        case byQuality
        /// `completed_with_blocks`: these segments are blocked by their markup, and keep their source; in the first style they
        /// have no translation of their own.
        case blocked(segments: Set<Int>)
        /// `failed` with this in `error_log`; a while later it may recover, and goes through all steps again.
        case failed(
            log: [String] = ["The translation engine did not answer."], recoversAfter: Duration? = nil)
        /// `dead` with this in `error_log`: all attempts are used up.
        case dead(log: [String] = ["All attempts are used up."])
    }

    /// How long the job stays queued. Default: half a second.
    public var queued: Duration
    /// How long it is processed then, without corrections; `nil`: it never ends. Default: 2 seconds.
    public var processing: Duration?
    /// How long each of at most two correction loops takes. Default: a second.
    public var correcting: Duration
    /// How it ends. Default: by quality.
    public var outcome: Outcome
    /// The score of a segment, from 0 to 100; 95 and more passes. Default: from 95.0 to 99.9, by its content alone.
    public var quality: (@Sendable (Segment) -> Double)?

    /// Makes a plan.
    public init(
        queued: Duration = .milliseconds(500),
        processing: Duration? = .seconds(2),
        correcting: Duration = .seconds(1),
        outcome: Outcome = .byQuality,
        quality: (@Sendable (Segment) -> Double)? = nil
    ) {
        self.queued = queued
        self.processing = processing
        self.correcting = correcting
        self.outcome = outcome
        self.quality = quality
    }

    /// A job that is done at once.
    public static let immediate = FalaraJobPlan(queued: .zero, processing: .zero, correcting: .zero)

    /// A job that never ends.
    public static let endless = FalaraJobPlan(processing: nil)

    /// A job that passes after so many correction loops, 0 to 2.
    public static func corrected(loops: Int) -> FalaraJobPlan {
        FalaraJobPlan { $0.loop < loops ? 90 : 96 }
    }

    /// A job whose segments are not good enough after two correction loops.
    public static let needsReview = FalaraJobPlan { _ in 70 }

    /// The numbers of segments that keep their source.
    var blocked: Set<Int> {
        if case .blocked(let segments) = outcome { segments } else { [] }
    }

    private init(quality: @escaping @Sendable (Segment) -> Double) {
        self.init(outcome: .byQuality, quality: quality)
    }
}
