/// How an emulated Falara behaves when nothing goes wrong: its jobs, its limits, and what its documents leave open.
public struct FalaraPlan: Sendable {
    /// The form of answers where the vendor's documents and connector disagree.
    public enum Style: String, Sendable, Hashable, CaseIterable {
        /// As the older documents have it: `translation` is a string, `batch-file` answers `jobs`, lists are bare
        /// arrays, `DELETE` answers JSON.
        case first
        /// As the newer documents have it: `translated_text`, `job_ids`, `{"data": […]}`, stamps that end in `Z`.
        case second
        /// As the vendor's shop connector reads it: little more than it needs, objects in `detail`, stamps with
        /// fractions; `batch-file`, which it never sends, as in the older documents.
        case connector
    }

    /// What becomes of content that is submitted a second time with the same key.
    public enum Duplicates: Sendable, Hashable {
        /// `409` with the first job, so long after that was created; `nil`: for ever.
        case refused(within: Duration? = nil)
        /// Another job.
        case accepted
    }

    /// A job about to be created, as ``FalaraPlan/choose`` sees it.
    public struct Order: Sendable {
        /// The job's number among all jobs of the emulator, from 1.
        public let number: Int
        /// The source language.
        public let sourceLanguage: String
        /// The target language.
        public let targetLanguage: String
        /// The number of segments.
        public let segmentCount: Int
        /// The file's name, where the job is made from one.
        public let filename: String?
        /// The value of the request's header `x-test-tag`.
        public let tag: String?
    }

    /// The form of answers.
    public var style = Style.second
    /// How jobs go, unless something below says otherwise.
    public var jobs = FalaraJobPlan()
    /// How single jobs go, by their number among all jobs of the emulator, from 1.
    public var numbered: [Int: FalaraJobPlan] = [:]
    /// Chooses the plan of a job; goes before all others, `nil` leaves the choice to them.
    public var choose: (@Sendable (Order) -> FalaraJobPlan?)?

    /// The keys that are accepted; `nil`: any. Those made by `POST /api-keys` are accepted too.
    public var acceptedKeys: Set<String>?
    /// What becomes of content that is submitted again. Default: refused for ever (Falara docs, API overview; how
    /// long is not said).
    public var duplicates = Duplicates.refused()
    /// How many requests are answered in any 60 seconds; the others get 429. `nil`, the default: all.
    ///
    /// The older documents say 50 an address (Falara docs, Authentication).
    public var requestsPerMinute: Int?
    /// Whether the 429 of ``requestsPerMinute`` has `Retry-After`; the documents don't say.
    public var showsRetryAfter = true
    /// The account's plan: `free`, `starter`, `professional`, `business` or `enterprise`.
    public var accountPlan = "professional"
    /// How many words may be billed; `nil`, the default: any number.
    public var wordsLimit: Int?
    /// The status that refuses a job beyond ``wordsLimit``. Default: 402 (inferred: the documents don't say).
    public var quotaStatus = 402
    /// The most bytes of a file; `nil`: 10 MB in the first style, 50 MB in the others (Falara docs, File Translation).
    public var maximumFileSize: Int64?
    /// The most items of `texts`. Default: 500 (Falara Shopware connector; inferred: that it is the service's limit).
    public var maximumTexts = 500
    /// The most API keys beside those of ``acceptedKeys``; more get 403. Default: 10 (inferred).
    public var maximumKeys = 10
    /// The most bytes of a JSON body; more get 413. Default: 20,000,000 (inferred).
    public var maximumBodySize = 20_000_000
    /// Decides every id.
    public var seed: UInt64 = 1

    /// Makes the default plan; change its properties.
    public init() {}

    /// Makes the default plan with these jobs.
    public init(jobs: FalaraJobPlan) {
        self.jobs = jobs
    }

    func job(_ order: Order) -> FalaraJobPlan {
        choose?(order) ?? numbered[order.number] ?? jobs
    }

    var fileLimit: Int64 { maximumFileSize ?? (style == .first ? 10_000_000 : 50_000_000) }
}
