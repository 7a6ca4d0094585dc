extension LDXHubEmulator {
    /// How long an answer that was not asked to wait is held back while a job's work is being done.
    private static let patience = Duration.seconds(1)

    /// Holds a request back until its job ends, as long as was asked for and is supported; gives until when the
    /// answer may be held back.
    func wait(for wait: (job: String, seconds: Int)?) async throws -> Duration {
        let patient = clock.now + Self.patience
        guard let wait, case .honoured(let longest) = plan.wait, let job = jobs[wait.job] else {
            return patient
        }
        let deadline = clock.now + .seconds(max(0, min(wait.seconds, longest)))
        let change = min(deadline, job.timeline.end ?? deadline)
        if clock.now < change { try await clock.sleep(until: change) }
        return max(patient, deadline)
    }

    /// Gives jobs that have ended their results, as far as the work is done by then.
    ///
    /// A clock that stands still meanwhile, as virtual time does, lets all of it be done.
    func conclude(_ scope: LDXHubCommand.Jobs, until deadline: Duration) async throws {
        for id in unfinished(scope) {
            guard let job = jobs[id], let work = job.work else { continue }
            if case .fails(let code, let message) = job.timeline.plan.outcome {
                finish(id, .failed(code: code, message: message))
                continue
            }
            var result = await work.advance()
            while result == nil, clock.now < deadline {
                try Task.checkCancellation()
                result = await work.advance()
            }
            if let result {
                finish(id, result)
            } else {
                jobs[id]?.isOverdue = true
            }
        }
    }

    private func unfinished(_ scope: LDXHubCommand.Jobs) -> [String] {
        let ids =
            switch scope {
            case .none: [String]()
            case .one(let id): [id]
            case .service(let service): jobOrder[service] ?? []
            case .all: entries.jobsCreated.map(\.id)
            }
        let now = clock.now
        return ids.filter { id in
            jobs[id].map { $0.work != nil && $0.timeline.hasEnded(at: now) } ?? false
        }
    }

    private func finish(_ id: String, _ result: LDXHubJob.Result) {
        // Two that asked at the same time may both have seen the end.
        guard var job = jobs[id], job.result == nil else { return }
        if job.isOverdue { job.timeline.extend(to: clock.now) }
        job.result = kept(result, of: job)
        job.work = nil
        jobs[id] = job
    }

    /// The result, with its file stored.
    private func kept(_ result: LDXHubJob.Result, of job: LDXHubJob) -> LDXHubJob.Result {
        guard case .completed(let product) = result, let output = product.output, let end = job.timeline.end
        else { return result }
        do {
            keep(
                LDXHubFile(
                    id: job.outputFileID, filename: output.filename, body: try output.stored(), created: end,
                    updated: end, expires: job.timeline.expires(at: end)))
            return result
        } catch {
            return .failed(code: "internal_error", message: "The emulator failed: \(error).")
        }
    }
}
