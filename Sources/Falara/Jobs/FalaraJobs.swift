/// The jobs of Falara.
public struct FalaraJobs: Sendable {
    /// What waiting needs to know.
    public let context: JobServiceContext
    let client: ServiceClient
    let treatsFailedAsFinal: Bool
    let settleTime: Duration

    init(_ client: ServiceClient, treatsFailedAsFinal: Bool, settleTime: Duration) {
        self.client = client
        self.treatsFailedAsFinal = treatsFailedAsFinal
        self.settleTime = settleTime
        context = JobServiceContext(
            service: "falara.jobs", of: client,
            // Every 2 to 3 seconds, and at most 50 requests a minute (Falara docs, Quickstart and Authentication).
            watching: WatchOptions(
                schedule: .exponential(from: .seconds(2), factor: 1.2, limit: .seconds(15))))
    }
}
