/// What the calls of one client share.
package final class ClientState: Sendable {
    let gate = RateGate()
    let pacer: RatePacer
    let budget = RetryBudget()
    package let longPolls = LongPollMemory()

    /// - Parameter firstBursts: See ``RatePacer/init(firstBursts:)``.
    package init(firstBursts: [String: Int] = [:]) { pacer = RatePacer(firstBursts: firstBursts) }
}
