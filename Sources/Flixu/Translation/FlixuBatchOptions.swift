/// How a batch is sent.
public struct FlixuBatchOptions: Sendable {
    /// How many parts are under way at a time, at least 1. Default: 2.
    public var maxConcurrentParts: Int
    /// What the request of each part does differently.
    public var call: CallOptions

    /// Makes options.
    public init(maxConcurrentParts: Int = 2, call: CallOptions = .init()) {
        self.maxConcurrentParts = max(1, maxConcurrentParts)
        self.call = call
    }
}
