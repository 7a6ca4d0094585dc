import Dispatch
public import Foundation
public import LanguageJobs
import Synchronization

/// A clock that jumps: whenever none of its tasks can run, the time becomes the earliest deadline that one sleeps for.
///
/// Hours of polling pass in milliseconds, in the same order each time, and no test has to advance anything:
/// ```swift
/// let virtual = VirtualTime()
/// let hub = LDXHubEmulator(time: virtual, plan: LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(90))))
/// let client = try LDXHubClient(
///     credential: .value("any"), baseURL: hub.baseURL,
///     configuration: ClientConfiguration(runtime: virtual.runtime(seed: 1)), transport: hub.transport)
/// try await virtual.run {
///     _ = try await client.refineLoop.run(.file(manual), model: model)
///     #expect(virtual.now == .seconds(90))
/// }
/// ```
///
/// **How.** It is a task executor, too: ``run(_:)`` has every task of its body run here, one at a time, first come first
/// served, whatever their priorities. An empty queue therefore means that nobody can go on but a sleeper. The sleepers
/// wake one by one, by deadline, among equal ones by who fell asleep first, and the next wakes only when all that
/// followed from the one before has come to rest.
///
/// **Conditions.** Child tasks (`async let`, task groups), default actors, `@concurrent` and nonisolated functions
/// inherit the executor. What runs elsewhere goes unseen, so that the time may jump although work is under way:
/// - `Task {}` and `Task.detached` (their sleep throws ``VirtualTimeFailure/Reason/sleptOutside``),
/// - `@MainActor` and actors with an executor of their own,
/// - Dispatch, threads, sockets, `URLSession`, and `Task.sleep`, which is real.
///
/// Code that is tested in virtual time does without these, or wraps them in ``holding(_:)``.
public final class VirtualTime: TaskExecutor, TimeSource {
    private let state: Mutex<VirtualTimeState>
    private let queue = DispatchQueue(label: "LanguageJobsTesting.VirtualTime")
    private let patience: Duration

    /// Makes a clock at its origin.
    ///
    /// - Parameters:
    ///   - horizon: The last time that it jumps to, so that endless polling ends: a body that waits for more fails
    ///     with ``VirtualTimeFailure/Reason/horizonPassed``. Default: 30 days.
    ///   - patience: How much real time has to pass without a task that can run or sleeps, before the body fails with
    ///     ``VirtualTimeFailure/Reason/stalled``. Default: 10 seconds.
    public init(horizon: Duration = .seconds(30 * 86_400), patience: Duration = .seconds(10)) {
        state = Mutex(VirtualTimeState(horizon: horizon, patience: patience))
        self.patience = patience
    }

    /// The time since the origin.
    public var now: Duration { state.withLock { $0.now } }

    /// How often the time has jumped.
    public var jumps: Int { state.withLock { $0.jumps } }

    /// The date, for a wall clock that showed `start` at the origin.
    public func date(since start: Date) -> Date {
        // Not `now / .seconds(1)`, which makes 4,730 s a little less: whole seconds have to stay whole.
        let (seconds, attoseconds) = now.components
        return start.addingTimeInterval(Double(seconds) + Double(attoseconds) / 1e18)
    }

    /// Runs a body in virtual time.
    ///
    /// The time stands still while no body runs; the next one goes on from there. Several may run at once.
    ///
    /// - Throws: What the body throws. ``VirtualTimeFailure`` when it would never return: the body's task is cancelled
    ///   first, and left behind should it not even then return.
    public func run<Success: Sendable>(
        _ body: @escaping @Sendable () async throws -> Success
    ) async throws -> Success {
        let outcome = FirstResult<Success>()
        let id = begin { outcome.settle(.failure($0)) }
        let task = Task(executorPreference: self) {
            let result: Result<Success, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            let failure = self.state.withLock { $0.end(id) }
            outcome.settle(failure.map { .failure($0) } ?? result)
        }
        // The hold that `begin` took keeps the body from failing before its task can be cancelled.
        state.withLock { $0.runs[id]?.cancel = { task.cancel() } }
        release()
        return try await withTaskCancellationHandler {
            try await outcome.value
        } onCancel: {
            task.cancel()
        }
    }

    private func begin(abandon: @escaping @Sendable (VirtualTimeFailure) -> Void) -> Int {
        state.withLock { state in
            state.holds += 1
            return state.begin(abandon: abandon)
        }
    }

    /// Keeps the time from jumping until the body has returned.
    ///
    /// For what a test can't do without and virtual time can't see: a callback from another thread, the main actor.
    /// Real time passes meanwhile, without the guard against a stall.
    public func holding<Success>(_ body: () async throws -> Success) async rethrows -> Success {
        state.withLock { $0.holds += 1 }
        defer { release() }
        return try await body()
    }

    private func release() {
        wakeUp { $0.holds -= 1 }
    }
}

extension VirtualTime {
    /// Suspends the task until the time has jumped to the deadline.
    ///
    /// When the deadline has passed, the time doesn't move, but everybody else who can run does so first.
    ///
    /// - Throws: `CancellationError` at once when the task is cancelled. ``VirtualTimeFailure`` when ``run(_:)`` has not
    ///   started the task.
    public func sleep(until deadline: Duration) async throws {
        let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor }
        guard executor == asUnownedTaskExecutor(), state.withLock({ !$0.runs.isEmpty }) else {
            throw VirtualTimeFailure(
                .sleptOutside,
                """
                A task slept until \(deadline.text) that virtual time does not run. Start it within `run` as a child task: \
                an unstructured `Task {}` or `Task.detached` does not inherit the executor.
                """)
        }
        let id = state.withLock { $0.sleepers.admit() }
        defer { state.withLock { $0.sleepers.dismiss(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                let isAsleep = state.withLock { $0.sleepers.add(id, for: max(deadline, $0.now), wake) }
                if !isAsleep { wake.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let wake = state.withLock { $0.sleepers.cancel(id) }
            wake?.resume(throwing: CancellationError())
        }
    }
}

extension VirtualTime {
    /// Takes a job into the queue; Swift's runtime calls it.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        wakeUp { $0.ready.append(job) }
    }

    private func wakeUp(_ change: (inout VirtualTimeState) -> Void) {
        let starts = state.withLock { state in
            change(&state)
            return state.startDraining()
        }
        if starts { queue.async { self.drain() } }
    }

    private func drain() {
        while true {
            switch state.withLock({ $0.nextStep() }) {
            case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .wake(let sleeper): sleeper.resume()
            case .cancel(let runs): for run in runs { run.cancel?() }
            case .abandon(let runs): for run in runs { run.abandon() }
            case .rest: return
            case .watch(let rest): return watch(rest)
            }
        }
    }

    /// Looks again after the real time that a test may take to be resumed from elsewhere.
    private func watch(_ rest: Int) {
        let seconds = min(patience / .seconds(1), 365 * 86_400)
        queue.asyncAfter(deadline: .now() + seconds) { [weak self] in
            guard let self, let runs = self.state.withLock({ $0.giveUpStalled(ifRestingSince: rest) }) else {
                return
            }
            for run in runs { run.cancel?() }
            self.drain()
        }
    }
}
