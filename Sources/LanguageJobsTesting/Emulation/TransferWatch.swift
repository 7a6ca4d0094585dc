/// Ends a transfer that takes too long: without a byte for the idle timeout, or in all for the total one.
final class TransferWatch: Sendable {
    private let time: any TimeSource
    private let timeouts: TransportTimeouts
    private let start: Duration
    private let lastByte: SendableBox<Duration>

    init(time: any TimeSource, timeouts: TransportTimeouts) {
        self.time = time
        self.timeouts = timeouts
        start = time.now
        lastByte = SendableBox(start)
    }

    /// Notes that a byte came or went.
    func touch() {
        lastByte.exchange(time.now)
    }

    /// Does a piece of the transfer, and gives up on it when time runs out.
    ///
    /// - Throws: ``TransportFailure`` with `.idleTimeout` or `.totalTimeout`, `CancellationError`, and what the
    ///   work throws.
    func guarding<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        touch()
        do {
            return try await withThrowingTaskGroup(of: Value.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await work() }
                group.addTask { throw try await self.timeout() }
                guard let value = try await group.next() else { throw CancellationError() }
                return value
            }
        } catch  where Task.isCancelled {
            throw CancellationError()
        }
    }

    private func timeout() async throws -> TransportFailure {
        let end = timeouts.total.map { start + $0 }
        while true {
            let idleEnd = lastByte.current + timeouts.idle
            if let end, end <= idleEnd, time.now >= end {
                return TransportFailure(
                    .totalTimeout, "The request took longer than \(timeouts.total ?? .zero).")
            }
            if time.now >= idleEnd {
                return TransportFailure(.idleTimeout, "No byte came or went for \(timeouts.idle).")
            }
            try await time.sleep(until: min(idleEnd, end ?? idleEnd))
        }
    }
}
