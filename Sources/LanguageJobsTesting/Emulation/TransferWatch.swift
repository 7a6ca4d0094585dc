/// Ends a transfer that takes too long: without a byte for the idle timeout, or in all for the total one.
///
/// What an emulator waits for, it waits for by ``EmulatorClock``, which asks the watch of its task: no second task
/// has to sleep beside each request.
final class TransferWatch: Sendable {
    /// The watch over what the task does.
    @TaskLocal static var current: TransferWatch?

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

    /// Does a piece of the transfer under this watch; it begins and, when all went well, ends with a byte.
    ///
    /// - Throws: ``TransportFailure`` with `.idleTimeout` or `.totalTimeout`, `CancellationError`, and what the
    ///   work throws.
    func over<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        lastByte.exchange(time.now)
        let value: Value
        do {
            value = try await Self.$current.withValue(self, operation: work)
        } catch  where Task.isCancelled {
            throw CancellationError()
        }
        if let failure = failure(at: time.now), failure.reason == .totalTimeout { throw failure }
        lastByte.exchange(time.now)
        return value
    }

    /// Suspends the task until the deadline, or until the transfer has taken too long.
    func sleep(until deadline: Duration) async throws {
        let end = min(
            lastByte.current + timeouts.idle, timeouts.total.map { start + $0 } ?? .seconds(Int64.max))
        try await time.sleep(until: min(deadline, end))
        if deadline > end, let failure = failure(at: time.now) { throw failure }
    }

    /// Does work that waits by other means than the emulator's clock, such as a client's own stream.
    func racing<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await self.sleep(until: .seconds(Int64.max))
                throw CancellationError()
            }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private func failure(at now: Duration) -> TransportFailure? {
        if let total = timeouts.total, now >= start + total {
            return TransportFailure(.totalTimeout, "The request took longer than \(total.text).")
        }
        if now >= lastByte.current + timeouts.idle {
            return TransportFailure(.idleTimeout, "No byte came or went for \(timeouts.idle.text).")
        }
        return nil
    }
}
