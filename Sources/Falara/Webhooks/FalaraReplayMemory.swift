public import Foundation

/// The webhooks that came, kept in memory until each is too old to be taken anyway.
public final class FalaraReplayMemory: FalaraReplayStore {
    private struct State: Sendable {
        var expiries: [String: Date] = [:]
        /// When the next search for what can be forgotten is due, by the number of entries.
        var nextSweep = 1_000
    }

    private let state = SendableBox(State())
    private let date: @Sendable () -> Date

    /// Makes an empty memory.
    ///
    /// - Parameter date: The clock. Default: the system's.
    public init(date: @escaping @Sendable () -> Date = { Date() }) { self.date = date }

    /// How many webhooks are remembered: no more than about twice those of the window.
    public var count: Int { state.current.expiries.count }

    /// Remembers a webhook.
    public func remember(_ id: String, until expiry: Date) -> Bool {
        let now = date()
        return state.withLock { state in
            if let known = state.expiries[id], known > now { return false }
            state.expiries[id] = expiry
            if state.expiries.count >= state.nextSweep {
                state.expiries = state.expiries.filter { $0.value > now }
                state.nextSweep = max(1_000, state.expiries.count * 2)
            }
            return true
        }
    }

    /// Forgets a webhook.
    public func forget(_ id: String) {
        state.withLock { $0.expiries[id] = nil }
    }
}
