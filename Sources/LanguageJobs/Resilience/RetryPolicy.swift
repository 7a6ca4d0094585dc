/// When a failed attempt is repeated, and after how long.
///
/// A stateless value. Delays grow exponentially with full jitter: a random part of the full delay, so that clients
/// which failed together do not come back together. A server's hint (`Retry-After` and the like) replaces the delay.
/// After a 429 the whole client waits: as long as the hint says, without one for the full delay.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, at least 1. Default: 4.
    public var maxAttempts: Int
    /// The full delay before the second attempt. Default: 0.5 seconds.
    public var baseDelay: Duration
    /// The longest full delay. Default: 20 seconds.
    public var maxDelay: Duration
    /// The time after which no further attempt begins, from the start of the first. Default: 2 minutes.
    public var totalTime: Duration

    /// Makes a policy.
    public init(
        maxAttempts: Int = 4,
        baseDelay: Duration = .milliseconds(500),
        maxDelay: Duration = .seconds(20),
        totalTime: Duration = .seconds(120)
    ) {
        self.maxAttempts = max(1, maxAttempts)
        self.baseDelay = max(.zero, baseDelay)
        self.maxDelay = max(.zero, maxDelay)
        self.totalTime = max(.zero, totalTime)
    }

    /// One attempt only.
    public static let never = RetryPolicy(maxAttempts: 1)

    /// The delay before the attempt after this one.
    ///
    /// - Parameters:
    ///   - attempt: The number of the attempt that failed, from 1.
    ///   - random: From 0 up to but not including 1.
    public func delay(after attempt: Int, random: Double) -> Duration {
        let doublings = min(max(0, attempt - 1), 30)
        let full = min(maxDelay, baseDelay * (1 << doublings))
        return full * random
    }

    /// Statuses after which an attempt that does no harm is repeated.
    static let transientStatuses: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
}
