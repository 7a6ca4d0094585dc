/// Where a job stands: a function of its plan, its segments' scores and the time, so that no job needs a task.
///
/// Steps and thresholds: Falara docs, Pipeline. How the time is shared out among the steps is this emulator's choice.
struct FalaraPipeline: Sendable {
    enum Step: String, Sendable {
        case supervisor
        case sourceReview = "source_review"
        case translator
        case qa
        case finalizing
    }

    enum Stage: Equatable, Sendable {
        case queued
        /// How far the step is, from 0 to 1.
        case processing(Step, Double)
        /// The loop, from 1, and how far it is.
        case correcting(Int, Double)
        case ended(FalaraStatus)
    }

    /// The score from which on a segment passes, and the one that it needs after the last correction loop.
    static let passing = 95.0
    static let minimum = 80.0
    private static let longestCorrection = 2
    /// The share of the time after which a job that fails does so: the translation is done then.
    private static let failing = 0.7

    let created: Duration
    let plan: FalaraJobPlan
    let reviewsSource: Bool
    /// The segments' scores of the first translation, and after each correction loop.
    let scores: [[Double]]
    /// How the job ends unless it fails.
    let outcome: FalaraStatus
    /// The mean of the last scores of the segments that are not blocked, to two digits.
    let meanScore: Double

    init(created: Duration, plan: FalaraJobPlan, reviewsSource: Bool, segments: [String]) {
        self.created = created
        self.plan = plan
        self.reviewsSource = reviewsSource
        func score(_ id: Int, _ loop: Int) -> Double {
            let source = segments[id]
            guard let quality = plan.quality else { return Self.score(source) }
            return min(100, max(0, quality(FalaraJobPlan.Segment(id: id, source: source, loop: loop))))
        }
        var scores = [segments.indices.map { score($0, 0) }]
        while scores.count <= Self.longestCorrection, scores[scores.count - 1].contains(where: Self.fails) {
            let loop = scores.count
            scores.append(
                scores[loop - 1].enumerated().map {
                    Self.fails($0.element) ? score($0.offset, loop) : $0.element
                })
        }
        self.scores = scores
        let last = scores[scores.count - 1]
        let blocked = plan.blocked
        let kept = blocked.isEmpty ? last : last.indices.filter { !blocked.contains($0) }.map { last[$0] }
        meanScore = (kept.reduce(0, +) / Double(max(1, kept.count)) * 100).rounded() / 100
        outcome =
            kept.contains { $0 < Self.minimum }
            ? .needsReview : kept.count < last.count ? .completedWithBlocks : .completed
    }

    private static func score(_ source: String) -> Double {
        var hash = RecordHash()
        hash.combine(source.utf8)
        return Double(950 + hash.value % 50) / 10
    }

    private static func fails(_ score: Double) -> Bool { score < passing }

    // MARK: Times

    var start: Duration { created + plan.queued }

    /// When the job fails or dies, should it.
    private var failure: Duration? {
        switch plan.outcome {
        case .failed, .dead: plan.processing.map { start + $0 * Self.failing }
        default: nil
        }
    }

    /// When the run began whose end counts: the first, or the one after the job recovered. `nil`: none ends.
    private var lastRun: Duration? {
        guard let failure else { return plan.processing == nil ? nil : start }
        if case .failed(_, let pause?) = plan.outcome { return failure + pause }
        return nil
    }

    private var loops: Int { scores.count - 1 }

    /// The moments at which the job reaches a terminal status, in order; two when it recovers from a failure.
    var ends: [(at: Duration, status: FalaraStatus)] {
        var ends: [(Duration, FalaraStatus)] = []
        if let failure {
            if case .dead = plan.outcome {
                ends.append((failure, .dead))
            } else {
                ends.append((failure, .failed))
            }
        }
        if let lastRun, let processing = plan.processing {
            ends.append((lastRun + processing + plan.correcting * loops, outcome))
        }
        return ends
    }

    /// When the job ended, as of now.
    func finished(at now: Duration) -> Duration? {
        guard case .ended = stage(at: now) else { return nil }
        return ends.last { $0.at <= now }?.at
    }

    func stage(at now: Duration) -> Stage {
        guard now >= start else { return .queued }
        guard let processing = plan.processing else {
            // Without an end it creeps towards, and never reaches, the end of the translation.
            let elapsed = now - start
            return .processing(.translator, elapsed / (elapsed + .seconds(60)))
        }
        var run = start
        if let failure, now >= failure {
            guard let lastRun, now >= lastRun else {
                return .ended(ends.first?.status ?? .failed)
            }
            run = lastRun
        }
        return stage(elapsed: now - run, processing)
    }

    private func stage(elapsed: Duration, _ processing: Duration) -> Stage {
        let corrections = plan.correcting * loops
        if elapsed >= processing + corrections { return .ended(outcome) }
        let translated = processing * 0.9
        if elapsed >= translated + corrections {
            return .processing(.finalizing, (elapsed - translated - corrections) / (processing * 0.1))
        }
        if elapsed >= translated {
            let done = (elapsed - translated) / plan.correcting
            return .correcting(min(loops, Int(done) + 1), done - done.rounded(.down))
        }
        let fraction = elapsed / processing
        if fraction < 0.1 { return .processing(.supervisor, fraction / 0.1) }
        if reviewsSource, fraction < 0.2 { return .processing(.sourceReview, (fraction - 0.1) / 0.1) }
        let begin = reviewsSource ? 0.2 : 0.1
        if fraction < Self.failing {
            return .processing(.translator, (fraction - begin) / (Self.failing - begin))
        }
        return .processing(.qa, (fraction - Self.failing) / (0.9 - Self.failing))
    }
}
