import LanguageJobs
import LanguageJobsTesting
import Testing

/// The one table of what is sent again: an outcome that never changes, the idempotency, the number of requests, the
/// error's code. Three attempts are allowed.
@Suite struct RetryTableTests {
    enum Outcome: Sendable, CustomTestStringConvertible {
        case status(Int, TransportHeaders = [:])
        case body(Int, String)
        case reason(TransportFailure.Reason)
        /// An answer whose body breaks off.
        case cut(Int)

        var step: Step {
            switch self {
            case .status(let status, let headers): .answer(status, "", headers)
            case .body(let status, let text): .answer(status, text)
            case .reason(let reason): .fail(reason)
            case .cut(let status): .cut(status, [#"{"id":"#])
            }
        }

        var testDescription: String {
            switch self {
            case .status(let status, let headers): "\(status) \(headers.fields.map(\.name))"
            case .body(let status, let text): "\(status) “\(text.prefix(20))”"
            case .reason(let reason): reason.rawValue
            case .cut(let status): "\(status) cut"
            }
        }
    }

    /// What becomes of a call: how many requests, and which code.
    struct End: Sendable, Hashable {
        var requests: Int
        var code: ClientError.Code

        static func one(_ code: ClientError.Code) -> End { End(requests: 1, code: code) }
        static func three(_ code: ClientError.Code) -> End { End(requests: 3, code: code) }
        static let uncertain = one(.submissionUncertain)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var outcome: Outcome
        var again: End
        var once: End

        init(_ outcome: Outcome, _ again: End, once: End) {
            self.outcome = outcome
            self.again = again
            self.once = once
        }

        var testDescription: String { outcome.testDescription }
    }

    static let statuses: [Row] = [
        Row(.status(199), .one(.unexpectedResponse), once: .uncertain),
        Row(.status(300), .one(.redirected), once: .uncertain),
        Row(.status(301, ["location": "/v1/elsewhere"]), .one(.redirected), once: .uncertain),
        Row(.status(304), .one(.redirected), once: .uncertain),
        Row(.status(308), .one(.redirected), once: .uncertain),
        Row(.status(400), .one(.rejected), once: .one(.rejected)),
        Row(.status(401), .one(.unauthorized), once: .one(.unauthorized)),
        Row(.status(402), .one(.insufficientCredit), once: .one(.insufficientCredit)),
        Row(.status(403), .one(.forbidden), once: .one(.forbidden)),
        Row(.status(404), .one(.notFound), once: .one(.notFound)),
        Row(.status(405), .one(.rejected), once: .one(.rejected)),
        Row(.status(408), .three(.requestTimedOut), once: .one(.requestTimedOut)),
        Row(.status(409), .one(.conflict), once: .one(.conflict)),
        Row(.status(410), .one(.rejected), once: .one(.rejected)),
        Row(.status(413), .one(.fileTooLarge), once: .one(.fileTooLarge)),
        Row(.status(415), .one(.rejected), once: .one(.rejected)),
        Row(.status(422), .one(.rejected), once: .one(.rejected)),
        Row(.status(425), .three(.rejected), once: .one(.rejected)),
        Row(.status(429), .three(.rateLimited), once: .three(.rateLimited)),
        Row(.status(429, ["retry-after": "2"]), .three(.rateLimited), once: .three(.rateLimited)),
        Row(.status(499), .one(.rejected), once: .one(.rejected)),
        Row(.status(500), .three(.serviceFailed), once: .uncertain),
        Row(.status(501), .one(.serviceFailed), once: .uncertain),
        Row(.status(502), .three(.serviceFailed), once: .uncertain),
        Row(.status(503), .three(.serviceFailed), once: .uncertain),
        Row(.status(503, ["retry-after": "2"]), .three(.serviceFailed), once: .uncertain),
        Row(.status(504), .three(.serviceFailed), once: .uncertain),
        Row(.status(520), .one(.serviceFailed), once: .uncertain),
        Row(.status(600), .one(.serviceFailed), once: .uncertain),
    ]

    static let bodies: [Row] = [
        Row(.body(200, ""), .one(.unexpectedResponse), once: .uncertain),
        Row(.body(200, "<html>"), .one(.unexpectedResponse), once: .uncertain),
        Row(.body(201, "{}"), .one(.unexpectedResponse), once: .uncertain),
        Row(.body(202, #"{"id":7}"#), .one(.unexpectedResponse), once: .uncertain),
        Row(.body(204, ""), .one(.unexpectedResponse), once: .uncertain),
        Row(.body(200, #"{"id":"t","#), .one(.unexpectedResponse), once: .uncertain),
        Row(.cut(200), .three(.connectionLost), once: .uncertain),
        Row(.cut(400), .one(.rejected), once: .one(.rejected)),
        Row(.cut(503), .three(.serviceFailed), once: .uncertain),
    ]

    static let reasons: [Row] = [
        Row(.reason(.cannotResolveHost), .three(.connectionFailed), once: .one(.connectionFailed)),
        Row(.reason(.cannotConnect), .three(.connectionFailed), once: .one(.connectionFailed)),
        Row(.reason(.tlsFailed), .one(.connectionFailed), once: .one(.connectionFailed)),
        Row(.reason(.refused), .one(.invalidRequest), once: .one(.invalidRequest)),
        Row(.reason(.insecure), .one(.insecureConnection), once: .one(.insecureConnection)),
        Row(.reason(.bodyUnreadable), .one(.fileUnavailable), once: .uncertain),
        Row(.reason(.storageFull), .one(.storageFull), once: .uncertain),
        Row(.reason(.idleTimeout), .three(.requestTimedOut), once: .uncertain),
        Row(.reason(.totalTimeout), .three(.requestTimedOut), once: .uncertain),
        Row(.reason(.connectionLost), .three(.connectionLost), once: .uncertain),
        Row(.reason(.responseTooLarge), .one(.unexpectedResponse), once: .uncertain),
        Row(.reason(.other), .one(.connectionLost), once: .uncertain),
    ]

    static let rows = statuses + bodies + reasons

    private func end(of outcome: Outcome, _ idempotency: Idempotency) async throws -> (End, ClientError) {
        let rig = try Rig([], then: outcome.step) { $0.retry = RetryPolicy(maxAttempts: 3) }
        let error = try await rig.failure(of: Thing.endpoint(idempotency))
        return (End(requests: rig.transport.requests.count, code: error.code), error)
    }

    @Test("What only reads is sent again after what may pass", arguments: rows)
    func safe(row: Row) async throws {
        var expected = row.again
        // A redirect that goes on for ever is followed five times.
        if case .status(301, _) = row.outcome { expected.requests = 6 }
        #expect(try await end(of: row.outcome, .safe).0 == expected)
    }

    @Test("What does no harm is sent again as often", arguments: rows)
    func repeatable(row: Row) async throws {
        var expected = row.again
        // It is no GET, so no redirect is followed.
        if case .status(301, _) = row.outcome { expected.requests = 1 }
        #expect(try await end(of: row.outcome, .repeatable).0 == expected)
    }

    @Test(
        "What may cost money is sent again after a 429 only, and uncertain unless nothing was done",
        arguments: rows)
    func once(row: Row) async throws {
        #expect(try await end(of: row.outcome, .once).0 == row.once)
    }

    @Test("The table has every reason")
    func complete() {
        let reasons = Self.reasons.compactMap { row in
            if case .reason(let reason) = row.outcome { reason } else { nil }
        }
        #expect(Set(reasons) == Set(TransportFailure.Reason.allCases))
    }

    @Test(
        "An uncertain error keeps the status, the words and the failure below", arguments: [Idempotency.once])
    func uncertain(idempotency: Idempotency) async throws {
        let (_, error) = try await end(of: .body(503, #"{"error":{"message":"overload"}}"#), idempotency)
        #expect(error.code == .submissionUncertain)
        #expect(error.status == 503)
        #expect(error.operation == "thing.call")
        #expect(error.message.contains("It said: overload"))
        #expect((error.underlying as? ClientError)?.code == .serviceFailed)
        let (_, lost) = try await end(of: .reason(.connectionLost), idempotency)
        #expect((lost.underlying as? TransportFailure)?.reason == .connectionLost)
    }
}
