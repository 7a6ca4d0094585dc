import Synchronization

/// Places for requests, so many at a time and origin; who comes first is served first.
///
/// A request waits here and not inside URLSession, whose idle timer would run meanwhile.
final class ConnectionSlots: Sendable {
    /// What shares one row of places.
    struct Lane: Hashable, Sendable {
        var origin: String
        var isLongPoll: Bool
    }

    /// A place, held as long as the value lives.
    final class Slot: Sendable {
        private let onRelease: @Sendable () -> Void
        fileprivate init(onRelease: @escaping @Sendable () -> Void) { self.onRelease = onRelease }
        deinit { onRelease() }
    }

    private enum Waiter {
        case announced
        case admitted
        case cancelled
        case waiting(CheckedContinuation<Void, any Error>)
    }

    private struct Row {
        var inUse = 0
        var waiters: [Int: Waiter] = [:]
        var nextTicket = 0
        var firstTicket = 0

        /// Who has a ticket must find its row: a new one would give the same tickets again.
        var isIdle: Bool { inUse == 0 && waiters.isEmpty }
    }

    private let rows = Mutex<[Lane: Row]>([:])
    private let limit: @Sendable (Lane) -> Int

    /// Makes the places; the limit is at least 1 in every lane.
    init(limit: @escaping @Sendable (Lane) -> Int) {
        self.limit = { max(1, limit($0)) }
    }

    /// Waits for a place.
    ///
    /// - Throws: `CancellationError` at once when the task is cancelled.
    func acquire(_ lane: Lane) async throws -> Slot {
        try Task.checkCancellation()
        if let ticket = announce(in: lane) {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { wait($0, ticket: ticket, lane: lane) }
            } onCancel: {
                giveUp(ticket: ticket, lane: lane)
            }
        }
        return Slot { [self] in release(lane) }
    }

    /// How many places of a lane are taken, and how many requests wait for one.
    func load(of lane: Lane) -> (inUse: Int, waiting: Int) {
        rows.withLock { rows in (rows[lane]?.inUse ?? 0, rows[lane]?.waiters.count ?? 0) }
    }

    /// Takes a free place, or a ticket for one.
    private func announce(in lane: Lane) -> Int? {
        rows.withLock { rows in
            var row = rows[lane, default: Row()]
            defer { rows[lane] = row }
            if row.inUse < limit(lane) {
                row.inUse += 1
                return nil
            }
            let ticket = row.nextTicket
            row.nextTicket += 1
            row.waiters[ticket] = .announced
            return ticket
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, any Error>, ticket: Int, lane: Lane) {
        let known = rows.withLock { rows -> Waiter? in
            let waiter = rows[lane]?.waiters[ticket]
            if case .announced = waiter {
                rows[lane]?.waiters[ticket] = .waiting(continuation)
            } else {
                rows[lane]?.waiters[ticket] = nil
                if rows[lane]?.isIdle == true { rows[lane] = nil }
            }
            return waiter
        }
        switch known {
        case .admitted: continuation.resume()
        case .cancelled: continuation.resume(throwing: CancellationError())
        case .announced, .waiting, nil: break
        }
    }

    private func giveUp(ticket: Int, lane: Lane) {
        let waiter = rows.withLock { rows -> Waiter? in
            let waiter = rows[lane]?.waiters[ticket]
            switch waiter {
            case .announced: rows[lane]?.waiters[ticket] = .cancelled
            case .waiting: rows[lane]?.waiters[ticket] = nil
            case .admitted, .cancelled, nil: break
            }
            return waiter
        }
        if case .waiting(let continuation) = waiter { continuation.resume(throwing: CancellationError()) }
    }

    /// Hands the place to who waits longest.
    private func release(_ lane: Lane) {
        let next = rows.withLock { rows -> CheckedContinuation<Void, any Error>? in
            guard var row = rows[lane] else { return nil }
            defer { rows[lane] = row.isIdle ? nil : row }
            while row.firstTicket < row.nextTicket {
                let ticket = row.firstTicket
                row.firstTicket += 1
                switch row.waiters[ticket] {
                case .waiting(let continuation):
                    row.waiters[ticket] = nil
                    return continuation
                case .announced:
                    row.waiters[ticket] = .admitted
                    return nil
                case .admitted, .cancelled, nil:
                    continue
                }
            }
            row.inUse -= 1
            return nil
        }
        next?.resume()
    }
}
