/// The limits of requests: each draws from the total, and perhaps from one of its own.
struct FlixuLimits: Sendable {
    enum Bucket: Sendable {
        case translate
        case analyze
        case api
    }

    private var windows: [Bucket: RateWindow]

    init(_ limits: FlixuPlan.RateLimits) {
        let counts: [Bucket: Int] = [
            .translate: limits.translate, .analyze: limits.analyze, .api: limits.api,
        ]
        windows = counts.mapValues { RateWindow(limit: $0, length: .seconds(60)) }
    }

    /// Counts a request where it is let through; gives what doesn't let it through otherwise.
    mutating func admit(_ bucket: Bucket, at now: Duration) -> Bucket? {
        // The total comes last: a full bucket is the nearer reason.
        let drawn: [Bucket] = bucket == .api ? [.api] : [bucket, .api]
        if let full = drawn.first(where: { windows[$0]?.standing(at: now).remaining == 0 }) { return full }
        for bucket in drawn { _ = windows[bucket]?.admit(at: now) }
        return nil
    }

    /// The header fields that tell how a bucket stands; the reset is rounded up, so that it is time by then.
    func headers(_ bucket: Bucket, at now: Duration) -> TransportHeaders {
        guard let window = windows[bucket] else { return [:] }
        let (remaining, reset) = window.standing(at: now)
        return [
            "X-RateLimit-Limit": String(window.limit),
            "X-RateLimit-Remaining": String(remaining),
            "X-RateLimit-Reset": String(Int((reset / .seconds(1)).rounded(.up))),
        ]
    }
}
