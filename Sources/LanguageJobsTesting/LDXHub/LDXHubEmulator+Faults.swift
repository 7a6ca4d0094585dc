import Foundation

extension LDXHubEmulator {
    /// The answer to a request that is not applied because of a fault; `nil` when it is to be applied.
    func refusal(_ context: LDXHubContext) async throws -> EmulatorAnswer? {
        switch try await context.fault?.refusal(clock) {
        case .rateLimited(let hint): try answer(.tooManyRequests(hint), context)
        case .failing(let status, let hint): try answer(.failing(status, hint), context)
        case .html(let status): try writer(.gateway(status, ""), context).answer(.html)
        case nil: nil
        }
    }

    /// What becomes of the answer to a request that was applied.
    func spoil(_ outcome: LDXHubOutcome, _ context: LDXHubContext) async throws -> LDXHubOutcome {
        guard case .failing(let status, let hint) = try await context.fault?.spoiling(clock) else {
            return outcome
        }
        return LDXHubOutcome(try answer(.failing(status, hint), context))
    }

    /// Puts off what is to be applied late; gives whether it was.
    func postpone(_ command: LDXHubCommand, _ fault: Fault?) -> Bool {
        late.postpone(command.effect, fault, at: clock.now)
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
        answer.addHint(problem.hint, clock)
        return answer
    }

    private func writer(_ problem: LDXHubProblem, _ context: LDXHubContext) -> LDXHubErrorWriter {
        LDXHubErrorWriter(
            problem: problem, path: context.path, requestID: context.requestID, stamp: clock.stamp(clock.now))
    }
}
