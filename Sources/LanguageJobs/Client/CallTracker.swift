/// What happened to one call so far: whether a request left, how often, and with which key.
final class CallTracker: Sendable {
    struct State: Sendable {
        var attempts = 0
        var isSent = false
        var isApplied = false
    }

    let state = SendableBox(State())
    /// The key that was sent last, to be kept out of error texts.
    let lastKey = SendableBox<String?>(nil)

    func beginAttempt() {
        state.withLock {
            $0.attempts += 1
            $0.isSent = false
        }
    }

    func markSent() { state.withLock { $0.isSent = true } }

    func markApplied() { state.withLock { $0.isApplied = true } }

    /// Whether the service may have done what was asked although the call failed.
    ///
    /// Proof that it did not: no request left, no connection was made, or the answer was a 4xx.
    func mayHaveBeenApplied(_ error: ClientError) -> Bool {
        let state = state.current
        if state.isApplied { return true }
        guard state.isSent else { return false }
        if let failure = error.underlying as? TransportFailure, failure.provesNotSent { return false }
        if let status = error.status, (400..<500).contains(status) { return false }
        return true
    }

    /// Takes the key out of a text.
    func redact(_ text: String) -> String {
        guard let key = lastKey.current, key.count >= 4 else { return text }
        return text.replacing(key, with: "[redacted]")
    }
}
