/// The words that an account has used and may use (Falara Shopware connector; the docs name the call only).
///
/// `words_used_this_period` or `words_used`: both are read, and written back as they came.
public struct FalaraUsage: Sendable, Hashable, Codable {
    /// The words that were used in this period.
    public var wordsUsed: Int?
    /// The words of the plan; `nil` when the answer has no number: how a plan without a limit is written is unknown.
    public var wordsLimit: Int?
    /// Words beside those of the plan.
    public var bonusWords: Int?
    /// The plan.
    public var plan: FalaraAccountPlan?
    /// Whether the name is without the period.
    package var hasShortNames = false

    /// Makes a usage, for a fake.
    public init(
        wordsUsed: Int? = nil, wordsLimit: Int? = nil, bonusWords: Int? = nil, plan: FalaraAccountPlan? = nil
    ) {
        self.wordsUsed = wordsUsed
        self.wordsLimit = wordsLimit
        self.bonusWords = bonusWords
        self.plan = plan
    }

    /// The words of the plan that are left, never below 0; without bonus words, as the Falara Shopware connector counts. `nil`
    /// when one of the numbers is unknown, or the limit is negative.
    public var wordsRemaining: Int? {
        guard let wordsUsed, let wordsLimit, wordsLimit >= 0 else { return nil }
        return wordsUsed >= wordsLimit ? 0 : wordsLimit - max(0, wordsUsed)
    }

    private enum CodingKeys: String, CodingKey {
        case wordsUsedThisPeriod = "words_used_this_period"
        case wordsUsed = "words_used"
        case wordsLimit = "words_limit"
        case bonusWords = "bonus_words_available"
        case plan
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let inPeriod = container.lenient(Int.self, .wordsUsedThisPeriod)
        wordsUsed = inPeriod ?? container.lenient(Int.self, .wordsUsed)
        hasShortNames = inPeriod == nil && container.contains(.wordsUsed)
        wordsLimit = container.lenient(Int.self, .wordsLimit)
        bonusWords = container.lenient(Int.self, .bonusWords)
        plan = container.lenient(FalaraAccountPlan.self, .plan)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(wordsUsed, forKey: hasShortNames ? .wordsUsed : .wordsUsedThisPeriod)
        try container.encodeIfPresent(wordsLimit, forKey: .wordsLimit)
        try container.encodeIfPresent(bonusWords, forKey: .bonusWords)
        try container.encodeIfPresent(plan, forKey: .plan)
    }
}
