public import LanguageJobs
import Synchronization

/// A clock that stands still until a test advances it.
///
/// For unit tests of one policy, where the test knows who sleeps and when:
/// ```swift
/// let time = ManualTime()
/// async let waited: Void = time.sleep(until: .seconds(30))
/// try await time.waitForSleepers(count: 1)
/// time.advance(by: .seconds(30))
/// try await waited
/// ```
/// Wait for the sleepers before each advance: a task that falls asleep later sleeps on. Where several parts sleep on
/// their own, nobody can say how many sleepers to wait for: use ``VirtualTime``.
public final class ManualTime: TimeSource {
    private struct State {
        var now: Duration
        var sleepers = WaitQueue<Duration>()
        var observers = WaitQueue<Int>()
    }

    private let state: Mutex<State>

    /// Makes a clock that shows a time, by default the origin.
    public init(now: Duration = .zero) {
        state = Mutex(State(now: now))
    }

    /// The time that the last advance has set.
    public var now: Duration { state.withLock { $0.now } }

    /// The deadlines that tasks sleep for, in the order in which they will be woken.
    public var sleepers: [Duration] { state.withLock { $0.sleepers.keys } }

    /// Moves the time forward and wakes everyone whose deadline has come, the earliest deadline first, among equal
    /// ones whoever fell asleep first.
    ///
    /// A woken task runs after this returns, with the new time; if it sleeps again, it needs another advance.
    public func advance(by duration: Duration) {
        advance { $0 + duration }
    }

    /// Moves the time forward to a time since the origin; one that has passed changes nothing.
    public func advance(to time: Duration) {
        advance { _ in time }
    }

    private func advance(_ target: (Duration) -> Duration) {
        let woken = state.withLock { state in
            state.now = max(state.now, target(state.now))
            return state.sleepers.popAll(upTo: state.now)
        }
        for wake in woken { wake.resume() }
    }

    /// Suspends the task until the time has been advanced to the deadline.
    public func sleep(until deadline: Duration) async throws {
        try await wait(in: \.sleepers, for: deadline) { deadline <= $0.now }
    }

    /// Returns as soon as at least so many tasks are asleep.
    ///
    /// It waits as long as that takes; put a time limit on the test.
    ///
    /// - Throws: `CancellationError` at once when the task is cancelled.
    public func waitForSleepers(count: Int) async throws {
        try await wait(in: \.observers, for: count) { count <= $0.sleepers.count }
    }

    private func wait<Key>(
        in queue: any WritableKeyPath<State, WaitQueue<Key>> & Sendable,
        for key: Key,
        unless isOver: (State) -> Bool
    ) async throws {
        let id = state.withLock { $0[keyPath: queue].admit() }
        defer { state.withLock { $0[keyPath: queue].dismiss(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wake: WaitQueue<Key>.Wake) in
                let isCancelled = Task.isCancelled
                var observers: [WaitQueue<Int>.Wake] = []
                let answer = state.withLock { state -> Result<Void, any Error>? in
                    if isCancelled { return .failure(CancellationError()) }
                    if isOver(state) { return .success(()) }
                    guard state[keyPath: queue].add(id, for: key, wake) else {
                        return .failure(CancellationError())
                    }
                    observers = state.observers.popAll(upTo: state.sleepers.count)
                    return nil
                }
                if let answer { wake.resume(with: answer) }
                for observer in observers { observer.resume() }
            }
        } onCancel: {
            let wake = state.withLock { $0[keyPath: queue].cancel(id) }
            wake?.resume(throwing: CancellationError())
        }
    }
}
