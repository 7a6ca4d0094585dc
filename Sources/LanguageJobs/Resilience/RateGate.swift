/// Holds back every call of a client while the service wants to be left alone.
final class RateGate: Sendable {
    private let opensAt = SendableBox(Duration.zero)

    /// Keeps the gate closed until then, if it is not closed for longer already.
    func close(until time: Duration) {
        opensAt.withLock { $0 = max($0, time) }
    }

    /// How long it stays closed.
    func remaining(at now: Duration) -> Duration {
        max(.zero, opensAt.current - now)
    }
}
