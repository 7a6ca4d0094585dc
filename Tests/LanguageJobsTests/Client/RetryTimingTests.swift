import LanguageJobs
import LanguageJobsTesting
import Testing

/// When a call is sent again.
@Suite struct RetryTimingTests {
    @Test(
        "A delay doubles up to its limit, and chance takes a part of it",
        arguments: [
            (1, 0.0, 0), (1, 0.5, 250), (1, 0.75, 375), (2, 0.5, 500), (3, 0.5, 1_000), (4, 0.5, 2_000),
            (6, 0.5, 8_000), (7, 0.5, 10_000), (40, 0.5, 10_000), (1_000_000, 0.25, 5_000),
        ])
    func delays(attempt: Int, random: Double, milliseconds: Int) {
        #expect(RetryPolicy().delay(after: attempt, random: random) == .milliseconds(milliseconds))
    }

    @Test("The defaults are four attempts within two minutes")
    func defaults() {
        let policy = RetryPolicy()
        #expect(policy.maxAttempts == 4)
        #expect(policy.totalTime == .seconds(120))
        #expect(RetryPolicy.never.maxAttempts == 1)
    }

    @Test("Values out of range are brought into it")
    func clamped() {
        let policy = RetryPolicy(
            maxAttempts: 0, baseDelay: .seconds(-1), maxDelay: .seconds(-1), totalTime: .seconds(-1))
        #expect(
            policy == RetryPolicy(maxAttempts: 1, baseDelay: .zero, maxDelay: .zero, totalTime: .zero))
    }

    @Test(
        "Attempts come after full jitter",
        arguments: [
            (0.5, [0, 250, 750, 1_750]), (0.0, [0, 0, 0, 0]), (0.25, [0, 125, 375, 875]),
        ])
    func attempts(random: Double, milliseconds: [Int]) async throws {
        let rig = try Rig([], then: .answer(503), random: random)
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .serviceFailed)
        #expect(rig.transport.times == milliseconds.map { .milliseconds($0) })
    }

    @Test("A failure that passes leaves no trace but the number of attempts")
    func passing() async throws {
        let answers = SendableBox<[ResponseMetadata]>([])
        let rig = try Rig([.answer(503), .fail(.connectionLost), .thing("t7")])
        let thing = try await rig.send(
            Thing.endpoint(.safe),
            options: .with { $0.onResponse = { m in answers.withLock { $0.append(m) } } })
        #expect(thing == Thing(id: "t7"))
        #expect(answers.current.map(\.attempts) == [3])
        #expect(answers.current.map(\.status) == [200])
    }

    @Test("Retry-After beats the backoff", arguments: [Idempotency.safe, .repeatable])
    func retryAfter(idempotency: Idempotency) async throws {
        let rig = try Rig([.answer(503, "", ["Retry-After": "9"]), .thing()])
        _ = try await rig.send(Thing.endpoint(idempotency))
        #expect(rig.transport.times == [.zero, .seconds(9)])
    }

    @Test("No attempt begins after the total time: a hint beyond it ends the call at once")
    func totalTimeBeatsRetryAfter() async throws {
        let rig = try Rig([.answer(503, "", ["Retry-After": "121"])])
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .serviceFailed)
        #expect(error.retryAfter == .seconds(121))
        #expect(rig.time.now == .zero)
    }

    @Test("No attempt begins after the total time: slow failures end the call early")
    func totalTime() async throws {
        let rig = try Rig([], then: .fail(.idleTimeout, after: .seconds(50))) {
            $0.retry = RetryPolicy(maxAttempts: 10)
        }
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .requestTimedOut)
        // The third attempt ends at 150.75 s, beyond two minutes.
        #expect(rig.transport.times == [.zero, .milliseconds(50_250), .milliseconds(100_750)])
    }

    @Test("A client that retries too much stops: a hundred retries, then one for every five successes")
    func budget() async throws {
        let time = VirtualTime()
        let outcome = SendableBox(503)
        let rig = try Rig(
            [],
            then: Step { _, _ in
                TransportResponse(status: outcome.current, body: TransportStream(#"{"id":"t"}"#.data))
            }, on: time, random: 0
        ) { $0.retry = RetryPolicy(maxAttempts: 1_000) }
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(rig.transport.requests.count == 101)
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(rig.transport.requests.count == 102)
        outcome.exchange(200)
        for _ in 0..<4 { _ = try await rig.send(Thing.endpoint(.safe)) }
        outcome.exchange(503)
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(rig.transport.requests.count == 107)
        outcome.exchange(200)
        _ = try await rig.send(Thing.endpoint(.safe))
        outcome.exchange(503)
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(rig.transport.requests.count == 110)
    }

    @Test("A retry is told with its delay")
    func observed() async throws {
        let log = EventLog()
        let rig = try Rig([.answer(503), .answer(500), .thing()]) { $0.observer = log }
        _ = try await rig.send(Thing.endpoint(.safe))
        let told = log.events.compactMap { event in
            if case .retry(let operation, let attempt, let delay) = event {
                "\(operation) \(attempt) \(delay)"
            } else {
                nil
            }
        }
        #expect(told == ["thing.call 1 0.25 seconds", "thing.call 2 0.5 seconds"])
    }
}
