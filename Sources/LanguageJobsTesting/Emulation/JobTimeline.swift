/// Where a job stands: a function of its plan and the time since it was created, so that no job needs a task.
struct JobTimeline: Sendable {
    enum Phase: Equatable, Sendable {
        case queued
        /// The progress is from 0 to 1.
        case processing(progress: Double)
        case ended
    }

    let created: Duration
    let plan: JobPlan
    /// How much longer it took than its plan says.
    private var delay = Duration.zero

    init(created: Duration, plan: JobPlan) {
        self.created = created
        self.plan = plan
    }

    /// When the job ends; `nil`: never.
    var end: Duration? { plan.processing.map { created + plan.queued + $0 + delay } }

    /// Puts off the end of a job whose work was not done by then.
    mutating func extend(to moment: Duration) {
        if let end, end < moment { delay += moment - end }
    }

    func hasEnded(at now: Duration) -> Bool {
        end.map { now >= $0 } ?? false
    }

    func phase(at now: Duration) -> Phase {
        if hasEnded(at: now) { return .ended }
        let processed = now - created - plan.queued
        guard processed >= .zero else { return .queued }
        // Without an end the progress creeps towards, and never reaches, its full value.
        let length = plan.processing ?? processed + .seconds(60)
        let fraction = plan.progressInterval * steps(in: processed) / length
        return .processing(progress: min(1, max(0, plan.progress(min(1, max(0, fraction))))))
    }

    /// When what the job shows changed last.
    func updated(at now: Duration) -> Duration {
        switch phase(at: now) {
        case .queued: return created
        case .ended: return end ?? created
        case .processing:
            let start = created + plan.queued
            return start + plan.progressInterval * steps(in: now - start)
        }
    }

    /// When the job and its result are gone.
    func expires(at now: Duration) -> Duration {
        (hasEnded(at: now) ? end ?? created : created) + plan.retention
    }

    private func steps(in processed: Duration) -> Double {
        plan.progressInterval > .zero ? (processed / plan.progressInterval).rounded(.down) : 0
    }
}
