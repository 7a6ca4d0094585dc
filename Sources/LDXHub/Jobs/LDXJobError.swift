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

    /// Reads what the service sends; every member may be missing, and words alone are a message.
    public init(from decoder: any Decoder) throws {
        if let words = try? decoder.singleValueContainer().decode(String.self) {
            message = words
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = container.lenient(String.self, .code)
        message = container.lenient(String.self, .message)
        requestID = container.lenient(String.self, .requestID)
    }
}
