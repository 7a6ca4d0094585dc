import Foundation

/// The job services of LDX hub: one implementation for all kinds.
public struct LDXJobs<Kind: LDXJobKind>: LDXJobService {
    /// What a job is to do.
    public typealias Request = Kind.Request
    /// A job of this kind.
    public typealias Job = LDXJob<Kind>
    /// The file that a job makes.
    public typealias Output = ResultFile

    /// What waiting needs to know.
    public let context: JobServiceContext
    private let client: ServiceClient
    private let files: LDXFiles
    private let cache: LDXCatalogueCache

    /// Longer is cut to this (LDX hub vendor client, n8n node).
    private static var longestWait: Duration { .seconds(10) }

    init(_ client: ServiceClient, _ files: LDXFiles, catalogueLifetime: Duration) {
        self.client = client
        self.files = files
        cache = LDXCatalogueCache(lifetime: catalogueLifetime, time: client.configuration.runtime.time)
        var context = JobServiceContext(
            service: "ldxhub.\(Kind.path)", of: client,
            watching: WatchOptions(
                // Every 1 to 5 seconds (LDX hub portal, RefineLoop Jobs).
                schedule: .exponential(limit: .seconds(5)),
                // Short while somebody looks at the progress.
                longPoll: .seconds(2), longPollForResult: Self.longestWait))
        context.longestWait = Self.longestWait
        self.context = context
    }

    /// Uploads an input in one request; see ``LDXFiles/upload(_:by:options:onProgress:)``.
    public func upload(
        _ source: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        try await files.upload(source, options: options, onProgress: onProgress)
    }

    /// Uploads an input in a way of choice; see ``LDXFiles/upload(_:by:options:onProgress:)``.
    public func upload(
        _ source: UploadSource, by method: LDXUploadMethod, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        try await files.upload(source, by: method, options: options, onProgress: onProgress)
    }

    /// Creates a job: `POST /{service}/jobs`, answered with 202 (LDX hub portal). Never sent twice by itself.
    ///
    /// - Throws: ``ClientError``: `.invalidRequest` for what can be known to be wrong, before anything is sent;
    ///   `.submissionUncertain` when the job may exist although no usable answer came; `CancellationError` when the
    ///   task is cancelled, and then the job may exist, too.
    public func create(_ request: Request, options: CallOptions) async throws -> Job {
        try request.validate()
        let endpoint = Endpoint<Job>("\(Kind.path).create", .post, [Kind.path, "jobs"], .once) { data, _ in
            let job = try WireCoding.decode(Job.self, from: data)
            guard job.jobID != nil else {
                throw ClientError(.unexpectedResponse, "The service's answer has no job id.")
            }
            return job
        }
        return try await client.send(try endpoint.with { try $0.setBody(json: request) }, options: options)
    }

    /// Reads a job: `GET /{service}/jobs/{id}`, with `?wait=` when asked to hold the answer back.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - wait: From 1 to 10 seconds, in whole ones; longer is cut to 10 (LDX hub vendor client, n8n node).
    ///   - options: What this call does differently.
    public func job(_ id: JobID<Job>, wait: Duration?, options: CallOptions) async throws -> Job {
        var endpoint = Endpoint<Job>("\(Kind.path).job", .get, [Kind.path, "jobs", id.rawValue], .safe)
        if let wait, wait >= .seconds(1) {
            let seconds = min(wait, Self.longestWait).components.seconds
            endpoint.query = [("wait", String(seconds))]
            endpoint.wait = .seconds(seconds)
        }
        var job = try await client.send(endpoint, options: options)
        if job.jobID == nil { job.id = id }
        return job
    }

    /// All jobs that the service lists, the newest first; lines have no output (LDX hub portal).
    public func jobs(after cursor: String?, options: CallOptions) async throws -> JobPage<Job> {
        let endpoint = Endpoint<LDXList<Job>>("\(Kind.path).jobs", .get, [Kind.path, "jobs"], .safe)
        return JobPage(try await client.send(endpoint, options: options).data)
    }

    /// The models or engines that jobs can name; no key is sent, since everybody may ask (LDX hub vendor client, n8n node).
    ///
    /// The last answer is kept for the client's `catalogueLifetime`, shared by all copies of the client.
    public func catalogue(maxAge: Duration?, options: CallOptions) async throws -> [LDXModel] {
        var endpoint = Endpoint<LDXList<LDXModel>>(
            "\(Kind.path).\(Kind.catalogue)", .get, [Kind.path, Kind.catalogue], .safe)
        endpoint.access = .everybody
        // An entry without an id can't be named by a job.
        return try await cache.models(maxAge: maxAge) {
            try await client.send(endpoint, options: options).data.filter { !$0.id.isEmpty }
        }
    }

    /// The file that a completed job made, still at the service.
    ///
    /// A line of the list names no output, so the job is read once more then.
    ///
    /// - Throws: ``ClientError`` with `.unexpectedResponse` when a job names no output, what reading it again throws.
    public func output(of job: Job, options: CallOptions) async throws -> ResultFile {
        var job = job
        if job.outputFileID == nil, Kind.contents(of: job) == nil, job.phase == .succeeded,
            let id = job.jobID
        {
            job = try await self.job(id, wait: nil, options: options)
        }
        let reference = job.jobID.map(reference(to:))
        guard let id = job.outputFileID else {
            if let contents = Kind.contents(of: job) {
                return ResultFile(
                    id: "", reference: reference, expiresAt: job.expiresAt, contents: contents)
            }
            throw ClientError(
                .unexpectedResponse, "The job is \(job.status) but names no output file.",
                operation: "\(Kind.path).output")
        }
        return files.result(id, reference: reference, expiresAt: job.expiresAt)
    }
}
