/// Jobs of one kind at one service: what every service has, and what waiting needs.
///
/// Creating is a refinement, ``JobSubmitting``, and so is listing, ``JobListing``: one service's create makes many jobs at once,
/// another keeps no list. Everything else, from ``watch(_:options:)-(JobID<Job>,_)`` to ``resume(_:options:)``, comes for free, for a fake as well.
public protocol JobService<Job, Output>: Sendable {
    /// A job as the service describes it.
    associatedtype Job: JobSnapshot
    /// What a job that ended well gives.
    associatedtype Output: Sendable

    /// What waiting needs to know; a fake can leave it out.
    var context: JobServiceContext { get }

    /// Reads a job once.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - wait: How long the service may hold the answer back for the job to end, where it can.
    ///   - options: What this call does differently.
    func job(_ id: JobID<Job>, wait: Duration?, options: CallOptions) async throws -> Job

    /// Gives what a job that ended well made.
    func output(of job: Job, options: CallOptions) async throws -> Output

    /// What the job's status means; by default what the job itself says.
    func phase(of job: Job) -> JobPhase
}

extension JobService {
    /// A context for a fake.
    public var context: JobServiceContext { JobServiceContext() }

    /// What the job itself says.
    public func phase(of job: Job) -> JobPhase { job.phase }

    /// Reads a job once, at once.
    public func job(_ id: JobID<Job>, options: CallOptions = .init()) async throws -> Job {
        try await job(id, wait: nil, options: options)
    }

    /// Gives what a job that ended well made.
    public func output(of job: Job) async throws -> Output {
        try await output(of: job, options: .init())
    }

    /// Where a job is, to be saved.
    public func reference(to id: JobID<Job>) -> JobReference {
        JobReference(service: context.service, baseURL: context.baseURL, id: id.rawValue)
    }

    /// Watches a job; nothing is asked until the watcher is iterated or its result is awaited.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - options: How to wait; `nil`: as the service prefers.
    public func watch(_ id: JobID<Job>, options: WatchOptions? = nil) -> JobWatcher<Job, Output> {
        JobWatcher(id: id, first: nil, of: self, options: options)
    }

    /// Watches a job from a snapshot that is at hand, such as the answer to its creation.
    ///
    /// The snapshot is the first element; if it is final, nothing is asked at all.
    public func watch(_ job: Job, options: WatchOptions? = nil) -> JobWatcher<Job, Output> {
        JobWatcher(id: job.jobID, first: job, of: self, options: options)
    }

    /// Goes on with a job from what was saved of it, in this or another process.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` when the reference belongs to another service or base address.
    public func resume(_ reference: JobReference, options: WatchOptions? = nil) throws -> JobWatcher<
        Job, Output
    > {
        guard reference.service == context.service, reference.baseURL == context.baseURL else {
            throw ClientError(
                .invalidRequest,
                "The job \(reference) was made at \(reference.baseURL), and this client is for \(context.service) at \(context.baseURL). Resume it with the client that it belongs to.",
                reference: reference)
        }
        return watch(JobID(reference.id), options: options)
    }

    /// Waits for a job to end well and gives what it made.
    ///
    /// - Throws: What ``JobWatcher/result()`` throws.
    public func result(of id: JobID<Job>, options: WatchOptions? = nil) async throws -> Output {
        try await watch(id, options: options).result()
    }

    /// Goes on with a job from what was saved of it, waits for it to end well and gives what it made.
    ///
    /// - Parameters:
    ///   - reference: What was saved of the job, in this or another process.
    ///   - options: How to wait; `nil`: as the service prefers.
    ///   - onEvent: Told of each snapshot; progress is then asked for more often.
    /// - Throws: What ``resume(_:options:)`` and ``JobWatcher/result()`` throw.
    public func result(
        of reference: JobReference, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Output {
        let watcher = try resume(reference, options: options)
        return try await watcher.result(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
    }
}

/// A service whose create call makes one job.
public protocol JobSubmitting<Request, Job, Output>: JobService {
    /// What a job is to do.
    associatedtype Request: Sendable

    /// Creates a job. It may cost money, so it is never sent twice by itself.
    ///
    /// - Throws: ``ClientError`` with `.submissionUncertain` when the job may exist although no answer says so;
    ///   `CancellationError` when the task is cancelled, and then the job may exist, too.
    func create(_ request: Request, options: CallOptions) async throws -> Job
}

extension JobSubmitting {
    /// Creates a job. It may cost money, so it is never sent twice by itself.
    public func create(_ request: Request) async throws -> Job {
        try await create(request, options: .init())
    }
}

/// A service that lists its jobs.
public protocol JobListing<Job, Output>: JobService {
    /// One page of the jobs, the newest first.
    ///
    /// - Parameters:
    ///   - cursor: Where the page before ended; `nil`: the first.
    ///   - options: What this call does differently.
    func jobs(after cursor: String?, options: CallOptions) async throws -> JobPage<Job>
}

extension JobListing {
    /// The first page of the jobs, the newest first; of a service without pages, all that it lists.
    public func jobs(options: CallOptions = .init()) async throws -> [Job] {
        try await jobs(after: nil, options: options).jobs
    }
}

/// A part of a list of jobs.
public struct JobPage<Job: Sendable>: Sendable {
    /// The jobs, the newest first.
    public var jobs: [Job]
    /// Where the next page begins; `nil`: this is the last.
    public var next: String?

    /// Makes a page.
    public init(_ jobs: [Job], next: String? = nil) {
        self.jobs = jobs
        self.next = next
    }
}
