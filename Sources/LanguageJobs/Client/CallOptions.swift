/// What one call does differently from its client.
///
/// ```swift
/// let job = try await ldx.refineLoop.job(id, options: .with { $0.timeouts = .init(idle: .seconds(5)) })
/// ```
public struct CallOptions: Sendable {
    /// Timeouts of one attempt; `nil`: the endpoint's or the client's.
    public var timeouts: TransportTimeouts?
    /// The retry policy; `nil`: the client's.
    public var retry: RetryPolicy?
    /// Header fields, over those of the client.
    public var headers: TransportHeaders
    /// Called while the call's body leaves, from no particular thread; a retry begins anew.
    public var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
    /// Called with the status, header fields and request id of each answer that ends a call with success.
    public var onResponse: (@Sendable (ResponseMetadata) -> Void)?

    /// Makes options that change nothing.
    public init(
        timeouts: TransportTimeouts? = nil,
        retry: RetryPolicy? = nil,
        headers: TransportHeaders = [:],
        onUploadProgress: (@Sendable (TransferProgress) -> Void)? = nil,
        onResponse: (@Sendable (ResponseMetadata) -> Void)? = nil
    ) {
        self.timeouts = timeouts
        self.retry = retry
        self.headers = headers
        self.onUploadProgress = onUploadProgress
        self.onResponse = onResponse
    }

    /// Makes options by changing the default ones.
    public static func with(_ change: (inout CallOptions) -> Void) -> CallOptions {
        var options = CallOptions()
        change(&options)
        return options
    }
}
