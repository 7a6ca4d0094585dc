/// What one segment of a job shows, as a function of the job's stage.
struct FalaraSegmentState: Equatable, Sendable {
    var status = "pending"
    var score: Double?
    var retries = 0
    var error: String?
}

extension FalaraPipeline {
    /// What every segment shows at a stage, in time proportional to their number.
    func segments(at stage: Stage) -> [FalaraSegmentState] {
        let count = scores[0].count
        let blocked = plan.blocked
        return (0..<count).map { state(of: $0, among: count, stage, blocked) }
    }

    private func state(
        of id: Int, among count: Int, _ stage: Stage, _ blocked: Set<Int>
    ) -> FalaraSegmentState {
        if blocked.contains(id), isTranslated(stage) {
            return FalaraSegmentState(status: "blocked", error: "The markup of the segment can't be kept.")
        }
        switch stage {
        case .queued, .processing(.supervisor, _), .processing(.sourceReview, _):
            return FalaraSegmentState()
        case .processing(.translator, let fraction):
            let place = Int(fraction * Double(count))
            return FalaraSegmentState(
                status: id < place ? "translated" : id == place ? "processing" : "pending")
        case .processing(.qa, let fraction):
            guard id < Int(fraction * Double(count)) else { return FalaraSegmentState(status: "translated") }
            return scored(id, loop: 0)
        case .correcting(let loop, let fraction):
            guard scores[loop - 1][id] < Self.passing else { return scored(id, loop: loop - 1) }
            guard id < Int(fraction * Double(count)) else {
                return FalaraSegmentState(
                    status: "correcting", score: scores[loop - 1][id], retries: retries(id, upTo: loop))
            }
            return scored(id, loop: loop)
        case .processing(.finalizing, _):
            return scored(id, loop: scores.count - 1)
        case .ended(.failed), .ended(.dead):
            return FalaraSegmentState(status: "failed", error: "The segment was not finished.")
        case .ended:
            var state = scored(id, loop: scores.count - 1)
            if scores[scores.count - 1][id] >= Self.minimum { state.status = "done" }
            return state
        }
    }

    private func scored(_ id: Int, loop: Int) -> FalaraSegmentState {
        let score = scores[loop][id]
        return FalaraSegmentState(
            status: score >= Self.passing ? "qa_passed" : "qa_failed", score: score,
            retries: retries(id, upTo: loop))
    }

    private func retries(_ id: Int, upTo loop: Int) -> Int {
        scores.prefix(loop).count { $0[id] < Self.passing }
    }

    private func isTranslated(_ stage: Stage) -> Bool {
        switch stage {
        case .processing(.qa, _), .processing(.finalizing, _), .correcting: true
        case .ended(let status): status.hasResult
        default: false
        }
    }
}
