/// A document that is translated or being translated: the answer to its creation and a look at its job are one type with
/// optional members.
///
/// The answer to the creation may be the finished translation, with ``file`` or ``downloadAddress`` (Flixu docs, Translate
/// Document), or a job that goes on, with ``id`` (Flixu docs, Job Status).
public struct FlixuDocumentJob: JobSnapshot, FlixuAnswered, Hashable {
    /// The id of the job; `nil` for a translation that was finished in the answer to its creation.
    public var id: JobID<FlixuDocumentJob>?
    /// The status; `nil` for a translation that was finished in the answer to its creation.
    public var status: FlixuJobStatus?
    /// How much is done, from 0 to 1, as the service says: a step for each status, and 0 again for a failure; see
    /// ``fractionCompleted``.
    public var progress: Double?
    /// Where the result of a completed job is, as the service wrote it.
    public var resultAddress: String?
    /// Why the job failed.
    public var error: JobFailure?
    /// Where the finished translation is, as the service wrote it: signed, and valid for 24 hours.
    public var downloadAddress: String?
    /// The name of the file that was sent.
    public var filename: String?
    /// The language of the document, as the service names it.
    public var sourceLanguage: String?
    /// The language of the translation, as the service names it.
    public var targetLanguage: String?
    /// The characters that were counted.
    public var characterCount: Int?
    /// The credits that it took.
    public var creditsUsed: Int?
    /// How good the service takes the translation to be, from 0 to 100: the mean of its segments.
    public var qualityScore: Int?
    /// The finished translation, when it came in the answer.
    public var file: FlixuInlineFile?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes a document job, for a fake.
    public init(
        id: JobID<FlixuDocumentJob>? = nil, status: FlixuJobStatus? = nil, progress: Double? = nil,
        resultAddress: String? = nil, error: JobFailure? = nil, downloadAddress: String? = nil,
        filename: String? = nil,
        sourceLanguage: String? = nil, targetLanguage: String? = nil, characterCount: Int? = nil,
        creditsUsed: Int? = nil, qualityScore: Int? = nil, file: FlixuInlineFile? = nil,
        meta: FlixuMeta? = nil
    ) {
        self.id = id
        self.status = status
        self.progress = progress
        self.resultAddress = resultAddress
        self.error = error
        self.downloadAddress = downloadAddress
        self.filename = filename
        self.sourceLanguage = sourceLanguage
        self.targetLanguage = targetLanguage
        self.characterCount = characterCount
        self.creditsUsed = creditsUsed
        self.qualityScore = qualityScore
        self.file = file
        self.meta = meta
    }

    /// The id of the job; `nil` when there is none.
    public var jobID: JobID<FlixuDocumentJob>? { id.flatMap { $0.rawValue.isEmpty ? nil : $0 } }

    /// The status as the service names it; of a translation without one, what its members say.
    public var statusName: String { status?.rawValue ?? (phase == .succeeded ? "completed" : "unknown") }

    /// What the job's members mean: a status that is final, else a translation that is there.
    ///
    /// An address beside a status that is not final, of a job that can be asked for, is not taken for a translation.
    public var phase: JobPhase {
        let said = status?.phase ?? .active
        guard said == .active else { return said }
        if file?.isIntact == true { return .succeeded }
        let hasAddress = downloadAddress?.isEmpty == false
        return hasAddress && (status == nil || jobID == nil) ? .succeeded : .active
    }

    /// How much is done, from 0 to 1; `nil` when the service does not know, and for a failed job, of which it says 0.
    public var fractionCompleted: Double? {
        switch phase {
        case .active: progress.map { min(max(0, $0), 1) }
        case .succeeded: 1
        case .failed: nil
        }
    }

    /// Why the job failed; `nil` while it did not.
    public var failure: JobFailure? {
        guard phase == .failed else { return nil }
        return JobFailure(
            code: error?.code, message: error?.message, requestID: error?.requestID ?? requestID)
    }

    private enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case status
        case progress
        case resultAddress = "result_url"
        case error
        case downloadAddress = "download_url"
        case filename
        case sourceLanguage = "source_lang"
        case targetLanguage = "target_lang"
        case characterCount = "character_count"
        case creditsUsed = "credits_used"
        case qualityScore = "quality_score"
        case file = "file_data"
        case meta
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(JobID<FlixuDocumentJob>.self, .id)
        status = container.lenient(FlixuJobStatus.self, .status)
        progress = container.lenient(Double.self, .progress)
        resultAddress = container.lenient(String.self, .resultAddress)
        error = container.lenient(JobFailure.self, .error)
        downloadAddress = container.lenient(String.self, .downloadAddress)
        filename = container.lenient(String.self, .filename)
        sourceLanguage = container.lenient(String.self, .sourceLanguage)
        targetLanguage = container.lenient(String.self, .targetLanguage)
        characterCount = container.lenient(Int.self, .characterCount)
        creditsUsed = container.lenient(Int.self, .creditsUsed)
        qualityScore = container.lenient(Int.self, .qualityScore)
        file = container.lenient(FlixuInlineFile.self, .file)
        meta = container.lenient(FlixuMeta.self, .meta)
    }
}
