/// What a virtual clock knows, and its rule what to do next.
struct VirtualTimeState: Sendable {
    /// A body that runs.
    struct Run: Sendable {
        var cancel: (@Sendable () -> Void)?
        var failure: VirtualTimeFailure?
        let onAbandon: @Sendable (VirtualTimeFailure) -> Void

        func abandon() {
            if let failure { onAbandon(failure) }
        }
    }

    enum Step {
        /// Run a job.
        case run(UnownedJob)
        /// Wake a sleeper, for the time is now its deadline.
        case wake(WaitQueue<Duration>.Wake)
        /// Cancel bodies that would never return.
        case cancel([Run])
        /// Let go of bodies that did not return when they were cancelled.
        case abandon([Run])
        /// Nothing to do until a job comes.
        case rest
        /// The same, but if no job comes at all, the bodies have stalled.
        case watch(Int)
    }

    let horizon: Duration
    let patience: Duration
    var ready = JobQueue()
    var sleepers = WaitQueue<Duration>()
    /// How many reasons there are not to let the time jump.
    var holds = 0
    var runs: [Int: Run] = [:]
    private(set) var now: Duration = .zero
    private(set) var jumps = 0
    private var isDraining = false
    private var rests = 0
    private var lastRun = 0

    init(horizon: Duration, patience: Duration) {
        self.horizon = horizon
        self.patience = patience
    }

    mutating func begin(abandon: @escaping @Sendable (VirtualTimeFailure) -> Void) -> Int {
        lastRun += 1
        runs[lastRun] = Run(onAbandon: abandon)
        return lastRun
    }

    /// Ends a body and says why it was given up, if it was.
    mutating func end(_ id: Int) -> VirtualTimeFailure? {
        runs.removeValue(forKey: id)?.failure
    }

    /// Whether the caller has to drain, for nobody does.
    mutating func startDraining() -> Bool {
        defer { isDraining = true }
        return !isDraining
    }

    mutating func nextStep() -> Step {
        if let job = ready.popFirst() { return .run(job) }
        guard holds == 0, !runs.isEmpty else { return rest(watched: false) }
        let givenUp = runs.filter { $0.value.failure != nil }
        guard givenUp.isEmpty else {
            for id in givenUp.keys { runs[id] = nil }
            return .abandon(Array(givenUp.values))
        }
        guard let deadline = sleepers.first else { return rest(watched: true) }
        guard deadline <= horizon else { return .cancel(giveUp(beyondHorizon(deadline))) }
        guard let sleeper = sleepers.popFirst() else { return rest(watched: true) }
        if deadline > now {
            now = deadline
            jumps += 1
        }
        return .wake(sleeper)
    }

    private mutating func rest(watched: Bool) -> Step {
        isDraining = false
        rests += 1
        return watched ? .watch(rests) : .rest
    }

    /// Gives all bodies up, unless something has happened since a rest began; the caller has to cancel them, then to
    /// drain.
    mutating func giveUpStalled(ifRestingSince rest: Int) -> [Run]? {
        guard !isDraining, rests == rest else { return nil }
        isDraining = true
        return giveUp(
            VirtualTimeFailure(
                .stalled,
                """
                At \(now.text), no task could run and none slept for \(patience.text) of real time: the body waits for something \
                that virtual time does not run. Look for a continuation that nobody resumes, an unstructured \
                `Task {}`, Dispatch, a socket or the main actor.
                """))
    }

    private mutating func giveUp(_ failure: VirtualTimeFailure) -> [Run] {
        for id in runs.keys { runs[id]?.failure = failure }
        return Array(runs.values)
    }

    private func beyondHorizon(_ deadline: Duration) -> VirtualTimeFailure {
        VirtualTimeFailure(
            .horizonPassed,
            """
            At \(now.text), the next task to wake sleeps until \(deadline.text), beyond the horizon of \(horizon.text): the body waits \
            or polls for ever. Give the wait a deadline, or the clock a later horizon.
            """)
    }
}
