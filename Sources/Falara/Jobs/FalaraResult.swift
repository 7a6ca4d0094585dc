/// What a job made that ended well, with what its check found (Falara docs, Jobs; Falara Shopware connector).
public struct FalaraResult: Sendable, Hashable {
    /// The job.
    public var jobID: JobID<FalaraJob>?
    /// How the job ended: `completed`, `completed_with_blocks` or `needs_review`.
    public var status: FalaraJobStatus?
    /// The translation; `nil` when an answer has none, as may be for a file.
    public var translation: FalaraTranslation?
    /// The segments with their texts.
    public var segments: [FalaraSegment]
    /// How good it was found, from 0 to 100: the mean over its segments.
    public var qaScore: Double?
    /// What the service warns of, for a job that needs a review; see ``warnings``, too.
    public var warning: String?
    /// Remarks on the result.
    public var deliveryNotes: [FalaraDeliveryNote]
    /// What it cost, in euros.
    public var cost: Double?
    /// The tokens that were used.
    public var tokenUsage: FalaraTokenUsage?
    /// Its words.
    public var wordCount: FalaraWordCount?
    /// The words that are charged.
    public var billedWords: Int?
    /// Whether the translation came as `translated_text`, as the connector has it.
    package var isTranslatedText = false
    /// Whether the answer had these lists although nothing is in them.
    package var hasEmptySegments = false
    package var hasEmptyNotes = false

    /// Makes a result, for a fake.
    public init(
        jobID: JobID<FalaraJob>? = nil, status: FalaraJobStatus? = .completed,
        translation: FalaraTranslation?, segments: [FalaraSegment] = [], qaScore: Double? = nil,
        warning: String? = nil, deliveryNotes: [FalaraDeliveryNote] = [], cost: Double? = nil,
        tokenUsage: FalaraTokenUsage? = nil, wordCount: FalaraWordCount? = nil, billedWords: Int? = nil
    ) {
        self.jobID = jobID
        self.status = status
        self.translation = translation
        self.segments = segments
        self.qaScore = qaScore
        self.warning = warning
        self.deliveryNotes = deliveryNotes
        self.cost = cost
        self.tokenUsage = tokenUsage
        self.wordCount = wordCount
        self.billedWords = billedWords
    }
}

extension FalaraResult {
    /// The whole translation as one text.
    public var text: String? { translation?.text }

    /// The segments that their markup blocked, which have no translation.
    public var blockedSegments: [FalaraSegment] { segments.filter { $0.status == .blocked } }

    /// All that is to be known before the translation is used: the service's warning, and what a status beside
    /// `completed` means; empty when all is well.
    public var warnings: [String] {
        var all = warning.map { [$0] } ?? []
        if status == .needsReview, all.isEmpty {
            let score = qaScore.map { " (\($0) of 100)" } ?? ""
            all.append("The quality is below the minimum\(score): have it reviewed.")
        }
        let blocked = blockedSegments
        if status == .completedWithBlocks || !blocked.isEmpty {
            let ids = blocked.prefix(20).compactMap { $0.id.map(String.init) }.joined(separator: ", ")
            let which = ids.isEmpty ? "" : ": \(ids)\(blocked.count > 20 ? " …" : "")"
            all.append("Some segments are blocked by their markup and not translated\(which).")
        }
        return all
    }

    /// The translation of each of so many texts, in their order; `nil` when the result can't be told apart by texts.
    ///
    /// A list with one item a text is taken as it is; else the segments are, since a text that is sent in a list is one
    /// segment (Falara docs, Jobs). A segment without a translation, such as a blocked one, has a text that is null.
    public func texts(of count: Int) -> [FalaraTranslatedText]? {
        switch translation {
        case .texts(let texts)? where texts.count == count: return texts
        case .text? where count == 1: return translation?.texts
        default: return segmentTexts(count)
        }
    }

    private func segmentTexts(_ count: Int) -> [FalaraTranslatedText]? {
        let ids = Set(segments.compactMap(\.id))
        // Without ids they are in the order in which they came.
        guard segments.count == count, ids.isEmpty || ids.count == count else { return nil }
        // Those of a status have no texts, and say nothing of them.
        guard segments.contains(where: { $0.translation != nil || $0.status == .blocked }) else { return nil }
        return segments.sorted { ($0.id ?? 0) < ($1.id ?? 0) }.map {
            FalaraTranslatedText($0.translation.map { .string($0) } ?? .null)
        }
    }
}

extension FalaraResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case jobID = "job_id"
        case status
        case translation
        case translatedText = "translated_text"
        case segments
        case qaScore = "qa_score"
        case warning
        case deliveryNotes = "delivery_notes"
        case cost = "cost_eur"
        case tokenUsage = "token_usage"
        case wordCount = "word_count"
        case billedWords = "billed_words"
    }

    /// Reads what the service sends; every member may be missing.
    ///
    /// Of `translated_text` and `translation` the first counts, as in the Falara Shopware connector.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let segments = container.lenient([FalaraSegment].self, .segments)
        let notes = container.lenient([FalaraDeliveryNote].self, .deliveryNotes)
        let translated = container.lenient(FalaraTranslation.self, .translatedText)
        self.init(
            jobID: container.lenient(JobID<FalaraJob>.self, .jobID),
            status: container.lenient(FalaraJobStatus.self, .status),
            translation: translated ?? container.lenient(FalaraTranslation.self, .translation),
            segments: segments ?? [],
            qaScore: container.number(.qaScore),
            warning: container.lenient(String.self, .warning),
            deliveryNotes: notes ?? [],
            cost: container.number(.cost),
            tokenUsage: container.lenient(FalaraTokenUsage.self, .tokenUsage),
            wordCount: container.lenient(FalaraWordCount.self, .wordCount),
            billedWords: container.count(Int.self, .billedWords))
        isTranslatedText = translated != nil
        hasEmptySegments = segments?.isEmpty ?? false
        hasEmptyNotes = notes?.isEmpty ?? false
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(jobID, forKey: .jobID)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(translation, forKey: isTranslatedText ? .translatedText : .translation)
        if hasEmptySegments || !segments.isEmpty { try container.encode(segments, forKey: .segments) }
        try container.encodeIfPresent(qaScore, forKey: .qaScore)
        try container.encodeIfPresent(warning, forKey: .warning)
        if hasEmptyNotes || !deliveryNotes.isEmpty {
            try container.encode(deliveryNotes, forKey: .deliveryNotes)
        }
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(tokenUsage, forKey: .tokenUsage)
        try container.encodeIfPresent(wordCount, forKey: .wordCount)
        try container.encodeIfPresent(billedWords, forKey: .billedWords)
    }
}
