import Foundation

extension FlixuEmulator {
    /// The answer with what every answer carries (Flixu docs, Error Codes and Rate Limits).
    ///
    /// - Parameter bucket: The limit that the header fields tell of; `nil`: the request's own (inferred: the documents
    ///   don't say which).
    func complete(
        _ answer: EmulatorAnswer, _ context: FlixuContext, _ bucket: FlixuLimits.Bucket? = nil
    ) -> EmulatorAnswer {
        var answer = answer
        answer.headers[context.isOfFiles ? "x-amz-request-id" : "X-Request-Id"] = context.envelope.requestID
        if !context.isOfFiles {
            for field in rateHeaders(bucket ?? context.bucket).fields {
                answer.headers[field.name] = field.value
            }
        }
        return answer
    }

    /// The answer to a request that a fault makes go wrong.
    func answer(_ refusal: FaultRefusal, _ context: FlixuContext) throws -> EmulatorAnswer {
        switch refusal {
        case .rateLimited(let hint):
            var answer = try problem(.tooManyRequests(nil), context)
            answer.headers["X-RateLimit-Remaining"] = context.isOfFiles ? nil : "0"
            answer.headers["X-RateLimit-Reset"] = nil
            add(hint, to: &answer)
            return answer
        case .failing(let status, let hint):
            var answer = try problem(.failing(status), context)
            add(hint, to: &answer)
            return answer
        case .html(let status):
            return complete(
                try EmulatorAnswer(
                    status: status, headers: ["Content-Type": "text/html; charset=utf-8"],
                    data: EmulatorPage.data(status: status)), context)
        }
    }

    private func problem(_ problem: FlixuProblem, _ context: FlixuContext) throws -> EmulatorAnswer {
        guard context.isOfFiles else { return complete(try context.envelope.answer(problem), context) }
        return complete(try context.envelope.answer(.slowDown(problem.status)), context)
    }

    private func add(_ hint: RetryHint, to answer: inout EmulatorAnswer) {
        guard case .reset(let delay) = hint else { return answer.addHint(hint, clock) }
        // Here it is the seconds that are left, not a moment (Flixu docs, Rate Limits).
        answer.headers["X-RateLimit-Reset"] = String(Int((delay / .seconds(1)).rounded(.up)))
    }
}
