import Foundation

/// An emulator's time: durations since it began, and the stamps that a service with a clock of its own writes.
struct EmulatorClock: Sendable {
    let time: any TimeSource
    private let origin: Duration
    private let startMicroseconds: Int64

    /// - Parameter skew: How far the stamps are ahead.
    init(time: any TimeSource, startingAt date: Date, skew: Duration) {
        self.time = time
        origin = time.now
        startMicroseconds = Int64((date.timeIntervalSince1970 * 1e6).rounded()) + skew.wholeMicroseconds
    }

    /// The time since the emulator began.
    var now: Duration { time.now - origin }

    /// Suspends the task until a moment, or until whoever waits for the answer gives up.
    func sleep(until moment: Duration) async throws {
        guard let watch = TransferWatch.current else { return try await time.sleep(until: origin + moment) }
        try await watch.sleep(until: origin + moment)
    }

    /// Seconds since 1970 on the service's clock, rounded down.
    func unixSeconds(_ moment: Duration) -> Int64 {
        let microseconds = startMicroseconds + moment.wholeMicroseconds
        return microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }

    /// RFC 3339 in UTC with whole seconds, rounded down.
    func stamp(_ moment: Duration) -> String {
        Date(timeIntervalSince1970: TimeInterval(unixSeconds(moment))).ISO8601Format()
    }

    /// The form that HTTP header fields use, rounded down to a second.
    func httpDate(_ moment: Duration) -> String {
        EmulatorDate.string(unixSeconds: unixSeconds(moment))
    }
}

extension Duration {
    fileprivate var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
