extension FlixuPlan {
    /// What an organization pays for (Flixu docs, Credits).
    public enum Subscription: String, CaseIterable, Sendable {
        case free
        case starter
        case professional
        /// Its figures are agreed upon; here they are ten times those of `professional`.
        case enterprise

        /// The credits a month.
        var allowance: Int {
            switch self {
            case .free: 30_000
            case .starter: 150_000
            case .professional: 500_000
            case .enterprise: 5_000_000
            }
        }

        /// The requests a minute.
        var limits: RateLimits {
            switch self {
            case .free: RateLimits(translate: 10, segment: 5, analyze: 5, api: 30)
            case .starter: RateLimits(translate: 60, segment: 30, analyze: 30, api: 120)
            case .professional: RateLimits(translate: 300, segment: 60, analyze: 100, api: 600)
            case .enterprise: RateLimits(translate: 3_000, segment: 600, analyze: 1_000, api: 6_000)
            }
        }

        /// How many memories, glossaries, voices and projects there may be; inferred but for `professional`.
        var assets: (memories: Int, glossaries: Int, voices: Int, projects: Int) {
            switch self {
            case .free: (1, 1, 0, 1)
            case .starter: (5, 5, 3, 10)
            case .professional: (20, 20, 10, 50)
            case .enterprise: (200, 200, 100, 500)
            }
        }
    }

    /// How many requests are answered in a minute (Flixu docs, Rate Limits).
    public struct RateLimits: Sendable, Hashable {
        /// Texts, batches and documents.
        public var translate: Int
        /// Segments; no documented request counts as one.
        public var segment: Int
        /// Analyses.
        public var analyze: Int
        /// All requests together.
        public var api: Int

        /// Makes limits.
        public init(translate: Int, segment: Int, analyze: Int, api: Int) {
            self.translate = translate
            self.segment = segment
            self.analyze = analyze
            self.api = api
        }
    }
}
