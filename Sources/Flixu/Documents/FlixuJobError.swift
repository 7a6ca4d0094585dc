/// Why a document job failed: words (Flixu docs, Job Status), or an object as in error answers (inferred).
public struct FlixuJobError: Sendable, Hashable, Codable {
    /// The words.
    public var message: String?
    /// The code, of an object.
    public var code: String?
    /// The id for the service's support, of an object.
    public var requestID: String?

    /// Makes an error, for a fake.
    public init(message: String? = nil, code: String? = nil, requestID: String? = nil) {
        self.message = message
        self.code = code
        self.requestID = requestID
    }

    private enum CodingKeys: String, CodingKey {
        case message
        case code
        case requestID = "request_id"
    }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        if let words = try? decoder.singleValueContainer().decode(String.self) {
            message = words
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = container.lenient(String.self, .message)
        code = container.lenient(String.self, .code)
        requestID = container.lenient(String.self, .requestID)
    }

    /// Writes words alone as words, everything else as an object.
    public func encode(to encoder: any Encoder) throws {
        if code == nil, requestID == nil, let message {
            var container = encoder.singleValueContainer()
            return try container.encode(message)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encodeIfPresent(requestID, forKey: .requestID)
    }
}
