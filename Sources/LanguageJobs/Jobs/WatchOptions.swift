/// How a job is waited for.
///
/// Three knobs are apart: the timeouts of one request and the retries of one poll (``call``), the schedule
/// (``schedule``, ``longPoll``), and how long to wait in all (``maxWait``).
public struct WatchOptions: Sendable {
    /// Which snapshots a watcher gives.
    public enum Emission: Sendable, Hashable {
        /// Those with another status, progress or date of change, and the last.
        case changes
        /// Every one that was read.
        case everyPoll
    }

    /// The delays between polls; `nil`: as the service prefers.
    public var schedule: PollingSchedule?
    /// The longest wait in all, from the first step; `nil`: for ever. Default: 30 minutes.
    public var maxWait: Duration?
    /// How long the service is asked to hold an answer back while progress is watched, where it can; `nil`: as the
    /// service prefers, `.zero`: not at all.
    public var longPoll: Duration?
    /// The same when only the result counts.
    public var longPollForResult: Duration?
    /// Which snapshots are given.
    public var emission: Emission
    /// How many polls running may fail in a way that may pass (after their own retries). Default: 5.
    public var toleratedFailures: Int
    /// For how long after its creation a job may still be unknown to the service. Default: 5 seconds.
    public var notFoundGrace: Duration
    /// Where news of the job come that end a wait at once; `nil`: nowhere.
    public var signals: JobSignals?
    /// Timeouts, retries and header fields of each poll.
    public var call: CallOptions

    /// Makes options.
    public init(
        schedule: PollingSchedule? = nil,
        maxWait: Duration? = .seconds(1_800),
        longPoll: Duration? = nil,
        longPollForResult: Duration? = nil,
        emission: Emission = .changes,
        toleratedFailures: Int = 5,
        notFoundGrace: Duration = .seconds(5),
        signals: JobSignals? = nil,
        call: CallOptions = .init()
    ) {
        self.schedule = schedule
        self.maxWait = maxWait
        self.longPoll = longPoll
        self.longPollForResult = longPollForResult
        self.emission = emission
        self.toleratedFailures = toleratedFailures
        self.notFoundGrace = notFoundGrace
        self.signals = signals
        self.call = call
    }

    /// The same options, with what the service prefers where they leave it to the service.
    func completed(by preferred: WatchOptions) -> WatchOptions {
        with {
            $0.schedule = schedule ?? preferred.schedule
            $0.longPoll = longPoll ?? preferred.longPoll
            $0.longPollForResult = longPollForResult ?? preferred.longPollForResult
            $0.signals = signals ?? preferred.signals
        }
    }

    /// The same options with a change.
    public func with(_ change: (inout WatchOptions) -> Void) -> WatchOptions {
        var copy = self
        change(&copy)
        return copy
    }
}
