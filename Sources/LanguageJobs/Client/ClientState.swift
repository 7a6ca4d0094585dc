/// What the calls of one client share.
package final class ClientState: Sendable {
    let gate = RateGate()
    let pacer: RatePacer
    let budget = RetryBudget()
    package let longPolls = LongPollMemory()

    /// - Parameter firstBurst: See ``RatePacer/init(firstBurst:)``.
    package init(firstBurst: Int? = nil) { pacer = RatePacer(firstBurst: firstBurst) }
}
