/// Why an LDX hub job failed (LDX hub portal, Schemas, `JobError`).
public struct LDXJobError: Sendable, Hashable, Codable {
    /// The code; `upstream_service_error` is the only one seen in recorded answers.
    public var code: String?
    /// The words.
    public var message: String?
    /// The id for the service's support.
    public var requestID: String?

    /// Makes an error, for a fake.
    public init(code: String? = nil, message: String? = nil, requestID: String? = nil) {
        self.code = code
        self.message = message
        self.requestID = requestID
    }

    private enum CodingKeys: String, CodingKey {
        case code
        case message
        case requestID = "request_id"
    }
}
