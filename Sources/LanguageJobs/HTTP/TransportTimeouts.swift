/// How long one attempt of one request may take.
///
/// Time spent in a queue, before the request is handed to the network, counts for neither.
public struct TransportTimeouts: Sendable, Hashable {
    /// The longest time without a byte in either direction. Default: 60 seconds.
    public var idle: Duration
    /// The longest time from the hand-over to the last byte of the answer; `nil`: no limit but `idle`.
    public var total: Duration?

    /// Makes timeouts.
    public init(idle: Duration = .seconds(60), total: Duration? = nil) {
        self.idle = idle
        self.total = total
    }
}
