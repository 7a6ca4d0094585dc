package import Foundation

/// How long a server asks to be left alone.
package enum ServerHint {
    /// Longer hints, in seconds, are taken for mistakes (a day).
    private static let longest = 86_400.0

    /// The delay that an answer's header fields ask for: `retry-after-ms`, `Retry-After` in seconds or as a date,
    /// then, for a refused request, `X-RateLimit-Reset` in seconds from now or since 1970.
    ///
    /// - Parameters:
    ///   - headers: Those of the answer.
    ///   - now: The date; the answer's own `Date` is preferred, since the two clocks may differ.
    ///   - refused: Whether the answer was a 429, so that the end of the rate window counts.
    package static func delay(_ headers: TransportHeaders, now: Date, refused: Bool) -> Duration? {
        if let text = headers["retry-after-ms"], let value = number(text) {
            return accepted(value / 1_000)
        }
        if let text = headers["retry-after"] {
            if let seconds = number(text) { return accepted(seconds) }
            if let date = HTTPDate.date(text) {
                let reference = headers["date"].flatMap(HTTPDate.date) ?? now
                return accepted(date.timeIntervalSince(reference))
            }
        }
        if refused, let end = windowEnd(headers, now: now.timeIntervalSince1970), end > .zero { return end }
        return nil
    }

    /// How long the rate window goes on by `X-RateLimit-Reset`, in seconds from now or since 1970; zero: it is over.
    ///
    /// - Parameter now: The seconds since 1970.
    static func windowEnd(_ headers: TransportHeaders, now: Double) -> Duration? {
        guard let value = headers["x-ratelimit-reset"].flatMap(number), value >= 0 else { return nil }
        // A value of this size can only be a date: the seconds since 1970.
        let seconds = value > 1_000_000_000 ? max(0, value - now) : value
        return seconds == 0 ? .zero : accepted(seconds)
    }

    private static func number(_ text: String) -> Double? {
        Double(text.trimmingCharacters(in: .whitespaces)).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func accepted(_ seconds: Double) -> Duration? {
        // Before it becomes a duration: one that is too long to be represented would end the process.
        guard seconds > 0, seconds <= longest else { return nil }
        let delay = Duration.seconds(seconds)
        return delay > .zero ? delay : nil
    }
}
