// What a fake has without writing it.
extension FalaraJobService {
    /// A creation a language, one after the other, for a fake.
    public func createAll(
        _ request: FalaraJobRequest, options: CallOptions
    ) async throws -> FalaraCreation {
        var jobs: [FalaraJob] = []
        for language in request.briefing.targetLanguages {
            let single = FalaraJobRequest(request.input, request.briefing.to([language]))
            var job = try await create(single, options: options)
            job.targetLanguage = job.targetLanguage ?? language
            jobs.append(job)
        }
        return FalaraCreation(batchID: nil, items: jobs)
    }

    /// Throws: a fake has no files unless it says so.
    public func createFile(
        _ file: UploadSource, _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraJob { throw Self.missing("createFile") }

    /// Throws: a fake has no files unless it says so.
    public func createFiles(
        _ files: [UploadSource], _ briefing: FalaraBriefing, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FalaraCreation { throw Self.missing("createFiles") }

    /// No jobs, for a fake.
    public func jobs(
        matching filter: FalaraJobFilter, after cursor: String?, options: CallOptions
    ) async throws -> JobPage<FalaraJob> { JobPage([]) }

    /// A file whose saving throws, for a fake.
    public func download(_ id: JobID<FalaraJob>) -> ResultFile {
        ResultFile(id: id.rawValue) { _, _, _ in throw Self.missing("download") }
    }

    /// A file whose saving throws, for a fake.
    public func downloadBatch(_ id: FalaraBatchID) -> ResultFile {
        ResultFile(id: id.rawValue) { _, _, _ in throw Self.missing("downloadBatch") }
    }

    /// Throws: a fake knows no batches unless it says so.
    public func batch(_ id: FalaraBatchID, options: CallOptions) async throws -> JSONValue {
        throw Self.missing("batch")
    }

    /// Throws: a fake has no archive unless it says so.
    public func archive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        throw Self.missing("archive")
    }

    /// Throws: a fake has no archive unless it says so.
    public func unarchive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        throw Self.missing("unarchive")
    }

    /// Throws: a fake has no archive unless it says so.
    public func archive(_ ids: [JobID<FalaraJob>], options: CallOptions) async throws -> JSONValue {
        throw Self.missing("archive")
    }

    /// Throws: a fake has no archive unless it says so.
    public func archiveAll(options: CallOptions) async throws -> JSONValue {
        throw Self.missing("archiveAll")
    }

    /// Throws: a fake delivers nothing unless it says so.
    public func deliver(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        throw Self.missing("deliver")
    }

    private static func missing(_ method: String) -> ClientError {
        ClientError(
            .invalidRequest, "This job service has no \(method). Implement it, or use the client's.",
            operation: method)
    }
}
