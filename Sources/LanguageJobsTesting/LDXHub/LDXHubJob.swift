/// A job that the emulated LDX hub keeps.
struct LDXHubJob: Sendable {
    /// How it ended, known once somebody asked after its end.
    enum Result: Sendable {
        case completed(LDXHubJobProduct)
        case failed(code: String, message: String)
    }

    let id: String
    let kind: any LDXHubJobKind
    let model: String
    var timeline: JobTimeline
    let outputFileID: String
    /// The `request_id` of its error, should it fail.
    let errorRequestID: String
    /// What has to be done for it; let go of once it has a result.
    var work: LDXHubJobWork?
    let fileID: String?
    var result: Result?
    /// Whether it was shown unfinished when its plan said that it had ended.
    var isOverdue = false

    /// Where the job is shown; each place shows other members.
    enum Place {
        case created
        case list
        case detail
    }

    /// The job as JSON.
    func json(_ place: Place, at now: Duration, _ clock: EmulatorClock) -> EmulatorJSON {
        let changed = place == .created ? timeline.created : timeline.updated(at: now)
        let expires =
            place == .created ? timeline.created + timeline.plan.retention : timeline.expires(at: now)
        var members: [String: EmulatorJSON] = [
            "job_id": .string(id),
            kind.catalogue.member: .string(model),
            "created_at": .string(clock.stamp(timeline.created)),
            "updated_at": .string(clock.stamp(changed)),
            "expires_at": .string(clock.stamp(expires)),
        ]
        if place != .created, kind.showsInput, let fileID { members["file_id"] = .string(fileID) }
        switch place == .created ? .queued : phase(at: now) {
        case .queued:
            members["status"] = "queued"
            members["progress"] = .number(0)
        case .processing(let progress):
            members["status"] = "processing"
            members["progress"] = .number((progress * 1000).rounded() / 10)
        case .ended:
            members["completed_at"] = .string(clock.stamp(changed))
            members.merge(end(place)) { $1 }
        }
        return .object(members)
    }

    private func phase(at now: Duration) -> JobTimeline.Phase {
        let phase = timeline.phase(at: now)
        return phase == .ended && result == nil ? .processing(progress: 0.99) : phase
    }

    private func end(_ place: Place) -> [String: EmulatorJSON] {
        switch result {
        case .completed(let product):
            var members: [String: EmulatorJSON] = [
                "status": "completed",
                "progress": .number(100),
            ]
            if !product.usage.isEmpty {
                members["usage"] = .object(product.usage.mapValues { .integer($0) })
            }
            if product.output != nil, place == .detail || kind.listShowsOutput {
                members["output_file_id"] = .string(outputFileID)
            }
            if place == .detail { members.merge(product.detail) { $1 } }
            return members
        case .failed(let code, let message):
            return [
                "status": "failed",
                "progress": .number(0),
                "error": .object([
                    "code": .string(code), "message": .string(message), "request_id": .string(errorRequestID),
                ]),
            ]
        case nil:
            return [:]
        }
    }
}
