import Foundation

extension FalaraJob {
    private enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case batchID = "batch_id"
        case status
        case currentStep = "current_step"
        case mode
        case sourceLanguage = "source_lang"
        case targetLanguage = "target_lang"
        case itemLanguage = "target_language"
        case quality
        case projectName = "project_name"
        case segmentCount = "segment_count"
        case segments
        case qaScore = "qa_score"
        case tokenUsage = "token_usage"
        case cost = "cost_eur"
        case wordCount = "word_count"
        case billedWords = "billed_words"
        case errorLog = "error_log"
        case createdAt = "created_at"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case completedAt = "completed_at"
        case isSourceReviewEnabled = "source_review_enabled"
        case isFileJob = "is_file_job"
        case isArchived = "archived"
        case message
        case error
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(JobID<FalaraJob>.self, .id) ?? ""
        batchID = container.lenient(FalaraBatchID.self, .batchID)
        status = container.lenient(FalaraJobStatus.self, .status) ?? ""
        currentStep = container.lenient(FalaraStep.self, .currentStep)
        mode = container.lenient(FalaraMode.self, .mode)
        sourceLanguage = container.lenient(String.self, .sourceLanguage)
        targetLanguage = container.lenient(String.self, .itemLanguage)
        isBatchItem = targetLanguage != nil
        // A request's list of languages may come back as it was sent.
        targetLanguage =
            targetLanguage ?? container.lenient(String.self, .targetLanguage)
        quality = container.lenient(FalaraQuality.self, .quality)
        projectName = container.lenient(String.self, .projectName)
        segmentCount = container.count(Int.self, .segmentCount)
        segments = container.lenient([FalaraSegment].self, .segments)
        qaScore = container.number(.qaScore)
        tokenUsage = container.lenient(FalaraTokenUsage.self, .tokenUsage)
        cost = container.number(.cost)
        wordCount = container.lenient(FalaraWordCount.self, .wordCount)
        billedWords = container.count(Int.self, .billedWords)
        errorLog = container.lenient([JSONValue].self, .errorLog)
        createdAt = container.timestamp(.createdAt)
        startedAt = container.timestamp(.startedAt)
        finishedAt = container.timestamp(.finishedAt)
        completedAt = container.timestamp(.completedAt)
        isSourceReviewEnabled = container.lenient(Bool.self, .isSourceReviewEnabled)
        isFileJob = container.lenient(Bool.self, .isFileJob)
        isArchived = container.lenient(Bool.self, .isArchived)
        message = container.lenient(String.self, .message)
        error = container.lenient(String.self, .error)
        let facts = try FalaraFileFacts(from: decoder)
        file = facts == FalaraFileFacts() ? nil : facts
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(jobID, forKey: .id)
        try container.encodeIfPresent(batchID, forKey: .batchID)
        try container.encodeIfPresent(status.rawValue.isEmpty ? nil : status, forKey: .status)
        try container.encodeIfPresent(currentStep, forKey: .currentStep)
        try container.encodeIfPresent(mode, forKey: .mode)
        try container.encodeIfPresent(sourceLanguage, forKey: .sourceLanguage)
        try container.encodeIfPresent(targetLanguage, forKey: isBatchItem ? .itemLanguage : .targetLanguage)
        try container.encodeIfPresent(quality, forKey: .quality)
        try container.encodeIfPresent(projectName, forKey: .projectName)
        try container.encodeIfPresent(segmentCount, forKey: .segmentCount)
        try container.encodeIfPresent(segments, forKey: .segments)
        try container.encodeIfPresent(qaScore, forKey: .qaScore)
        try container.encodeIfPresent(tokenUsage, forKey: .tokenUsage)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(wordCount, forKey: .wordCount)
        try container.encodeIfPresent(billedWords, forKey: .billedWords)
        try container.encodeIfPresent(errorLog, forKey: .errorLog)
        try container.encode(falaraTimestamp: createdAt, .createdAt)
        try container.encode(falaraTimestamp: startedAt, .startedAt)
        try container.encode(falaraTimestamp: finishedAt, .finishedAt)
        try container.encode(falaraTimestamp: completedAt, .completedAt)
        try container.encodeIfPresent(isSourceReviewEnabled, forKey: .isSourceReviewEnabled)
        try container.encodeIfPresent(isFileJob, forKey: .isFileJob)
        try container.encodeIfPresent(isArchived, forKey: .isArchived)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(error, forKey: .error)
        try file?.encode(to: encoder)
    }
}
