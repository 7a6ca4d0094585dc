/// What happened under which name, and who waits for more of it.
///
/// Nothing is missed between two waits: each happening has a number, and whoever waits says up to which one it knows.
final class Signals<Name: Hashable & Sendable>: Sendable {
    /// A task that waits.
    private struct Waiter: Sendable {
        var names: [Name]
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State: Sendable {
        /// The number of the last happening.
        var latest = 0
        /// The number of each name's last one.
        var numbers: [Name: Int] = [:]
        var waiters: [Int: Waiter] = [:]
        var tickets: [Name: Set<Int>] = [:]
        var nextTicket = 0

        func isSignalled(_ names: [Name], after seen: Int) -> Bool {
            names.contains { (numbers[$0] ?? 0) > seen }
        }

        mutating func remove(_ ticket: Int) -> Waiter? {
            guard let waiter = waiters.removeValue(forKey: ticket) else { return nil }
            for name in waiter.names {
                tickets[name]?.remove(ticket)
                if tickets[name]?.isEmpty == true { tickets[name] = nil }
            }
            return waiter
        }
    }

    private let state = SendableBox(State())
    private let limit: Int

    /// - Parameter limit: How many names are remembered; the ones that were signalled longest ago are forgotten.
    init(limit: Int) { self.limit = limit }

    /// The number of the last happening: what a waiter that looks now knows of.
    var latest: Int { state.current.latest }

    /// It happened.
    func signal(_ name: Name) {
        let woken = state.withLock { state -> [Waiter] in
            state.latest += 1
            state.numbers[name] = state.latest
            forgetOldest(&state.numbers)
            let tickets = state.tickets[name] ?? []
            return tickets.compactMap { state.remove($0) }
        }
        for waiter in woken { waiter.continuation.resume() }
    }

    /// Half of the names at once, so that the search for the oldest costs little a signal.
    private func forgetOldest(_ numbers: inout [Name: Int]) {
        guard numbers.count > limit else { return }
        let middle = numbers.values.sorted()[numbers.count / 2]
        numbers = numbers.filter { $0.value >= middle }
    }

    /// Waits until something happens under one of the names after a number, or until a time.
    ///
    /// - Throws: `CancellationError`.
    func wait(
        for names: [Name], after seen: Int, until end: Duration, by time: any TimeSource
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await time.sleep(until: end) }
            group.addTask { try await self.next(names, after: seen) }
            try await group.next()
        }
    }

    private func next(_ names: [Name], after seen: Int) async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state -> Result<Void, any Error>? in
                    // The handler below may have run before there was somebody to wake.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isSignalled(names, after: seen) { return .success(()) }
                    state.waiters[ticket] = Waiter(names: names, continuation: continuation)
                    for name in names { state.tickets[name, default: []].insert(ticket) }
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in state.remove(ticket) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}
