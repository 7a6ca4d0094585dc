/// Why a job ended without a result, as far as its service said: words, or an object with a code.
public struct JobFailure: Sendable, Hashable, Codable {
    /// The service's code.
    public var code: String?
    /// The service's words.
    public var message: String?
    /// The service's id for its support.
    public var requestID: String?

    /// Makes a failure.
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

    /// Reads either form; every member of an object may be missing.
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

    /// Writes words alone as words, everything else as an object.
    public func encode(to encoder: any Encoder) throws {
        if code == nil, requestID == nil, let message {
            var container = encoder.singleValueContainer()
            return try container.encode(message)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(requestID, forKey: .requestID)
    }
}
