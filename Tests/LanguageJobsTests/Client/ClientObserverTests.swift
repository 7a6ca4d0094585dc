import LanguageJobs
import LanguageJobsTesting
import Testing

/// What a client tells its observer of a call.
@Suite struct ClientObserverTests {
    private let log = EventLog()

    private var told: [String] {
        log.events.map { event in
            switch event {
            case .request(let operation, let attempt, let method, let url):
                "request \(operation) \(attempt) \(method) \(url)"
            case .response(_, let attempt, let status, let requestID, let elapsed):
                "response \(attempt) \(status) \(requestID ?? "-") \(elapsed)"
            case .failure(_, let attempt, let reason, let elapsed): "failure \(attempt) \(reason) \(elapsed)"
            case .retry(_, let attempt, let delay): "retry \(attempt) \(delay)"
            case .held, .poll, .stateChange: "other"
            }
        }
    }

    @Test("Attempts, answers, failures and retries are told in order, with the time they took")
    func events() async throws {
        let rig = try Rig([
            .answer(503, "", ["x-request-id": "r1"], after: .seconds(2)),
            .fail(.idleTimeout, after: .seconds(60)),
            .thing("t", after: .seconds(1)),
        ]) { $0.observer = log }
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            told == [
                "request thing.call 1 GET https://api.example.com/v1/things",
                "response 1 503 r1 2.0 seconds", "retry 1 0.25 seconds",
                "request thing.call 2 GET https://api.example.com/v1/things",
                "failure 2 idleTimeout: Made to fail. 60.0 seconds", "retry 2 0.5 seconds",
                "request thing.call 3 GET https://api.example.com/v1/things", "response 3 200 - 1.0 seconds",
            ])
    }

    @Test("An attempt that fails before it is sent says why")
    func notSent() async throws {
        let rig = try Rig([], credential: .none) { $0.observer = log }
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(told.count == 2)
        #expect(told.last?.contains("needs an API key") == true)
    }
}
