/// Bounds the retries of a whole client, so that it does not multiply the load of a service that is down.
///
/// A bucket of tokens: a retry takes some, a success gives back one. When it is empty, failures are reported at once.
final class RetryBudget: Sendable {
    private let capacity: Int
    private let cost: Int
    private let tokens: SendableBox<Int>

    init(capacity: Int = 500, cost: Int = 5) {
        self.capacity = capacity
        self.cost = cost
        tokens = SendableBox(capacity)
    }

    /// Takes the tokens of one retry; false when they are not there.
    func spend() -> Bool {
        tokens.withLock { tokens in
            guard tokens >= cost else { return false }
            tokens -= cost
            return true
        }
    }

    func refill() {
        tokens.withLock { $0 = min(capacity, $0 + 1) }
    }
}
