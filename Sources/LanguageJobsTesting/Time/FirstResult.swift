import Synchronization

/// A result that is awaited once; the first one counts.
///
/// It lets a task group's rule be broken on purpose: whoever waits here returns although the work goes on.
final class FirstResult<Success: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Success, any Error>)
        case settled(Result<Success, any Error>)
    }

    private let state = Mutex(State.open)

    /// Settles it, unless it is settled.
    func settle(_ result: Result<Success, any Error>) {
        let waiter = state.withLock { state -> CheckedContinuation<Success, any Error>? in
            switch state {
            case .open:
                state = .settled(result)
                return nil
            case .awaited(let waiter):
                state = .settled(result)
                return waiter
            case .settled:
                return nil
            }
        }
        waiter?.resume(with: result)
    }

    /// The result, as soon as there is one; to be called once.
    var value: Success {
        get async throws {
            try await withCheckedThrowingContinuation { waiter in
                let settled = state.withLock { state -> Result<Success, any Error>? in
                    if case .settled(let result) = state { return result }
                    state = .awaited(waiter)
                    return nil
                }
                if let settled { waiter.resume(with: settled) }
            }
        }
    }
}
