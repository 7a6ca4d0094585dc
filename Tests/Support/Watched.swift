import Dispatch
import LanguageJobs
import Synchronization

/// A value that tasks and threads wait on: whoever waits is resumed by the very change it waits for.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter: Sendable {
        /// What resumes the waiter when the value is the awaited one.
        let offer: @Sendable (Value) -> (@Sendable () -> Void)?
        let abandon: @Sendable () -> Void
    }

    private enum Place: Sendable {
        case issued
        case waiting(Waiter)
        case abandoned
    }

    private struct State: Sendable {
        var value: Value
        var places: [Int: Place] = [:]
        var nextTicket = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    var value: Value {
        state.withLock { $0.value }
    }

    /// Changes the value and resumes whoever waited for what it is now.
    func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, resumes) = state.withLock { state in
            let result = change(&state.value)
            var resumes: [@Sendable () -> Void] = []
            for (ticket, place) in state.places {
                guard case .waiting(let waiter) = place, let resume = waiter.offer(state.value) else {
                    continue
                }
                state.places[ticket] = nil
                resumes.append(resume)
            }
            return (result, resumes)
        }
        for resume in resumes { resume() }
        return result
    }

    /// What `pick` finds, now or after a later change.
    ///
    /// Throws `CancellationError` when the task is cancelled, and a `timedOut` error with the text of `failure`
    /// for the value as it then is when the limit passes.
    func first<Found: Sendable>(
        within limit: Duration, failure: @escaping @Sendable (Value) -> String,
        _ pick: @escaping @Sendable (Value) -> Found?
    ) async throws -> Found {
        // What is there already must not race with a limit of zero.
        if let found = pick(value) { return found }
        return try await withThrowingTaskGroup(of: Found.self) { group in
            group.addTask { try await self.first(pick) }
            group.addTask {
                let clock = SystemTime()
                try await clock.sleep(until: clock.now + limit)
                throw WireError.timedOut(failure(self.value) + " (waited \(limit))")
            }
            defer { group.cancelAll() }
            guard let found = try await group.next() else { throw CancellationError() }
            return found
        }
    }

    private func first<Found: Sendable>(_ pick: @escaping @Sendable (Value) -> Found?) async throws -> Found {
        let ticket = issueTicket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Found, any Error>) in
                wait(
                    ticket,
                    Waiter(
                        offer: { value in
                            guard let found = pick(value) else { return nil }
                            return { continuation.resume(returning: found) }
                        },
                        abandon: { continuation.resume(throwing: CancellationError()) }))
            }
        } onCancel: {
            abandon(ticket)
        }
    }

    /// Blocks the thread until the value satisfies `condition`; `false` when the limit passed first.
    ///
    /// On a server's own thread the server's stop ends the wait with `WireError.stopped`.
    @available(*, noasync)
    func block(within limit: Duration, until condition: @escaping @Sendable (Value) -> Bool) throws -> Bool {
        let wake = DispatchSemaphore(value: 0)
        let ticket = call(when: condition) { wake.signal() }
        defer { abandon(ticket) }
        let stopping = ScriptThread.stopping
        let stopTicket = stopping?.call(when: { $0 }) { wake.signal() }
        defer { if let stopTicket { stopping?.abandon(stopTicket) } }
        let nanoseconds = Int(min(limit / .nanoseconds(1), 1e17))
        let outcome = wake.wait(timeout: .now() + .nanoseconds(nanoseconds))
        if stopping?.value == true { throw WireError.stopped }
        return outcome == .success
    }

    private func call(
        when condition: @escaping @Sendable (Value) -> Bool, _ resume: @escaping @Sendable () -> Void
    ) -> Int {
        let ticket = issueTicket()
        wait(ticket, Waiter(offer: { condition($0) ? resume : nil }, abandon: {}))
        return ticket
    }

    private func issueTicket() -> Int {
        state.withLock { state in
            state.nextTicket += 1
            state.places[state.nextTicket] = .issued
            return state.nextTicket
        }
    }

    private func wait(_ ticket: Int, _ waiter: Waiter) {
        let resume: (@Sendable () -> Void)? = state.withLock { state in
            if case .abandoned = state.places[ticket] {
                state.places[ticket] = nil
                return waiter.abandon
            }
            if let resume = waiter.offer(state.value) {
                state.places[ticket] = nil
                return resume
            }
            state.places[ticket] = .waiting(waiter)
            return nil
        }
        resume?()
    }

    private func abandon(_ ticket: Int) {
        let abandon: (@Sendable () -> Void)? = state.withLock { state in
            switch state.places[ticket] {
            case .issued:
                // The task was cancelled before its continuation was there.
                state.places[ticket] = .abandoned
                return nil
            case .waiting(let waiter):
                state.places[ticket] = nil
                return waiter.abandon
            case .abandoned, nil:
                return nil
            }
        }
        abandon?()
    }
}

/// What the thread that runs a server's script knows of that server.
enum ScriptThread {
    /// Whether the server stops: a script that waits for something else must give up then.
    @TaskLocal static var stopping: Watched<Bool>?
}
