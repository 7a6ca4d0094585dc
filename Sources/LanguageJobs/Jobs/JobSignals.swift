/// News of jobs that come by another way than polling, such as webhooks: each ends the wait of whoever watches that job.
///
/// ```swift
/// let signals = JobSignals()
/// // Where webhooks arrive, in whatever server:
/// signals.signal(jobID)
/// // Where jobs are waited for:
/// let result = try await service.result(of: id, options: .signalled(by: signals))
/// ```
/// News only makes a watcher look at once; what it believes is what the service answers then. News that come before
/// anybody watches are kept for the next watcher, of the last 10,000 jobs at least.
public final class JobSignals: Sendable {
    let signals = Signals<String>(limit: 20_000)

    /// Makes signals that nobody waits for yet.
    public init() {}

    /// There is news of a job, or of a group of jobs such as a batch.
    ///
    /// - Parameter id: The service's id of the job or of the group.
    public func signal(_ id: String) { signals.signal(id) }

    /// There is news of a job.
    public func signal<Job>(_ id: JobID<Job>) { signal(id.rawValue) }
}

extension WatchOptions {
    /// Options for a job that news will come of: it is looked at when they come, and else hardly ever.
    ///
    /// - Parameters:
    ///   - signals: Where the news come.
    ///   - fallback: How often to look nevertheless, since a webhook can be lost. Default: every 5 minutes.
    ///   - maxWait: The longest wait in all; `nil`: for ever. Default: 30 minutes.
    public static func signalled(
        by signals: JobSignals, fallback: Duration = .seconds(300), maxWait: Duration? = .seconds(1_800)
    ) -> WatchOptions {
        var options = WatchOptions(schedule: .constant(fallback), maxWait: maxWait)
        options.signals = signals
        return options
    }
}
