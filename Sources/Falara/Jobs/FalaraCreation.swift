/// What one call created: one job, or a batch with a job for each language or file.
///
/// The forms of the answer (Falara docs, Jobs, File Translation and Batch Operations; Falara Shopware connector): a job alone,
/// `{batch_id, jobs}`, and `{batch_id, job_ids}`.
public struct FalaraCreation: Sendable, Hashable {
    /// The batch, to ask and download as one; `nil` for a job alone.
    public var batchID: FalaraBatchID?
    /// The items of the answer, those without a job among them; `nil` where it had only ids.
    public var items: [FalaraJob]?
    /// The ids, where the answer had them apart.
    public var jobIDs: [JobID<FalaraJob>]?
    /// The status of the batch.
    public var status: FalaraJobStatus?
    /// The words of the answer.
    public var message: String?
    /// How many files there are.
    public var totalFiles: Int?
    /// How many jobs there are.
    public var totalJobs: Int?
    /// How many words they have.
    public var totalWords: Int?
    /// What it will cost by the service's estimate, in euros.
    public var estimatedCost: Double?
    /// A job alone.
    private var single: FalaraJob?
    /// What the request says of its jobs, where the answer does not.
    private var requestedSource: String?
    private var requestedTarget: String?
    private var requestedCount: Int?

    /// Makes the creation of a job alone, for a fake.
    public init(_ job: FalaraJob) { single = job }

    /// Makes the creation of a batch, for a fake.
    public init(batchID: FalaraBatchID?, items: [FalaraJob]) {
        self.batchID = batchID
        self.items = items
    }

    /// Makes a creation whose answer has ids only.
    package init(batchID: FalaraBatchID?, jobIDs: [JobID<FalaraJob>]) {
        self.batchID = batchID
        self.jobIDs = jobIDs
    }

    /// The jobs that were created, in the order of the answer.
    public var jobs: [FalaraJob] {
        let known = single.map { [$0] } ?? (items ?? []).filter { $0.jobID != nil }
        let ids = Set(known.map(\.id))
        let rest = (jobIDs ?? []).filter { !ids.contains($0) && !$0.rawValue.isEmpty }
        let named = rest.map { FalaraJob(id: $0, status: status ?? .queued) }
        return (known + named).map { job in
            var job = job
            job.batchID = job.batchID ?? batchID
            job.sourceLanguage = job.sourceLanguage ?? requestedSource
            job.targetLanguage = job.targetLanguage ?? requestedTarget
            return job
        }
    }

    /// How many of the jobs that were asked for, one for each file and language, the answer does not name.
    public var missing: Int { max(0, (requestedCount ?? 0) - jobs.count - failures.count) }

    /// The same, with what the request says of its jobs.
    ///
    /// - Parameter contents: How many texts or files it has.
    func naming(_ briefing: FalaraBriefing, contents: Int) -> FalaraCreation {
        var copy = self
        copy.requestedCount = contents * briefing.targetLanguages.count
        copy.requestedSource = briefing.sourceLanguage
        copy.requestedTarget = briefing.targetLanguages.count == 1 ? briefing.targetLanguages[0] : nil
        return copy
    }

    /// Checks that there is a job.
    ///
    /// - Throws: ``ClientError`` with `.rejected` and the words of the first item without one.
    func requireJob(_ operation: String) throws {
        guard jobs.isEmpty else { return }
        let said = failures.lazy.compactMap(\.error).first.map { " It said: \($0.prefix(500))" } ?? ""
        throw ClientError(
            .rejected, "The service made no job of this. Correct the input.\(said)", operation: operation)
    }

    /// The items for which there is no job, such as files that could not be read; each with ``FalaraJob/error``.
    public var failures: [FalaraJob] { (items ?? []).filter { $0.jobID == nil } }
}

extension FalaraCreation: Codable {
    private enum CodingKeys: String, CodingKey {
        case batchID = "batch_id"
        case items = "jobs"
        case jobIDs = "job_ids"
        case status
        case message
        case totalFiles = "total_files"
        case totalJobs = "total_jobs"
        case totalWords = "total_words"
        case estimatedCost = "estimated_total_cost_eur"
    }

    /// Reads any of the forms.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        items = container.lenient([FalaraJob].self, .items)
        jobIDs = container.lenient([JobID<FalaraJob>].self, .jobIDs)
        guard items != nil || jobIDs != nil else {
            single = try FalaraJob(from: decoder)
            batchID = single?.batchID
            return
        }
        batchID = container.lenient(FalaraBatchID.self, .batchID)
        status = container.lenient(FalaraJobStatus.self, .status)
        message = container.lenient(String.self, .message)
        totalFiles = container.count(Int.self, .totalFiles)
        totalJobs = container.count(Int.self, .totalJobs)
        totalWords = container.count(Int.self, .totalWords)
        estimatedCost = container.number(.estimatedCost)
    }

    /// Writes the form that it has.
    public func encode(to encoder: any Encoder) throws {
        if let single { return try single.encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(batchID, forKey: .batchID)
        try container.encodeIfPresent(items, forKey: .items)
        try container.encodeIfPresent(jobIDs, forKey: .jobIDs)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(totalFiles, forKey: .totalFiles)
        try container.encodeIfPresent(totalJobs, forKey: .totalJobs)
        try container.encodeIfPresent(totalWords, forKey: .totalWords)
        try container.encodeIfPresent(estimatedCost, forKey: .estimatedCost)
    }
}
