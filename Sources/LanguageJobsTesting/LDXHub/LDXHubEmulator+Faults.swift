import Foundation

extension LDXHubEmulator {
    /// The answer to a request that is not applied because of a fault; `nil` when it is to be applied.
    func refusal(_ context: LDXHubContext) async throws -> EmulatorAnswer? {
        switch context.fault {
        case .refuseConnection:
            throw TransportFailure(.cannotConnect, "The emulator refused the connection.")
        case .dropBefore:
            throw TransportFailure(.connectionLost, "The connection broke before the request was complete.")
        case .hang(applied: false):
            throw try await hang()
        case .rateLimited(let hint):
            return try answer(.tooManyRequests(hint), context)
        case .serverError(let status, let hint, applied: false):
            return try answer(.failing(status, hint), context)
        case .html(let status):
            return try writer(.gateway(status, ""), context).answer(.html)
        default:
            return nil
        }
    }

    /// What becomes of the answer to a request that was applied.
    func spoil(_ outcome: LDXHubOutcome, _ context: LDXHubContext) async throws -> LDXHubOutcome {
        switch context.fault {
        case .dropAfter, .lateApply, .lateApplyBehind:
            throw TransportFailure.answerLost
        case .hang(applied: true):
            throw try await hang()
        case .slow(let delay):
            try await clock.sleep(until: clock.now + delay)
            return outcome
        case .serverError(let status, let hint, applied: true):
            return LDXHubOutcome(try answer(.failing(status, hint), context))
        default:
            return outcome
        }
    }

    /// Puts off what is to be applied late; gives whether it was.
    func postpone(_ command: LDXHubCommand, _ fault: Fault?) -> Bool {
        switch fault {
        case .lateApply(let delay): late.add(command.effect, due: clock.now + delay)
        case .lateApplyBehind(let requests): late.add(command.effect, behind: requests)
        default: return false
        }
        return true
    }

    /// Does what was postponed and is due, as of the time when it was.
    func settle() {
        while let (due, effect) = late.next(at: clock.now) {
            // Nobody waits for its answer, so nobody hears that it is refused.
            _ = try? effect(self, due)
        }
    }

    func answer(_ problem: LDXHubProblem, _ context: LDXHubContext) throws -> EmulatorAnswer {
        let style = problem.origin == .gateway ? plan.gatewayErrorStyle : plan.errorStyle
        var answer = try writer(problem, context).answer(style)
        switch problem.hint {
        case .none: break
        case .seconds(let seconds): answer.headers["Retry-After"] = String(seconds)
        case .milliseconds(let milliseconds): answer.headers["retry-after-ms"] = String(milliseconds)
        case .date(let delay): answer.headers["Retry-After"] = clock.httpDate(nextSecond(after: delay))
        case .reset(let delay):
            answer.headers["X-RateLimit-Reset"] = String(clock.unixSeconds(nextSecond(after: delay)))
        }
        return answer
    }

    private func writer(_ problem: LDXHubProblem, _ context: LDXHubContext) -> LDXHubErrorWriter {
        LDXHubErrorWriter(
            problem: problem, path: context.path, requestID: context.requestID, stamp: clock.stamp(clock.now))
    }

    /// A moment that, when it is rounded down to a second, is not before the delay's end.
    private func nextSecond(after delay: Duration) -> Duration {
        clock.now + delay + .microseconds(999_999)
    }

    /// Never returns while anybody waits: a client gives up long before ten years.
    private func hang() async throws -> TransportFailure {
        try await clock.sleep(until: clock.now + .seconds(10 * 365 * 24 * 60 * 60))
        return .answerLost
    }
}

extension TransportFailure {
    static let answerLost = TransportFailure(.connectionLost, "The connection broke before the answer came.")
}
