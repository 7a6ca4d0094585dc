/// A limit of so many requests in any span of time of a length.
struct RollingWindow: Sendable {
    let limit: Int
    let length: Duration
    private var admitted: [Duration] = []

    init(limit: Int, length: Duration) {
        self.limit = limit
        self.length = length
    }

    /// Counts a request; gives how long until the next one is let through when this one isn't.
    mutating func admit(at now: Duration) -> Duration? {
        admitted.removeSubrange(..<(admitted.firstIndex { $0 + length > now } ?? admitted.endIndex))
        guard admitted.count < limit else { return (admitted.first ?? now) + length - now }
        admitted.append(now)
        return nil
    }
}
