import Foundation

/// One walk along a job: the state of an iterator and its rules.
///
/// A class, since a copy of an iterator must not ask twice; it is used by one task at a time.
final class JobWatch<Job: JobSnapshot, Output: Sendable> {
    private let watcher: JobWatcher<Job, Output>
    private let context: JobServiceContext
    private let longPoll: Duration?
    private var options: WatchOptions { watcher.options }
    private var time: any TimeSource { context.runtime.time }

    private var isStarted = false
    private var isFinished = false
    /// Whether the deadline has passed and the one poll after it was made.
    private var isOver = false
    private var lastFailure: ClientError?
    private var start: Duration = .zero
    private var last: Job?
    private var polls = 0
    private var failures = 0
    /// When the next poll is due; `nil`: at once.
    private var due: Duration?
    /// The number of the last news that the last poll can have known of.
    private var seen = 0
    /// Polls since news came that the service did not confirm yet; `nil`: none came.
    private var expected: Int?

    init(_ watcher: JobWatcher<Job, Output>, longPoll: Duration?) {
        self.watcher = watcher
        self.longPoll = longPoll
        context = watcher.service.context
    }

    /// The next snapshot that is to be given.
    func next() async throws -> Job? {
        guard !isFinished else { return nil }
        do {
            // Without an id it can't be asked for again: it is given even to a task that was cancelled as it came.
            if !isStarted, watcher.id == nil, let first = watcher.first,
                watcher.service.phase(of: first) != .active
            {
                _ = begin()
                return finishing(first)
            }
            try Task.checkCancellation()
            if !isStarted, let first = begin() { return finishing(first) }
            guard let id = watcher.id else {
                throw ClientError(
                    .unexpectedResponse, "The job has no id and is not finished, so it can't be watched.")
            }
            while !isOver {
                isOver = try await waitUntilDue()
                try Task.checkCancellation()
                if let job = try await poll(id, isLast: isOver) { return finishing(job) }
            }
            throw timeout()
        } catch {
            isFinished = true
            throw (error as? ClientError)?.with(reference: watcher.reference) ?? error
        }
    }

    private func begin() -> Job? {
        isStarted = true
        start = time.now
        guard let first = watcher.first else { return nil }
        noteChange(first)
        last = first
        // A service that holds the answer back needs no pause of ours before it.
        due = usableLongPoll == nil ? time.now + scheduledDelay() : nil
        return first
    }

    private func finishing(_ job: Job) -> Job {
        isFinished = watcher.service.phase(of: job) != .active
        return job
    }

    private var deadline: Duration? { options.maxWait.map { start + $0 } }

    private var usableLongPoll: Duration? {
        guard let longPoll, longPoll > .zero, !context.longPolls.isIgnored else { return nil }
        return min(longPoll, context.longestWait ?? longPoll)
    }

    /// Sleeps until the next poll, or until the deadline if that is earlier.
    ///
    /// - Returns: Whether the poll is the last: the deadline is reached, however long the sleep or the reader took.
    private func waitUntilDue() async throws -> Bool {
        guard let deadline else {
            if let due { try await sleep(until: due) }
            return false
        }
        if let due { try await sleep(until: min(due, deadline)) }
        return time.now >= deadline
    }

    /// Sleeps until a time or until there is news of the job.
    private func sleep(until end: Duration) async throws {
        guard let signals = options.signals?.signals, let id = watcher.id else {
            return try await time.sleep(until: end)
        }
        // An answer need not name the group that the one to the creation named.
        let names = [id.rawValue, last?.groupID ?? watcher.first?.groupID].compactMap { $0 }
        try await signals.wait(for: names, after: seen, until: end, by: time)
        if time.now < end { expected = 0 }
    }

    /// What an answer said beside the job.
    private struct Said: Sendable {
        var hint: Duration?
        var attempts = 1
    }

    /// Asks once.
    ///
    /// - Returns: The snapshot, unless nothing new is in it or the poll failed in a way that may pass.
    private func poll(_ id: JobID<Job>, isLast: Bool) async throws -> Job? {
        let asked = isLast ? nil : wait()
        let said = SendableBox(Said())
        let begun = time.now
        polls += 1
        seen = options.signals?.signals.latest ?? 0
        do {
            let job = try await watcher.service.job(
                id, wait: asked, options: call(said, asked, isLast: isLast))
            failures = 0
            lastFailure = nil
            return absorb(job, asked: asked, took: time.now - begun, said.current)
        } catch let error as ClientError {
            try tolerate(error)
            lastFailure = error
            due = time.now + (error.retryAfter.map(Self.bounded) ?? scheduledDelay())
            return nil
        }
    }

    private func absorb(_ job: Job, asked: Duration?, took: Duration, _ said: Said) -> Job? {
        let isActive = watcher.service.phase(of: job) == .active
        var delay = said.hint.map(Self.bounded)
        // The time of a poll that was retried says nothing about the wait.
        if isActive, let asked, said.attempts <= 1 {
            let isHonoured = context.longPolls.record(asked: asked, took: took)
            delay = delay ?? (isHonoured ? .zero : nil)
        }
        let pause = delay ?? scheduledDelay(after: job)
        due = pause == .zero ? nil : time.now + pause
        note(job, nextDelay: isActive ? pause : nil)
        defer { last = job }
        return !isActive || options.emission == .everyPoll || isChange(job) ? job : nil
    }

    /// A hint is no way to a busy loop either.
    private static func bounded(_ hint: Duration) -> Duration { max(PollingSchedule.minimumDelay, hint) }

    private func isChange(_ job: Job) -> Bool {
        guard let last else { return true }
        return last.statusName != job.statusName || last.fractionCompleted != job.fractionCompleted
            || last.updatedAt != job.updatedAt
    }

    /// What the service is asked to wait: not beyond the deadline, in whole seconds.
    private func wait() -> Duration? {
        guard let wait = usableLongPoll else { return nil }
        let left = deadline.map { $0 - time.now } ?? wait
        let seconds = min(wait, left).components.seconds
        return seconds >= 1 ? .seconds(seconds) : nil
    }

    /// The call's own options, cut so that a poll that hangs does not outlast the deadline by much.
    private func call(_ said: SendableBox<Said>, _ asked: Duration?, isLast: Bool) -> CallOptions {
        var call = options.call
        let date = context.runtime.date
        let onResponse = call.onResponse
        call.onResponse = { metadata in
            let hint = ServerHint.delay(metadata.headers, now: date(), refused: false)
            said.exchange(Said(hint: hint, attempts: metadata.attempts))
            onResponse?(metadata)
        }
        guard let deadline else { return call }
        let left = isLast ? .seconds(30) : max(.seconds(1), deadline - time.now)
        var timeouts = call.timeouts ?? context.timeouts
        if call.timeouts == nil, let asked, let total = timeouts.total { timeouts.total = total + asked }
        timeouts.total = min(timeouts.total ?? left, left)
        call.timeouts = timeouts
        var retry = call.retry ?? context.retry
        retry.totalTime = min(retry.totalTime, left)
        call.retry = retry
        return call
    }

    /// Throws unless the failure of a poll may pass and has not come too often running.
    private func tolerate(_ error: ClientError) throws {
        let isGrace =
            error.code == .notFound && watcher.first != nil && time.now - start < options.notFoundGrace
        guard !isGrace else { return }
        failures += 1
        let mayPass: Set<ClientError.Code> = [
            .connectionFailed, .connectionLost, .requestTimedOut, .rateLimited, .serviceFailed,
        ]
        let isTransient =
            mayPass.contains(error.code)
            || error.status.map(RetryPolicy.transientStatuses.contains) ?? false
        guard isTransient, failures <= options.toleratedFailures else { throw error }
    }

    private func scheduledDelay(after job: Job? = nil) -> Duration {
        let known = job ?? last
        let delay = (options.schedule ?? .exponential()).delay(
            .init(
                polls: max(1, polls), elapsed: time.now - start, statusName: known?.statusName,
                fractionCompleted: known?.fractionCompleted, random: context.runtime.random()))
        guard let unconfirmed = expected else { return delay }
        // News may be faster than the service's own answers: look again soon, and then ever less so.
        expected = unconfirmed + 1
        let soon = Duration.seconds(1 << min(unconfirmed, 20))
        if soon >= delay { expected = nil }
        return min(delay, soon)
    }

    private func note(_ job: Job, nextDelay: Duration?) {
        guard let observer = context.observer, let reference = watcher.reference else { return }
        observer.observe(.poll(job: reference, status: job.statusName, nextDelay: nextDelay))
        noteChange(job)
    }

    private func noteChange(_ job: Job) {
        guard let observer = context.observer, let reference = watcher.reference,
            last?.statusName != job.statusName
        else { return }
        observer.observe(.stateChange(job: reference, from: last?.statusName, to: job.statusName))
    }

    private func timeout() -> ClientError {
        let status = last.map { "its last status was “\($0.statusName)”" } ?? "no status could be read"
        let waited = options.maxWait.map { " within \($0)" } ?? ""
        return ClientError(
            .timedOut,
            "The job did not end\(waited); \(status). It goes on at the service: resume it with the reference.",
            underlying: lastFailure)
    }
}
