/// Keeps a client's calls within the windows that its service tells of, before the service has to refuse one.
///
/// A service that tells of none is never waited for. What is told for one bucket holds for the calls of that bucket alone.
final class RatePacer: Sendable {
    /// Leave to send one request; to be given back with the answer.
    struct Leave: Sendable {
        fileprivate var bucket: String
        fileprivate var window: Int
        /// Which request of its window it is, from 1.
        fileprivate var number: Int
    }

    /// Whether a request may be sent.
    enum Decision: Sendable {
        case go(Leave)
        /// Not before then, or before another request is answered; `isTold`: by the service, else only taken to be so.
        case wait(until: Duration, isTold: Bool)
    }

    /// What came of a request.
    enum Outcome: Sendable {
        case told(RateReport)
        /// A success that tells of no window.
        case silent
        /// No answer, or a failure that tells of no window.
        case nothing
    }

    fileprivate struct Bucket: Sendable {
        var window = 0
        var start: Duration
        /// How many requests of this window were sent.
        var sent = 0
        /// The last of them that is answered.
        var heard = 0
        /// Requests that may still be sent in this window; `nil`: any number.
        var left: Int?
        var limit: Int?
        /// When the window ends; `nil`: not told yet.
        var end: Duration?
    }

    private let buckets = SendableBox<[String: Bucket]>([:])
    private let changes = Signals<String>(limit: 1_000)
    private let firstBursts: [String: Int]
    /// How long a window is taken to be of which nothing was told: at most so long is waited for a first answer.
    private static let unknownWindow: Duration = .seconds(60)

    /// - Parameter firstBursts: How many requests of a bucket may go out in a minute before one is answered, at a service
    ///   that is known to tell of its windows; of other buckets any number.
    init(firstBursts: [String: Int]) { self.firstBursts = firstBursts.mapValues { max(1, $0) } }

    /// The number of the last change, to be read before ``admit(_:at:)``.
    var latest: Int { changes.latest }

    /// Asks for leave to send a request.
    func admit(_ name: String, at now: Duration) -> Decision {
        buckets.withLock { buckets in
            var bucket = buckets[name] ?? Bucket(start: now, left: firstBursts[name])
            defer { buckets[name] = bucket }
            var end: Duration { bucket.end ?? bucket.start + Self.unknownWindow }
            if now >= end {
                bucket = Bucket(
                    window: bucket.window + 1, start: now,
                    left: bucket.limit ?? bucket.left.map { _ in firstBursts[name] ?? 1 },
                    limit: bucket.limit)
            }
            if let left = bucket.left {
                guard left > 0 else { return .wait(until: end, isTold: bucket.end != nil) }
                bucket.left = left - 1
            }
            bucket.sent += 1
            return .go(Leave(bucket: name, window: bucket.window, number: bucket.sent))
        }
    }

    /// Takes note of what came of a request.
    func end(_ leave: Leave, _ outcome: Outcome, at now: Duration) {
        let hasRoom = buckets.withLock { buckets in
            guard var bucket = buckets[leave.bucket] else { return true }
            let known = bucket.end
            let isCurrent = leave.window == bucket.window
            switch outcome {
            case .told(let report): bucket.take(report, of: isCurrent ? leave.number : 0, at: now)
            case .silent: if bucket.limit == nil, bucket.end == nil { bucket.left = nil }
            // Nothing is known of its window: it is as if it had not been sent.
            case .nothing: if isCurrent, bucket.end == nil { bucket.left = bucket.left.map { $0 + 1 } }
            }
            buckets[leave.bucket] = bucket
            return bucket.left.map { $0 > 0 } ?? true || bucket.end != known
        }
        // Nobody is woken for nothing: each answer of a full window would wake all who wait for the next.
        if hasRoom { changes.signal(leave.bucket) }
    }

    /// Waits until a bucket may have changed.
    func wait(_ name: String, after seen: Int, until time: Duration, by clock: any TimeSource) async throws {
        try await changes.wait(for: [name], after: seen, until: time, by: clock)
    }
}

extension RatePacer.Bucket {
    /// A window that ends by so much later than the one that is known is another one.
    private static var slack: Duration { .milliseconds(1_500) }

    /// Takes what the answer to a request tells; what was sent after that request is not in it for certain.
    fileprivate mutating func take(_ report: RateReport, of number: Int, at now: Duration) {
        let end = now + report.resetsIn
        let free = max(0, report.remaining - (sent - number))
        limit = report.limit.map { max(1, $0) } ?? limit
        let isAnother = self.end.map { end > $0 + Self.slack } ?? false
        // Answers may overtake each other: one to an earlier request can only tell that less is left.
        left = isAnother || number > heard ? free : min(left ?? free, free)
        heard = max(heard, number)
        if isAnother || self.end == nil { self.end = end }
    }
}
