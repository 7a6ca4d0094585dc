/// The jobs of Falara: depend on it as `any FalaraJobService`, and fake it in your tests.
///
/// A fake needs three methods; the others have defaults, of which those for files and archives throw:
/// ```swift
/// import Falara
///
/// struct FakeFalara: FalaraJobService {
///     func create(_: FalaraJobRequest, options: CallOptions) async throws -> FalaraJob { .init(id: "j1", status: .completed) }
///     func job(_ id: JobID<FalaraJob>, wait: Duration?, options: CallOptions) async throws -> FalaraJob { .init(id: id, status: .completed) }
///     func output(of job: FalaraJob, options: CallOptions) async throws -> FalaraResult { .init(translation: .text("Hello")) }
/// }
/// ```
/// A job that is created as `queued` is asked for two seconds later: create it as `completed`, or give the fake a
/// ``JobService/context`` with the runtime of a `VirtualTime`, and no test waits.
public protocol FalaraJobService: JobSubmitting, JobListing
where Request == FalaraJobRequest, Job == FalaraJob, Output == FalaraResult {
    /// Creates a job for each target language, in one call.
    func createAll(_ request: FalaraJobRequest, options: CallOptions) async throws -> FalaraCreation

    /// Creates the job of a file for one target language.
    func createFile(
        _ file: UploadSource, _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraJob

    /// Creates a job for each file and target language, in one call.
    func createFiles(
        _ files: [UploadSource], _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraCreation

    /// One page of the jobs that a filter takes, the newest first.
    func jobs(
        matching filter: FalaraJobFilter, after cursor: String?, options: CallOptions
    ) async throws -> JobPage<FalaraJob>

    /// The file that a job made, still at the service.
    func download(_ id: JobID<FalaraJob>) -> ResultFile

    /// The files of a batch as one ZIP archive, still at the service.
    func downloadBatch(_ id: FalaraBatchID) -> ResultFile

    /// What is known of a batch, as raw JSON.
    func batch(_ id: FalaraBatchID, options: CallOptions) async throws -> JSONValue

    /// Keeps a job out of lists.
    @discardableResult
    func archive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue

    /// Brings a job back to lists.
    @discardableResult
    func unarchive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue

    /// Keeps jobs out of lists.
    @discardableResult
    func archive(_ ids: [JobID<FalaraJob>], options: CallOptions) async throws -> JSONValue

    /// Keeps all jobs that are in lists now out of them.
    @discardableResult
    func archiveAll(options: CallOptions) async throws -> JSONValue

    /// Sends a job's file to Google Drive once more.
    @discardableResult
    func deliver(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue
}

// MARK: Without options

extension FalaraJobService {
    /// All jobs that the service lists and the filter takes, the newest first, over all pages.
    ///
    /// ```swift
    /// for try await job in falara.jobs.allJobs(matching: .init(status: .needsReview)) { print(job.id) }
    /// ```
    public func allJobs(
        matching filter: FalaraJobFilter, options: CallOptions = .init()
    ) -> AllJobs<FalaraJob> {
        AllJobs { cursor in try await self.jobs(matching: filter, after: cursor, options: options) }
    }

    /// One page of the jobs, the newest first.
    public func jobs(after cursor: String?, options: CallOptions) async throws -> JobPage<FalaraJob> {
        try await jobs(matching: .init(), after: cursor, options: options)
    }

    /// What is known of a batch, as raw JSON.
    public func batch(_ id: FalaraBatchID) async throws -> JSONValue { try await batch(id, options: .init()) }

    /// Keeps a job out of lists.
    @discardableResult
    public func archive(_ id: JobID<FalaraJob>) async throws -> JSONValue {
        try await archive(id, options: .init())
    }

    /// Brings a job back to lists.
    @discardableResult
    public func unarchive(_ id: JobID<FalaraJob>) async throws -> JSONValue {
        try await unarchive(id, options: .init())
    }

    /// Keeps jobs out of lists.
    @discardableResult
    public func archive(_ ids: [JobID<FalaraJob>]) async throws -> JSONValue {
        try await archive(ids, options: .init())
    }

    /// Keeps all jobs that are in lists now out of them.
    @discardableResult
    public func archiveAll() async throws -> JSONValue { try await archiveAll(options: .init()) }

    /// Sends a job's file to Google Drive once more.
    @discardableResult
    public func deliver(_ id: JobID<FalaraJob>) async throws -> JSONValue {
        try await deliver(id, options: .init())
    }
}
