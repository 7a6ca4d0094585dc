import LanguageJobs

/// How long a mock keeps silent: until a timeout of the request has passed on its clock.
struct MockTimeout: Sendable {
    private let timeouts: TransportTimeouts
    private let time: any TimeSource
    private let start: Duration

    init(_ timeouts: TransportTimeouts, time: any TimeSource) {
        self.timeouts = timeouts
        self.time = time
        start = time.now
    }

    /// Waits, and gives the failure to throw.
    func pass() async throws -> TransportFailure {
        let idleEnd = time.now + timeouts.idle
        guard let total = timeouts.total, start + total < idleEnd else {
            try await time.sleep(until: idleEnd)
            return TransportFailure(.idleTimeout, "The mock kept silent for \(timeouts.idle.text).")
        }
        try await time.sleep(until: start + total)
        return TransportFailure(.totalTimeout, "The mock did not end its answer within \(total.text).")
    }
}
