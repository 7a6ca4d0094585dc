/// What the organization may use, and has used (Flixu docs, Quota and Credits).
///
/// How the service writes what has no limit is not documented: a member that is no number is `nil`.
public struct FlixuQuota: FlixuAnswered, Hashable {
    /// Credits: a credit is a character of output, more for some scripts.
    public struct Credits: Sendable, Hashable, Codable {
        /// Those of the month.
        public var allowance: Int?
        /// Those that are used.
        public var consumed: Int?
        /// Those that were bought beside.
        public var topUpBalance: Int?
        /// Those that are left: allowance and top-up, without the used ones.
        public var remaining: Int?
        /// How much is used, from 0 to 100.
        public var usagePercent: Double?

        /// Makes credits, for a fake.
        public init(
            allowance: Int? = nil, consumed: Int? = nil, topUpBalance: Int? = nil, remaining: Int? = nil,
            usagePercent: Double? = nil
        ) {
            self.allowance = allowance
            self.consumed = consumed
            self.topUpBalance = topUpBalance
            self.remaining = remaining
            self.usagePercent = usagePercent
        }

        private enum CodingKeys: String, CodingKey {
            case allowance
            case consumed
            case topUpBalance = "top_up_balance"
            case remaining
            case usagePercent = "usage_percent"
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            allowance = container.lenient(Int.self, .allowance)
            consumed = container.lenient(Int.self, .consumed)
            topUpBalance = container.lenient(Int.self, .topUpBalance)
            remaining = container.lenient(Int.self, .remaining)
            usagePercent = container.lenient(Double.self, .usagePercent)
        }
    }

    /// Requests a minute.
    public struct RateLimits: Sendable, Hashable, Codable {
        /// Translations of texts, batches and documents.
        public var translatePerMinute: Int?
        /// Segments.
        public var segmentPerMinute: Int?
        /// Analyses.
        public var analyzePerMinute: Int?
        /// All requests.
        public var apiPerMinute: Int?

        /// Makes limits, for a fake.
        public init(
            translatePerMinute: Int? = nil, segmentPerMinute: Int? = nil, analyzePerMinute: Int? = nil,
            apiPerMinute: Int? = nil
        ) {
            self.translatePerMinute = translatePerMinute
            self.segmentPerMinute = segmentPerMinute
            self.analyzePerMinute = analyzePerMinute
            self.apiPerMinute = apiPerMinute
        }

        private enum CodingKeys: String, CodingKey {
            case translatePerMinute = "translate_per_min"
            case segmentPerMinute = "segment_per_min"
            case analyzePerMinute = "analyze_per_min"
            case apiPerMinute = "api_per_min"
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            translatePerMinute = container.lenient(Int.self, .translatePerMinute)
            segmentPerMinute = container.lenient(Int.self, .segmentPerMinute)
            analyzePerMinute = container.lenient(Int.self, .analyzePerMinute)
            apiPerMinute = container.lenient(Int.self, .apiPerMinute)
        }
    }

    /// How many things the organization may keep.
    public struct Limits: Sendable, Hashable, Codable {
        /// Translation memories.
        public var translationMemories: Int?
        /// Glossaries.
        public var glossaries: Int?
        /// Brand voices.
        public var brandVoices: Int?
        /// Projects.
        public var projects: Int?

        /// Makes limits, for a fake.
        public init(
            translationMemories: Int? = nil, glossaries: Int? = nil, brandVoices: Int? = nil,
            projects: Int? = nil
        ) {
            self.translationMemories = translationMemories
            self.glossaries = glossaries
            self.brandVoices = brandVoices
            self.projects = projects
        }

        private enum CodingKeys: String, CodingKey {
            case translationMemories = "translation_memories_max"
            case glossaries = "glossaries_max"
            case brandVoices = "brandvoice_profiles_max"
            case projects = "projects_max"
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            translationMemories = container.lenient(Int.self, .translationMemories)
            glossaries = container.lenient(Int.self, .glossaries)
            brandVoices = container.lenient(Int.self, .brandVoices)
            projects = container.lenient(Int.self, .projects)
        }
    }

    /// The plan.
    public var plan: FlixuAccountPlan?
    /// Credits.
    public var credits: Credits?
    /// Requests a minute.
    public var rateLimits: RateLimits?
    /// How many things may be kept.
    public var limits: Limits?
    /// The credits that are left where a vendor's script reads them; the docs have ``Credits/remaining``. See ``creditsLeft``.
    public var creditsRemaining: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes a quota, for a fake.
    public init(
        plan: FlixuAccountPlan? = nil, credits: Credits? = nil, rateLimits: RateLimits? = nil,
        limits: Limits? = nil, creditsRemaining: Int? = nil, meta: FlixuMeta? = nil
    ) {
        self.plan = plan
        self.credits = credits
        self.rateLimits = rateLimits
        self.limits = limits
        self.creditsRemaining = creditsRemaining
        self.meta = meta
    }

    /// The credits that are left, wherever the service wrote them.
    public var creditsLeft: Int? { credits?.remaining ?? creditsRemaining }

    private enum CodingKeys: String, CodingKey {
        case plan
        case credits
        case rateLimits = "rate_limits"
        case limits
        case creditsRemaining = "credits_remaining"
        case meta
    }
}
