/// The head of an answer, with a body still to be read.
public struct TransportResponse: Sendable {
    /// The HTTP status code.
    public var status: Int
    /// The header fields.
    public var headers: TransportHeaders
    /// The body, to be read once.
    public var body: TransportStream

    /// Makes an answer.
    public init(status: Int, headers: TransportHeaders = [:], body: TransportStream = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
