/// The way of a job to its end: a sequence of its snapshots, or its result.
///
/// A cold value: nothing is asked until it is iterated, and each iterator asks for itself, inside `next()`. So a slow
/// reader asks less often, and nothing runs on when it stops.
///
/// ```swift
/// for try await job in ldx.refineLoop.watch(id) { print(job.status, job.fractionCompleted ?? 0) }
/// let refined = try await ldx.refineLoop.watch(id).result()
/// ```
///
/// The last snapshot is given once, last, and then the sequence ends, also for a job that failed: to observe is not to
/// fail. ``result()`` throws for such a job. After its end or an error an iterator gives `nil` for ever.
///
/// Cancelling the task stops at once, with `CancellationError`, and never touches the job, which goes on at the service. A job
/// that was finished in the answer to its creation, and has no id to ask by, is given nevertheless.
public struct JobWatcher<Job: JobSnapshot, Output: Sendable>: AsyncSequence, Sendable {
    /// A snapshot of the job.
    public typealias Element = Job
    /// ``ClientError`` or `CancellationError`.
    public typealias Failure = any Error

    let id: JobID<Job>?
    let first: Job?
    let service: any JobService<Job, Output>
    let options: WatchOptions

    init(id: JobID<Job>?, first: Job?, of service: any JobService<Job, Output>, options: WatchOptions?) {
        self.id = id
        self.first = first
        self.service = service
        let preferred = service.context.watching
        self.options = options?.completed(by: preferred) ?? preferred
    }

    /// Where the job is, to be saved; `nil` for a job without an id, which is finished.
    public var reference: JobReference? { id.map(service.reference(to:)) }

    /// Makes an iterator that asks for itself.
    public func makeAsyncIterator() -> Iterator {
        Iterator(JobWatch(self, longPoll: options.longPoll))
    }

    /// Waits for the job to end well and gives what it made.
    ///
    /// - Throws: ``ClientError``: `.jobFailed` when the job ended without a result, `.timedOut` when it did not end in
    ///   ``WatchOptions/maxWait``, or what a poll or the fetching of the output threw; each with ``ClientError/reference``.
    ///   `CancellationError` when the task is cancelled.
    public func result() async throws -> Output {
        try await result(isProgressWatched: false) { _ in }
    }

    /// The same, with a look at each snapshot on the way.
    package func result(isProgressWatched: Bool, onSnapshot: (Job) -> Void) async throws -> Output {
        let job = try await ended(isProgressWatched: isProgressWatched, onSnapshot: onSnapshot)
        do {
            return try await service.output(of: job, options: options.call)
        } catch let error as ClientError {
            throw error.with(reference: reference)
        }
    }

    /// The job as it is when it has ended well; throws what ``result()`` throws until then.
    package func ended(isProgressWatched: Bool, onSnapshot: (Job) -> Void) async throws -> Job {
        let watch = JobWatch(self, longPoll: isProgressWatched ? options.longPoll : options.longPollForResult)
        var last: Job?
        while let job = try await watch.next() {
            onSnapshot(job)
            last = job
        }
        guard let last, service.phase(of: last) == .succeeded else {
            throw ClientError(failed: last?.failure, status: last?.statusName, reference: reference)
        }
        return last
    }

    /// Gives the snapshots one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let watch: JobWatch<Job, Output>

        init(_ watch: JobWatch<Job, Output>) { self.watch = watch }

        /// The next snapshot; `nil` after the last.
        public mutating func next() async throws -> Job? { try await watch.next() }

        /// The next snapshot; `nil` after the last.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Job? {
            try await watch.next()
        }
    }
}

extension ClientError {
    init(failed failure: JobFailure?, status: String?, reference: JobReference?) {
        let reason = failure?.message ?? "the service gave no reason (status “\(status ?? "unknown")”)"
        self.init(
            .jobFailed, "The job failed: \(reason)", requestID: failure?.requestID,
            serviceCode: failure?.code,
            reference: reference)
    }
}
