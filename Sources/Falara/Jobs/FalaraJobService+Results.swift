extension FalaraJobService {
    /// Waits for all jobs of a submission and puts what they made together, by language and in the order of the texts.
    ///
    /// The jobs are waited for one after the other, which takes as long as the slowest and asks the least. A job that fails takes
    /// nothing from the others. The service takes 50 requests a minute (Falara docs, Authentication), so of more than 10 jobs the
    /// status and the result are asked for at least 1.25 seconds apart.
    ///
    /// - Parameters:
    ///   - submission: What was created.
    ///   - options: How to wait. ``WatchOptions/maxWait`` is for all jobs together: when it is over, each that is left is asked
    ///     for once more.
    ///   - onEvent: Told of each snapshot.
    /// - Throws: `CancellationError` only; what went wrong with a job is in its part.
    public func results(
        of submission: FalaraSubmission, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil
    ) async throws -> FalaraResults {
        let jobs = submission.jobs
        let options = options ?? context.watching
        let time = context.runtime.time
        let deadline = options.maxWait.map { time.now + $0 }
        var pace = FalaraPace(time: time, isNeeded: jobs.count > FalaraPace.freeJobs)
        var ended: [JobID<FalaraJob>: (language: String?, outcome: Result<FalaraResult, ClientError>)] = [:]
        for job in jobs {
            try await pace.wait()
            let left = options.with { $0.maxWait = deadline.map { max(.zero, $0 - time.now) } }
            ended[job.id] = try await outcome(of: job, isFirst: ended.isEmpty, left, &pace, onEvent)
        }
        var merge = FalaraMerge(submission)
        for part in submission.parts {
            guard let end = ended[part.job.id] else { continue }
            merge.add(
                FalaraResults.Part(texts: part.texts, job: reference(to: part.job.id), outcome: end.outcome),
                language: part.job.targetLanguage ?? end.language)
        }
        return FalaraResults(merge.languages)
    }

    /// How a job ended.
    private func outcome(
        of job: FalaraJob, isFirst: Bool, _ options: WatchOptions, _ pace: inout FalaraPace,
        _ onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)?
    ) async throws -> (language: String?, outcome: Result<FalaraResult, ClientError>) {
        // What was created some time ago is asked for at once, and so is a job whose language only its status can tell.
        let isFresh = isFirst && (job.targetLanguage != nil || phase(of: job) == .active)
        let watcher = isFresh ? watch(job, options: options) : watch(job.id, options: options)
        var language: String?
        do {
            let last = try await watcher.ended(isProgressWatched: onEvent != nil) { snapshot in
                language = snapshot.targetLanguage ?? language
                onEvent?(.snapshot(snapshot))
            }
            pace.note()
            try await pace.wait()
            let result = try await output(of: last, options: options.call)
            pace.note()
            return (language, .success(result))
        } catch let error as ClientError {
            pace.note()
            return (language, .failure(error.with(reference: watcher.reference)))
        }
    }
}

/// Keeps the requests for many jobs apart.
private struct FalaraPace {
    /// So many jobs need no pace: their creation and all that is asked for them fit into a minute.
    static let freeJobs = 10
    /// Fewer than 50 a minute.
    private static let gap = Duration.milliseconds(1_250)

    let time: any TimeSource
    let isNeeded: Bool
    private var opensAt: Duration?

    init(time: any TimeSource, isNeeded: Bool) {
        self.time = time
        self.isNeeded = isNeeded
    }

    /// Waits until the next request is due.
    func wait() async throws {
        guard isNeeded, let opensAt, opensAt > time.now else { return }
        try await time.sleep(until: opensAt)
    }

    /// A request was made.
    mutating func note() { opensAt = time.now + Self.gap }
}
