import LanguageJobs
import LanguageJobsTesting
import Testing

/// One 429 holds back the whole client.
@Suite struct RateGateTests {
    private let time = VirtualTime()

    /// A first call that is refused at 0 s, and a second one that begins 3 s later.
    private func two(
        _ steps: [Step], then rest: Step? = nil, second: CallOptions = .init()
    ) async throws -> (Rig, Result<Thing, any Error>) {
        let rig = try Rig(steps, then: rest, on: time)
        let outcome = try await time.run {
            async let first = try? rig.client.send(Thing.endpoint(.safe))
            try await time.sleep(until: .seconds(3))
            let outcome: Result<Thing, any Error>
            do {
                outcome = .success(try await rig.client.send(Thing.endpoint(.safe), options: second))
            } catch {
                outcome = .failure(error)
            }
            _ = await first
            return outcome
        }
        return (rig, outcome)
    }

    @Test("Another call waits until the service wants to hear from the client again")
    func anotherCallWaits() async throws {
        let (rig, outcome) = try await two(
            [.answer(429, "", ["Retry-After": "10"])], then: .thing("t1"))
        #expect(try outcome.get() == Thing(id: "t1"))
        #expect(rig.transport.times == [.zero, .seconds(10), .seconds(10)])
    }

    @Test("Without a hint the hold is the full delay")
    func withoutHint() async throws {
        let rig = try Rig([.answer(429), .thing()], on: time, random: 0)
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(rig.transport.times == [.zero, .milliseconds(500)])
    }

    @Test("A hold longer than a call may take is an error at once, which says how long")
    func tooLong() async throws {
        let (rig, outcome) = try await two([.answer(429, "", ["Retry-After": "600"])])
        let error = try #require(throws: ClientError.self) { try outcome.get() }
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == .seconds(597))
        #expect(rig.transport.times == [.zero])
        #expect(time.now == .seconds(3))
    }

    @Test("How long a call may take is its own to say")
    func ownPolicy() async throws {
        let (rig, outcome) = try await two(
            [.answer(429, "", ["Retry-After": "600"])], then: .thing("t2"),
            second: .with { $0.retry = RetryPolicy(totalTime: .seconds(3_600)) })
        #expect(try outcome.get() == Thing(id: "t2"))
        #expect(rig.transport.times == [.zero, .seconds(600)])
    }

    @Test("A shorter hold does not open the gate before a longer one is over")
    func longestCounts() async throws {
        let (rig, _) = try await two(
            [
                .answer(429, "", ["Retry-After": "60"], after: .seconds(3)),
                .answer(429, "", ["Retry-After": "2"], after: .seconds(1)),
            ], then: .thing())
        #expect(rig.transport.times == [.zero, .seconds(3), .seconds(63), .seconds(63)])
    }

    @Test("A call that may cost money and meets a closed gate was not sent, so it is not uncertain")
    func once() async throws {
        let rig = try Rig([.answer(429, "", ["Retry-After": "600"])], on: time)
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .rateLimited)
        #expect(rig.transport.requests.count == 1)
    }

    @Test("A service that is down is no reason to hold others back")
    func serviceDown() async throws {
        let (rig, outcome) = try await two(
            [.answer(503, "", ["Retry-After": "10"])], then: .thing("t3"))
        #expect(try outcome.get() == Thing(id: "t3"))
        #expect(rig.transport.times == [.zero, .seconds(3), .seconds(10)])
    }
}
