extension FalaraJobService {
    /// Waits for all jobs of a submission and puts what they made together, by language and in the order of the texts.
    ///
    /// The jobs are waited for one after the other, which takes as long as the slowest and asks the least: the service takes 50
    /// requests a minute. A job that fails takes nothing from the others.
    ///
    /// - Parameters:
    ///   - submission: What was created.
    ///   - options: How to wait for each job.
    ///   - onEvent: Told of each snapshot.
    /// - Throws: `CancellationError` only; what went wrong with a job is in its part.
    public func results(
        of submission: FalaraSubmission, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil
    ) async throws -> FalaraResults {
        var ended: [JobID<FalaraJob>: (language: String?, outcome: Result<FalaraResult, ClientError>)] = [:]
        for job in submission.jobs {
            ended[job.id] = try await outcome(of: job, isFirst: ended.isEmpty, options, onEvent)
        }
        var groups: [Group: [FalaraResults.Part]] = [:]
        for range in Set(submission.parts.map(\.texts)) {
            let jobs = submission.parts.filter { $0.texts == range }.map(\.job)
            for (place, job) in jobs.enumerated() {
                guard let end = ended[job.id] else { continue }
                let language = job.targetLanguage ?? end.language
                groups[language.map(Group.language) ?? .place(place), default: []].append(
                    FalaraResults.Part(texts: range, job: reference(to: job.id), outcome: end.outcome))
            }
        }
        return FalaraResults(submission.merged(groups))
    }

    /// How a job ended.
    private func outcome(
        of job: FalaraJob, isFirst: Bool, _ options: WatchOptions?,
        _ onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)?
    ) async throws -> (language: String?, outcome: Result<FalaraResult, ClientError>) {
        // What was created some time ago is asked for at once.
        let watcher = isFirst ? watch(job, options: options) : watch(job.id, options: options)
        var language: String?
        do {
            let result = try await watcher.result(isProgressWatched: onEvent != nil) { snapshot in
                language = snapshot.targetLanguage ?? language
                onEvent?(.snapshot(snapshot))
            }
            return (language, .success(result))
        } catch let error as ClientError {
            return (language, .failure(error))
        }
    }
}

/// What belongs together: a language, or a place in the answers where none was named.
private enum Group: Hashable {
    case language(String)
    case place(Int)
}

extension FalaraSubmission {
    fileprivate func merged(_ groups: [Group: [FalaraResults.Part]]) -> [FalaraResults.Language] {
        var groups = groups
        var languages: [FalaraResults.Language] = []
        let places = groups.keys.compactMap { if case .place(let place) = $0 { place } else { nil } }.sorted()
        for language in targetLanguages {
            let parts = groups.removeValue(forKey: .language(language)) ?? []
            // Jobs without a language may be of this one.
            guard !parts.isEmpty || places.isEmpty else { continue }
            languages.append(.init(targetLanguage: language, parts: completed(parts, language)))
        }
        for place in places {
            let parts = groups[.place(place)] ?? []
            languages.append(
                .init(targetLanguage: nil, parts: parts.sorted { $0.texts.lowerBound < $1.texts.lowerBound }))
        }
        return languages
    }

    /// A language's parts in order, with an error where the service named no job.
    private func completed(_ parts: [FalaraResults.Part], _ language: String) -> [FalaraResults.Part] {
        let there = Set(parts.map(\.texts))
        let absent = ranges.filter { !there.contains($0) }.map { range in
            FalaraResults.Part(
                texts: range, job: nil,
                outcome: .failure(
                    ClientError(
                        .unexpectedResponse,
                        "The service named no job for the texts \(range) into \(language). Look for it in the list before sending them again."
                    )))
        }
        return (parts + absent).sorted { $0.texts.lowerBound < $1.texts.lowerBound }
    }
}
