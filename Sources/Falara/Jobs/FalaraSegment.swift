/// A segment of a job, as its status tells of it, and with its texts as its result does (Falara docs, Jobs).
public struct FalaraSegment: Sendable, Hashable, Codable {
    /// Its place in the job, from 0.
    public var id: Int?
    /// What it is at.
    public var status: FalaraSegmentStatus?
    /// The source; in results only.
    public var source: String?
    /// The translation; in results only.
    public var translation: String?
    /// How good it was found, from 0 to 100.
    public var qaScore: Double?
    /// How often it was tried again.
    public var retryCount: Int?
    /// What went wrong.
    public var error: String?

    /// Makes a segment, for a fake.
    public init(
        id: Int? = nil, status: FalaraSegmentStatus? = nil, source: String? = nil, translation: String? = nil,
        qaScore: Double? = nil, retryCount: Int? = nil, error: String? = nil
    ) {
        self.id = id
        self.status = status
        self.source = source
        self.translation = translation
        self.qaScore = qaScore
        self.retryCount = retryCount
        self.error = error
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case status
        case source
        case translation
        case qaScore = "qa_score"
        case retryCount = "retry_count"
        case error
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.count(Int.self, .id)
        status = container.lenient(FalaraSegmentStatus.self, .status)
        source = container.lenient(String.self, .source)
        translation = container.lenient(String.self, .translation)
        qaScore = container.number(.qaScore)
        retryCount = container.count(Int.self, .retryCount)
        error = container.lenient(String.self, .error)
    }
}
