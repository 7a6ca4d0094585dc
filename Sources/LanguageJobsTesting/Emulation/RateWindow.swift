/// A limit of so many requests in each window of time, the windows one after the other.
struct RateWindow: Sendable {
    let limit: Int
    let length: Duration
    private var start = Duration.zero
    private var count = 0

    init(limit: Int, length: Duration) {
        self.limit = limit
        self.length = length
    }

    /// Counts a request; gives how long until the next one is let through when this one isn't.
    mutating func admit(at now: Duration) -> Duration? {
        if now >= start + length {
            start = now
            count = 0
        }
        guard count < limit else { return start + length - now }
        count += 1
        return nil
    }

    /// How many requests are still let through, and how long until it is as many as ever.
    func standing(at now: Duration) -> (remaining: Int, reset: Duration) {
        now >= start + length ? (limit, length) : (max(0, limit - count), start + length - now)
    }
}
