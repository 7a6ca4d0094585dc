/// What an answer said beside its body.
public struct ResponseMetadata: Sendable, Hashable {
    /// The HTTP status code.
    public var status: Int
    /// The header fields.
    public var headers: TransportHeaders
    /// The service's id of the request, for its support; from the header fields.
    public var requestID: String?
    /// The number of attempts that were made, 1 without a retry.
    public var attempts: Int

    /// Makes metadata.
    public init(status: Int, headers: TransportHeaders = [:], attempts: Int = 1) {
        self.status = status
        self.headers = headers
        self.attempts = attempts
        requestID = Self.requestID(in: headers)
    }

    /// Names under which services and gateways send a request id, the most specific first.
    private static let requestIDNames = [
        "x-request-id", "request-id", "x-requestid", "zp-rid", "x-correlation-id", "x-amzn-requestid",
        "cf-ray",
    ]

    static func requestID(in headers: TransportHeaders) -> String? {
        for name in requestIDNames {
            if let value = headers[name], !value.isEmpty { return String(value.prefix(200)) }
        }
        return nil
    }
}
