/// How a request is answered that a fault makes go wrong; each emulator writes it in its service's own form.
enum FaultRefusal: Sendable, Hashable {
    case rateLimited(RetryHint)
    case failing(status: Int, RetryHint)
    case html(status: Int)
}

extension Fault {
    /// What the fault does to a request before it is applied: it breaks the connection, answers it, or (`nil`) lets
    /// it be applied.
    func refusal(_ clock: EmulatorClock) async throws -> FaultRefusal? {
        switch self {
        case .refuseConnection:
            throw TransportFailure(.cannotConnect, "The emulator refused the connection.")
        case .dropBefore:
            throw TransportFailure(.connectionLost, "The connection broke before the request was complete.")
        case .hang(applied: false): throw try await Self.hang(clock)
        case .rateLimited(let hint): return .rateLimited(hint)
        case .serverError(let status, let hint, applied: false): return .failing(status: status, hint)
        case .html(let status): return .html(status: status)
        default: return nil
        }
    }

    /// What the fault does to the answer of a request that was applied: it loses it, puts another in its place, or
    /// (`nil`) lets it go, perhaps after a while.
    func spoiling(_ clock: EmulatorClock) async throws -> FaultRefusal? {
        switch self {
        case .dropAfter, .lateApply, .lateApplyBehind: throw TransportFailure.answerLost
        case .hang(applied: true): throw try await Self.hang(clock)
        case .slow(let delay):
            try await clock.sleep(until: clock.now + delay)
            return nil
        case .serverError(let status, let hint, applied: true): return .failing(status: status, hint)
        default: return nil
        }
    }

    /// Never returns while anybody waits: a client gives up long before ten years.
    private static func hang(_ clock: EmulatorClock) async throws -> TransportFailure {
        try await clock.sleep(until: clock.now + .seconds(10 * 365 * 24 * 60 * 60))
        return .answerLost
    }
}

extension TransportFailure {
    static let answerLost = TransportFailure(.connectionLost, "The connection broke before the answer came.")
}

extension EmulatorAnswer {
    /// Adds the header field that says when to come back.
    mutating func addHint(_ hint: RetryHint, _ clock: EmulatorClock) {
        // A moment that, when it is rounded down to a second, is not before the delay's end.
        func nextSecond(after delay: Duration) -> Duration { clock.now + delay + .microseconds(999_999) }
        switch hint {
        case .none: break
        case .seconds(let seconds): headers["Retry-After"] = String(seconds)
        case .milliseconds(let milliseconds): headers["retry-after-ms"] = String(milliseconds)
        case .date(let delay): headers["Retry-After"] = clock.httpDate(nextSecond(after: delay))
        case .reset(let delay):
            headers["X-RateLimit-Reset"] = String(clock.unixSeconds(nextSecond(after: delay)))
        }
    }
}
