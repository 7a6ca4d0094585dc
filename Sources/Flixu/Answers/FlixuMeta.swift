/// What Flixu says of a request beside its result (Flixu docs, Overview: `meta`).
public struct FlixuMeta: Sendable, Hashable, Codable {
    /// The id of the request, for the service's support; opaque.
    public var requestID: String?
    /// The credits that the request took; only for translations.
    public var creditsUsed: Int?
    /// How long the service worked, in milliseconds; only for translations.
    public var processingTime: Int?

    /// Makes the description of a request, for a fake.
    public init(requestID: String? = nil, creditsUsed: Int? = nil, processingTime: Int? = nil) {
        self.requestID = requestID
        self.creditsUsed = creditsUsed
        self.processingTime = processingTime
    }

    private enum CodingKeys: String, CodingKey {
        case requestID = "request_id"
        case creditsUsed = "credits_used"
        case processingTime = "processing_time_ms"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        requestID = container.lenient(String.self, .requestID)
        creditsUsed = container.lenient(Int.self, .creditsUsed)
        processingTime = container.lenient(Int.self, .processingTime)
    }
}
