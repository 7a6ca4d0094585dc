import Foundation
import LanguageJobs
import Synchronization
import Testing

/// Plays one step a request, in order, and keeps what was asked and when.
///
/// A request beyond the script is a test failure, and so is a step that was never played: call ``expectPlayed()``.
final class ScriptedTransport: HTTPTransport {
    /// A request as it came, and the time when it did.
    struct Sent: Sendable {
        var request: TransportRequest
        var time: Duration
    }

    private struct State: Sendable {
        var steps: ArraySlice<Step>
        var sent: [Sent] = []
    }

    private let state: Mutex<State>
    private let time: any TimeSource
    private let rest: Step?

    /// - Parameters:
    ///   - rest: What answers once the script is played; `nil`: nothing may follow.
    init(_ steps: [Step] = [], then rest: Step? = nil, on time: any TimeSource = SystemTime()) {
        state = Mutex(State(steps: steps[...]))
        self.rest = rest
        self.time = time
    }

    var sent: [Sent] { state.withLock { $0.sent } }
    var requests: [TransportRequest] { sent.map(\.request) }
    /// When each request came.
    var times: [Duration] { sent.map(\.time) }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let now = time.now
        let step = state.withLock { state in
            state.sent.append(Sent(request: request, time: now))
            return state.steps.popFirst()
        }
        // A loop that asks for ever has to fail, not to fill the memory.
        guard let step = step ?? (requests.count < 5_000 ? rest : nil) else {
            Issue.record("Request \(requests.count) is beyond the script: \(request.method) \(request.url)")
            throw TransportFailure(.refused, "The script is over.")
        }
        return try await step.play(request, time)
    }

    /// Checks that the whole script was played.
    func expectPlayed(sourceLocation: SourceLocation = #_sourceLocation) {
        let left = state.withLock { $0.steps.count }
        #expect(left == 0, "\(left) steps were never asked for", sourceLocation: sourceLocation)
    }
}

/// What a ``ScriptedTransport`` does with one request.
struct Step: Sendable {
    let play: @Sendable (TransportRequest, any TimeSource) async throws -> TransportResponse

    /// An answer with a body.
    static func answer(
        _ status: Int, _ body: String = "", _ headers: TransportHeaders = [:], after delay: Duration = .zero
    ) -> Step {
        answer(status, data: Data(body.utf8), headers, after: delay)
    }

    /// An answer with a body of bytes.
    static func answer(
        _ status: Int, data: Data, _ headers: TransportHeaders = [:], after delay: Duration = .zero
    ) -> Step {
        Step { _, time in
            if delay > .zero { try await time.sleep(until: time.now + delay) }
            return TransportResponse(status: status, headers: headers, body: TransportStream(data))
        }
    }

    /// No answer.
    static func fail(_ reason: TransportFailure.Reason, after delay: Duration = .zero) -> Step {
        Step { _, time in
            if delay > .zero { try await time.sleep(until: time.now + delay) }
            throw TransportFailure(reason, "Made to fail.")
        }
    }

    /// No answer until the request's total timeout, which has to be set, or cancellation.
    static var hang: Step {
        Step { request, time in
            guard let total = request.timeouts.total else {
                Issue.record("A request that hangs has no total timeout.")
                throw TransportFailure(.other, "Hangs for ever.")
            }
            try await time.sleep(until: time.now + total)
            throw TransportFailure(.totalTimeout, "It took too long.")
        }
    }

    /// An answer whose body breaks off after some chunks.
    static func cut(
        _ status: Int, _ chunks: [String], _ headers: TransportHeaders = [:],
        then reason: TransportFailure.Reason = .connectionLost
    ) -> Step {
        Step { _, _ in
            let rest = SendableBox(chunks[...])
            return TransportResponse(
                status: status, headers: headers,
                body: TransportStream {
                    guard let chunk = rest.withLock({ $0.popFirst() }) else {
                        throw TransportFailure(reason, "The body broke off.")
                    }
                    return Data(chunk.utf8)
                })
        }
    }
}
