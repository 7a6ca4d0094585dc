/// What the calls of one client share.
package final class ClientState: Sendable {
    let gate = RateGate()
    let budget = RetryBudget()
    package let longPolls = LongPollMemory()

    package init() {}
}
