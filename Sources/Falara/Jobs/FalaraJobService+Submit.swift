extension FalaraJobService {
    /// Creates the jobs for texts into one or many languages; nothing is waited for.
    ///
    /// ```swift
    /// let submission = try await falara.jobs.submit(.texts(strings), from: "de", to: ["en", "fr"])
    /// let results = try await falara.jobs.results(of: submission)
    /// print(try results["en"]?.texts() ?? [])
    /// ```
    /// To lose nothing when the task is cancelled, save what is told after each call, and give it to the next run:
    /// ```swift
    /// let submission = try await falara.jobs.submit(
    ///     .texts(strings), from: "de", to: ["en", "fr"], continuing: saved, onSubmission: { save($0) })
    /// ```
    /// Each ``FalaraSubmission/textsPerJob`` texts become one call, in their order, and each call a job for each language. Texts
    /// that are the same as those of an earlier call are not sent: the service would refuse them as a duplicate.
    ///
    /// - Parameters:
    ///   - input: What to work on.
    ///   - source: The language of the texts.
    ///   - targets: The languages to translate to.
    ///   - earlier: What was created of the same input before: only the rest is sent. It is refused when its jobs are known to be
    ///     of other texts.
    ///   - options: What each call does differently.
    ///   - configure: Sets the members of the briefing.
    ///   - onEvent: Told of each job as it is created, so that none is out of reach when the task is cancelled.
    ///   - onSubmission: Told of all that was created so far, `earlier` with it, after each call.
    /// - Throws: What creating throws, `.rejected` also when an answer names no job. When some jobs exist by then, ``ClientError/submission`` has them: wait for their results,
    ///   or go on by giving it as `earlier`.
    public func submit(
        _ input: FalaraInput, from source: String, to targets: [String],
        continuing earlier: FalaraSubmission? = nil, options: CallOptions = .init(),
        _ configure: (inout FalaraBriefing) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil,
        onSubmission: (@Sendable (FalaraSubmission) -> Void)? = nil
    ) async throws -> FalaraSubmission {
        var briefing = FalaraBriefing(from: source, to: targets)
        configure(&briefing)
        try FalaraJobRequest(input, briefing).validate()
        var submission =
            earlier
            ?? FalaraSubmission(targetLanguages: briefing.targetLanguages, textCount: input.count)
        try submission.check(fits: input, briefing)
        var known: [FalaraInput: [FalaraJob]] = [:]
        for range in submission.ranges where !submission.missing.contains(range) {
            known[input.part(range)] = submission.parts.filter { $0.texts == range }.map(\.job)
        }
        for range in submission.missing {
            try Task.checkCancellation()
            let part = input.part(range)
            let jobs: [FalaraJob]
            if let same = known[part] {
                jobs = same
            } else {
                do {
                    let creation = try await createAll(FalaraJobRequest(part, briefing), options: options)
                    try creation.requireJob("jobs.create")
                    jobs = creation.jobs
                } catch let error as ClientError {
                    throw error.stopping(submission, at: range)
                }
                for job in jobs { onEvent?(.created(reference(to: job.id))) }
                known[part] = jobs
            }
            submission.add(jobs, of: range, part.fingerprint)
            onSubmission?(submission)
        }
        return submission
    }
}

extension FalaraSubmission {
    fileprivate func check(fits input: FalaraInput, _ briefing: FalaraBriefing) throws {
        guard textCount == input.count, targetLanguages == briefing.targetLanguages,
            parts.allSatisfy({ ranges.contains($0.texts) })
        else {
            throw ClientError(
                .invalidRequest,
                "The earlier submission is of \(textCount) texts into \(targetLanguages.joined(separator: ", ")), and does not fit what is given now. Give the same texts and languages."
            )
        }
        for part in parts {
            guard let fingerprint = part.fingerprint, fingerprint != input.part(part.texts).fingerprint else {
                continue
            }
            throw ClientError(
                .invalidRequest,
                "The job \(part.job.id.rawValue.prefix(200)) of the earlier submission was made of other texts than \(part.texts) of those that are given now. Give the same texts, or submit these anew."
            )
        }
    }

    /// Takes in the jobs of texts, in the order of the texts.
    fileprivate mutating func add(_ jobs: [FalaraJob], of texts: Range<Int>, _ fingerprint: String) {
        parts += jobs.map { job in
            var part = Part(job: job, texts: texts)
            part.fingerprint = fingerprint
            return part
        }
        parts.sort { $0.texts.lowerBound < $1.texts.lowerBound }
    }
}

extension ClientError {
    /// The error of one creation of many, with what was created before it.
    fileprivate func stopping(_ submission: FalaraSubmission, at range: Range<Int>) -> ClientError {
        guard !submission.parts.isEmpty else { return self }
        var copy = self
        copy.message +=
            " It was about the texts \(range); \(submission.jobs.count) jobs were created before and are in the error's submission."
        copy.underlying = FalaraIncompleteSubmission(submission: submission, failure: self)
        return copy
    }
}
