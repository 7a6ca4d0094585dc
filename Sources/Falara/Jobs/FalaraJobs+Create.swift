import Foundation

extension FalaraJobs {
    /// Creates the job of a text for one target language: `POST /jobs`, answered with 202 (Falara docs, Jobs).
    ///
    /// It is sent once. When its answer was lost, it is sent again after the client's `settleTime`, at most three times, to be told
    /// of the job that it made: the service refuses the same content with the first job's id.
    ///
    /// - Throws: ``ClientError``: `.invalidRequest` for what can be known to be wrong and for many languages, before anything is
    ///   sent; `.duplicate` with the reference of a job that is there already; `.submissionUncertain` when the job may exist
    ///   although it could not be found out; `CancellationError` when the task is cancelled, and then the job may exist, too.
    public func create(_ request: FalaraJobRequest, options: CallOptions) async throws -> FalaraJob {
        try request.briefing.requireOneLanguage()
        return try Self.only(try await createAll(request, options: options), "jobs.create")
    }

    /// Creates a job for each target language: `POST /jobs`, with a list of languages (Falara docs, Text Translation).
    ///
    /// - Throws: As ``create(_:options:)-(FalaraJobRequest,_)``. A duplicate of many languages names one job, and which
    ///   language it is of is not said.
    @concurrent
    public func createAll(
        _ request: FalaraJobRequest, options: CallOptions
    ) async throws -> FalaraCreation {
        try request.validate()
        let call = FalaraCreateCall(
            service: self, operation: "jobs.create", path: ["jobs"], briefing: request.briefing, contents: 1,
            body: .bytes(try WireCoding.encode(request)), contentType: "application/json")
        return try await call.send(options)
    }

    /// Creates the job of a file for one target language: `POST /jobs/file` (Falara docs, File Translation).
    ///
    /// - Throws: As ``create(_:options:)-(FalaraJobRequest,_)``; before anything is sent `.fileUnavailable`, `.fileTooLarge` beyond
    ///   50 MB, and `.invalidRequest` for a name whose extension the service does not take.
    @concurrent
    public func createFile(
        _ file: UploadSource, _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraJob {
        let form = try FalaraFiles(file, briefing).form
        let call = FalaraCreateCall(
            service: self, operation: "jobs.file", path: ["jobs", "file"], briefing: briefing, contents: 1,
            body: form.body, contentType: form.contentType, onProgress: onProgress)
        return try Self.only(try await call.send(options), call.operation)
    }

    /// Creates a job for each file and target language: `POST /jobs/batch-file` (Falara docs, Batch Operations).
    ///
    /// A file that the service can't read makes no job and no error: it is among ``FalaraCreation/failures``.
    ///
    /// - Throws: As ``createFile(_:_:options:onProgress:)``; `.invalidRequest` for more than 20 files, 10 languages or 100 jobs,
    ///   `.fileTooLarge` beyond 50 MB together.
    @concurrent
    public func createFiles(
        _ files: [UploadSource], _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraCreation {
        let form = try FalaraFiles(files, briefing).form
        let call = FalaraCreateCall(
            service: self, operation: "jobs.batchFile", path: ["jobs", "batch-file"], briefing: briefing,
            contents: files.count, body: form.body, contentType: form.contentType, onProgress: onProgress)
        return try await call.send(options)
    }

    private static func only(_ creation: FalaraCreation, _ operation: String) throws -> FalaraJob {
        try creation.requireJob(operation)
        return creation.jobs[0]
    }
}
