/// Remembers whether an origin honours the wait of a long poll.
///
/// Ignored means: an answer that is not final came in under half of the asked wait, twice running. From then on
/// the origin is polled by the schedule, so that ignoring never becomes a busy loop.
package final class LongPollMemory: Sendable {
    private let early = SendableBox(0)

    package init() {}

    package var isIgnored: Bool { early.current >= 2 }

    /// Takes note of an answer that was not final.
    ///
    /// - Returns: Whether the wait was honoured, so that the next poll may follow at once.
    package func record(asked: Duration, took: Duration) -> Bool {
        let honoured = took * 2 >= asked
        early.withLock { count in
            if count < 2 { count = honoured ? 0 : count + 1 }
        }
        return honoured
    }
}
