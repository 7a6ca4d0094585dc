public import Foundation

/// One request, as a transport is to send it: nothing is to be added to it but the framing.
public struct TransportRequest: Sendable {
    /// The method.
    public var method: TransportMethod
    /// The absolute address.
    public var url: URL
    /// The header fields; a transport adds `Host` and the framing, no cookie and no content type.
    public var headers: TransportHeaders
    /// The body.
    public var body: TransportBody
    /// How long this attempt may take.
    public var timeouts: TransportTimeouts
    /// The most bytes of a body in the answer; beyond it the transport gives up with `.responseTooLarge`.
    ///
    /// `nil`: any number, and the transport keeps memory bounded.
    public var responseLimit: Int?
    /// Whether the service holds the answer back on purpose; such a request must not starve others of connections.
    public var isLongPoll: Bool
    /// Called while the body is sent, from no particular thread.
    public var onUploadProgress: (@Sendable (TransferProgress) -> Void)?

    /// Makes a request.
    public init(
        _ method: TransportMethod,
        _ url: URL,
        headers: TransportHeaders = [:],
        body: TransportBody = .empty,
        timeouts: TransportTimeouts = .init(),
        responseLimit: Int? = nil,
        isLongPoll: Bool = false,
        onUploadProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.responseLimit = responseLimit
        self.isLongPoll = isLongPoll
        self.onUploadProgress = onUploadProgress
    }
}
