/// The jobs of Falara: one implementation for texts and files.
public struct FalaraJobs: FalaraJobService {
    /// What waiting needs to know.
    public let context: JobServiceContext
    let client: ServiceClient
    let treatsFailedAsFinal: Bool
    let settleTime: Duration

    init(_ client: ServiceClient, treatsFailedAsFinal: Bool, settleTime: Duration) {
        self.client = client
        self.treatsFailedAsFinal = treatsFailedAsFinal
        self.settleTime = settleTime
        context = JobServiceContext(
            service: "falara.jobs", of: client,
            // Every 2 to 3 seconds, and at most 50 requests a minute (Falara docs, Quickstart and Authentication).
            watching: WatchOptions(
                schedule: .exponential(from: .seconds(2), factor: 1.2, limit: .seconds(15))))
    }

    /// What a status means: `failed` is final unless the client was made with `treatsFailedAsFinal: false`.
    public func phase(of job: FalaraJob) -> JobPhase {
        job.status == .failed && !treatsFailedAsFinal ? .active : job.phase
    }

    /// Reads a job: `GET /jobs/{id}`.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - wait: Ignored: the service holds no answer back.
    ///   - options: What this call does differently.
    public func job(
        _ id: JobID<FalaraJob>, wait: Duration?, options: CallOptions
    ) async throws -> FalaraJob {
        let endpoint = Endpoint<FalaraJob>("jobs.job", .get, ["jobs", id.rawValue], .safe)
        var job = try await client.send(endpoint, options: options)
        if job.jobID == nil { job.id = id }
        return job
    }

    /// What a job made: `GET /jobs/{id}/result`, of those that are `completed`, `completed_with_blocks` or `needs_review`.
    ///
    /// - Throws: ``ClientError``: `.notReady` with the job's status for any other (409).
    public func output(of job: FalaraJob, options: CallOptions) async throws -> FalaraResult {
        var endpoint = Endpoint<FalaraResult>(
            "jobs.result", .get, ["jobs", job.id.rawValue, "result"], .safe
        ) { data, metadata in
            guard metadata.status != 409 else { throw FalaraConflict(data).notReady("result") }
            return try WireCoding.decode(FalaraResult.self, from: data)
        }
        endpoint.accepted = [409]
        endpoint.responseLimit = Self.resultLimit
        var result = try await client.send(endpoint, options: options)
        result.jobID = result.jobID ?? job.jobID
        result.status = result.status ?? (job.status.rawValue.isEmpty ? nil : job.status)
        return result
    }

    /// The most bytes of a result: what is paid for is not refused for its length.
    private static var resultLimit: Int { 256 << 20 }

    /// One page of the jobs that a filter takes, the newest first: `GET /jobs`.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` for a size of pages that is out of range.
    public func jobs(
        matching filter: FalaraJobFilter, after cursor: String?, options: CallOptions
    ) async throws -> JobPage<FalaraJob> {
        var endpoint = Endpoint<FalaraJobList>("jobs.list", .get, ["jobs"], .safe)
        endpoint.query = try filter.query(after: cursor)
        let list = try await client.send(endpoint, options: options)
        return JobPage(list.data, next: list.next)
    }
}
