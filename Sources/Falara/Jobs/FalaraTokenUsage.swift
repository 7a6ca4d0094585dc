/// How many tokens a job used, under the names of a status or of a result: both are read, and written back as they came.
///
/// A status has `input_tokens` and `output_tokens`, a result `input`, `output`, `cache_read`, `cache_write` and `total` (Falara docs, Jobs).
public struct FalaraTokenUsage: Sendable, Hashable, Codable {
    /// Tokens that were read.
    public var input: Int?
    /// Tokens that were written.
    public var output: Int?
    /// Tokens that came from a cache.
    public var cacheRead: Int?
    /// Tokens that went into a cache.
    public var cacheWrite: Int?
    /// All of them, as the service counts.
    public var total: Int?
    /// Whether the names are those of a status.
    private var isOfStatus: Bool

    /// Makes a usage, for a fake; without the last three it is written as a status has it.
    public init(
        input: Int? = nil, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil,
        total: Int? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.total = total
        isOfStatus = cacheRead == nil && cacheWrite == nil && total == nil
    }

    private enum CodingKeys: String, CodingKey {
        case input
        case output
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case cacheRead = "cache_read"
        case cacheWrite = "cache_write"
        case total
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        isOfStatus = container.contains(.inputTokens) || container.contains(.outputTokens)
        input = container.count(Int.self, .inputTokens) ?? container.count(Int.self, .input)
        output = container.count(Int.self, .outputTokens) ?? container.count(Int.self, .output)
        cacheRead = container.count(Int.self, .cacheRead)
        cacheWrite = container.count(Int.self, .cacheWrite)
        total = container.count(Int.self, .total)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(input, forKey: isOfStatus ? .inputTokens : .input)
        try container.encodeIfPresent(output, forKey: isOfStatus ? .outputTokens : .output)
        try container.encodeIfPresent(cacheRead, forKey: .cacheRead)
        try container.encodeIfPresent(cacheWrite, forKey: .cacheWrite)
        try container.encodeIfPresent(total, forKey: .total)
    }
}
