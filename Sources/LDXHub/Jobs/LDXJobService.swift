/// A job service of LDX hub: depend on it as `any RefineLoopService`, and fake it in your tests.
///
/// A fake needs four methods; `jobs` and `catalogue` give empty lists unless it has them, too:
/// ```swift
/// import Foundation
/// import LDXHub
///
/// actor FakeRefineLoop: RefineLoopService {
///     func upload(_: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?) async throws -> LDXFile { LDXFile(id: "f1") }
///     func create(_: RefineLoop.Request, options: CallOptions) async throws -> RefineLoop.Job { .init(id: "j1", status: .queued) }
///     func job(_ id: JobID<RefineLoop.Job>, wait: Duration?, options: CallOptions) async throws -> RefineLoop.Job { .init(id: id, status: .completed) }
///     func output(of job: RefineLoop.Job, options: CallOptions) async throws -> ResultFile { ResultFile(id: "o1", contents: Data()) }
/// }
/// ```
/// A job that is created as `queued` is asked for about a second later: create it as `completed`, or give the fake a
/// ``JobService/context`` with the runtime of a `VirtualTime`, and no test waits.
public protocol LDXJobService<Request, Job>: JobSubmitting, JobListing
where Request: LDXJobRequest, Output == ResultFile {
    /// Uploads an input.
    func upload(
        _ source: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile

    /// Uploads an input in a way of choice; a fake need not have it.
    func upload(
        _ source: UploadSource, by method: LDXUploadMethod, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile

    /// The models or engines that jobs can name.
    ///
    /// - Parameters:
    ///   - maxAge: How old a kept answer may be; `nil`: as old as the client allows, `.zero`: ask anew.
    ///   - options: What this call does differently, when it is made.
    func catalogue(maxAge: Duration?, options: CallOptions) async throws -> [LDXModel]
}

extension LDXJobService {
    /// No jobs, for a fake.
    public func jobs(after cursor: String?, options: CallOptions) async throws -> JobPage<Job> { JobPage([]) }

    /// Uploads in one request, the way that every fake and wrapper has.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` for another way: it must not be left out silently.
    public func upload(
        _ source: UploadSource, by method: LDXUploadMethod, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        guard case .multipart = method.storage else {
            throw ClientError(
                .invalidRequest,
                "This service uploads in one request only. Implement upload(_:by:options:onProgress:), or give the input by .multipart."
            )
        }
        return try await upload(source, options: options, onProgress: onProgress)
    }

    /// The whole job: uploads the input, creates the job, waits for its end.
    ///
    /// - Parameters:
    ///   - input: What to work on.
    ///   - request: What to do with it; its input is set here.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait; its call options are those of every request.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Returns: The result, still at the service: save it.
    /// - Throws: ``ClientError``, with the job's reference once there is one; `CancellationError`. Whoever is cancelled
    ///   between ``JobRunEvent/uploaded(fileID:)`` and ``JobRunEvent/created(_:)`` finds the job, if there is one, in the
    ///   list by its input; not so with StructFlow, whose jobs do not name theirs (LDX hub portal, StructFlow Jobs).
    public func run(
        _ input: LDXInput, _ request: Request, preflight: Bool = false, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let watcher = try await start(
            input, request, preflight: preflight, options: options, onEvent: onEvent)
        return try await watcher.result(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
    }

    /// A run up to the creation of its job.
    ///
    /// - Parameter input: `nil` for a request that has its input in it.
    func start(
        _ input: LDXInput?, _ request: Request, preflight: Bool = false, options: WatchOptions?,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)?
    ) async throws -> JobWatcher<Job, Output> {
        try request.validate()
        let options = options ?? context.watching
        if preflight { try await self.preflight(request, for: input, options: options.call) }
        var request = request
        var uploaded: LDXFileID?
        switch input?.storage {
        case nil: break
        case .uploaded(let id):
            guard !id.rawValue.isEmpty else {
                throw ClientError(
                    .invalidRequest,
                    "The input names no file: a result that came in the job's answer is no file at the service. Save it and give that file."
                )
            }
            onEvent?(.uploaded(fileID: id.rawValue))
            request.setInput(id)
            uploaded = id
        case .upload(let source):
            let progress = onEvent.map { report in { @Sendable in report(.uploading($0)) } }
            let file = try await upload(
                source, by: input?.method ?? .multipart, options: options.call, onProgress: progress)
            onEvent?(.uploaded(fileID: file.id.rawValue))
            request.setInput(file.id)
            uploaded = file.id
        }
        let job: Job
        do {
            job = try await create(request, options: options.call)
        } catch var error as ClientError where error.code == .submissionUncertain {
            if let uploaded {
                // A file that jobs do not name finds none of them in the list.
                let advice = request is StructFlow.Request ? ", which StructFlow's jobs do not name" : ""
                error.message += " Its input is the file \(uploaded)\(advice)."
            }
            throw error
        }
        let watcher = watch(job, options: options)
        if let reference = watcher.reference { onEvent?(.created(reference)) }
        return watcher
    }
}
