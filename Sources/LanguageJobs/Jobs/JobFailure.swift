/// Why a job ended without a result, as far as its service said.
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
}
