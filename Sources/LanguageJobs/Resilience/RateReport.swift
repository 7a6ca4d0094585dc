import Foundation

/// What an answer tells of the window in which its call was counted.
struct RateReport: Sendable, Equatable {
    /// The calls of a whole window.
    var limit: Int?
    /// The calls that are left of this one.
    var remaining: Int
    /// How long the window goes on.
    var resetsIn: Duration

    /// Reads `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds, from now or since 1970), with `X-RateLimit-Limit`.
    ///
    /// `nil` without the first two: how many are left says nothing as long as it isn't known until when.
    init?(_ headers: TransportHeaders, now: Double) {
        guard let remaining = Self.count(headers["x-ratelimit-remaining"]),
            let resetsIn = ServerHint.windowEnd(headers, now: now)
        else { return nil }
        self.remaining = remaining
        self.resetsIn = resetsIn
        limit = Self.count(headers["x-ratelimit-limit"])
    }

    private static func count(_ text: String?) -> Int? {
        guard let text, let number = Int(text.trimmingCharacters(in: .whitespaces)), number >= 0 else {
            return nil
        }
        return min(number, 1_000_000)
    }
}
