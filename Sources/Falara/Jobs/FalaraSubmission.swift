/// What `submit` created: the jobs, with the texts and the language that each is of. Codable: save it.
public struct FalaraSubmission: Sendable, Hashable, Codable {
    /// How many texts a job is given at most: as many as the Falara Shopware connector sends in a request (inferred to be the
    /// service's limit).
    public static let textsPerJob = 500

    /// One job of a submission.
    public struct Part: Sendable, Hashable, Codable {
        /// The job, as its creation told.
        public var job: FalaraJob
        /// Which of the texts it has.
        public var texts: Range<Int>
        /// What tells the texts from others; `nil` when the part was made elsewhere or saved without one.
        var fingerprint: String?

        /// Makes a part, to add one whose job is known from elsewhere, such as from a duplicate's reference.
        public init(job: FalaraJob, texts: Range<Int>) {
            self.job = job
            self.texts = texts
        }
    }

    /// The languages that were asked for.
    public var targetLanguages: [String]
    /// How many texts there are in all.
    public var textCount: Int
    /// What was created, in the order of the texts.
    public var parts: [Part]

    /// Makes a submission, for a fake, or from what was kept of one.
    public init(targetLanguages: [String], textCount: Int, parts: [Part] = []) {
        self.targetLanguages = targetLanguages
        self.textCount = textCount
        self.parts = parts
    }

    /// The jobs, each once.
    public var jobs: [FalaraJob] {
        var seen: Set<JobID<FalaraJob>> = []
        return parts.map(\.job).filter { seen.insert($0.id).inserted }
    }

    /// The stretches of texts that jobs are made for.
    var ranges: [Range<Int>] {
        stride(from: 0, to: textCount, by: Self.textsPerJob).map {
            $0..<min($0 + Self.textsPerJob, textCount)
        }
    }

    /// The stretches for which there is no job yet.
    var missing: [Range<Int>] {
        let done = Set(parts.map(\.texts))
        return ranges.filter { !done.contains($0) }
    }

    private enum CodingKeys: String, CodingKey {
        case targetLanguages = "target_languages"
        case textCount = "text_count"
        case parts
    }
}

/// What was created before one of many creations failed; see ``ClientError/submission``.
public struct FalaraIncompleteSubmission: Error, Sendable {
    /// What was created.
    public let submission: FalaraSubmission
    /// What stopped it.
    public let failure: ClientError
}
