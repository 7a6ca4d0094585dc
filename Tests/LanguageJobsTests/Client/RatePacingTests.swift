import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// A client keeps within the windows that a service tells of.
@Suite struct RatePacingTests {
    private let time = VirtualTime()

    /// A service with windows of a minute, which says in each answer what is left; beyond that it refuses.
    private final class Limiter: HTTPTransport {
        private struct Window: Sendable {
            var start = Duration.zero
            var count = 0
        }

        let refusals = SendableBox(0)
        let arrivals = SendableBox<[Duration]>([])
        private let windows = SendableBox<[String: Window]>([:])
        private let limit: Int
        private let latency: Duration
        private let isTelling: Bool
        private let time: any TimeSource

        init(
            _ limit: Int, latency: Duration = .milliseconds(200), isTelling: Bool = true, on time: VirtualTime
        ) {
            self.limit = limit
            self.latency = latency
            self.isTelling = isTelling
            self.time = time
        }

        func send(_ request: TransportRequest) async throws -> TransportResponse {
            let now = time.now
            arrivals.withLock { $0.append(now) }
            let (left, start) = windows.withLock { windows in
                var window = windows[request.url.path] ?? Window(start: now)
                if now >= window.start + .seconds(60) { window = Window(start: now) }
                window.count += 1
                windows[request.url.path] = window
                return (limit - window.count, window.start)
            }
            try await time.sleep(until: now + latency)
            let rest = Int(((start + .seconds(60) - time.now) / .seconds(1)).rounded(.up))
            let headers: TransportHeaders =
                isTelling
                ? [
                    "X-RateLimit-Limit": "\(limit)", "X-RateLimit-Remaining": "\(max(0, left))",
                    "X-RateLimit-Reset": "\(rest)",
                ] : [:]
            guard left >= 0 else {
                refusals.withLock { $0 += 1 }
                return TransportResponse(status: 429, headers: headers, body: TransportStream(Data()))
            }
            return TransportResponse(
                status: 200, headers: headers, body: TransportStream(Data(#"{"id":"t1"}"#.utf8)))
        }
    }

    private func client(
        _ transport: any HTTPTransport, firstBurst: Int? = 5,
        _ change: (inout ClientConfiguration) -> Void = { _ in }
    ) throws -> ServiceClient {
        ServiceClient(
            service: "Example", base: try BaseAddress(TestClient.base), credential: .value(TestClient.key),
            configuration: .test(time).with(change), firstBursts: firstBurst.map { ["": $0] } ?? [:],
            transport: transport)
    }

    /// How many of so many calls, `width` at a time, ended well.
    private func calls(_ count: Int, width: Int, _ client: ServiceClient) async throws -> Int {
        try await time.run {
            await withTaskGroup(of: Bool.self) { group in
                var successes = 0
                for number in 0..<count {
                    if number >= width, await group.next() == true { successes += 1 }
                    group.addTask { (try? await client.send(Thing.endpoint(.safe))) != nil }
                }
                for await isSuccess in group where isSuccess { successes += 1 }
                return successes
            }
        }
    }

    @Test("No call is refused, however many are made at a time", arguments: [1, 3, 8, 48])
    func neverRefused(width: Int) async throws {
        let limiter = Limiter(10, on: time)
        #expect(try await calls(48, width: width, try client(limiter)) == 48)
        #expect(limiter.refusals.current == 0)
        #expect(limiter.arrivals.current.count == 48)
        // Ten a minute: the last eight come in the fifth window.
        #expect(try #require(limiter.arrivals.current.last) >= .seconds(240))
        #expect(try #require(limiter.arrivals.current.last) < .seconds(260))
    }

    @Test("A client that is told to do so heeds no window, and is refused")
    func off() async throws {
        let limiter = Limiter(10, on: time)
        _ = try await calls(48, width: 48, try client(limiter) { $0.heedsRateWindows = false })
        #expect(limiter.refusals.current > 30)
    }

    @Test("A service that tells of no window is never waited for")
    func silent() async throws {
        let limiter = Limiter(1_000, isTelling: false, on: time)
        #expect(try await calls(48, width: 48, try client(limiter, firstBurst: nil)) == 48)
        #expect(limiter.arrivals.current.allSatisfy { $0 == .zero })
    }

    @Test(
        "A service that was thought to tell of windows and does not is waited for until its first answer only"
    )
    func silentAfterAll() async throws {
        let limiter = Limiter(1_000, isTelling: false, on: time)
        #expect(try await calls(48, width: 48, try client(limiter)) == 48)
        #expect(limiter.arrivals.current.prefix(5).allSatisfy { $0 == .zero })
        #expect(limiter.arrivals.current.dropFirst(5).allSatisfy { $0 == .milliseconds(200) })
    }

    @Test("The windows of one bucket hold back no call of another")
    func buckets() async throws {
        let limiter = Limiter(2, on: time)
        let client = try client(limiter)
        let ends = try await time.run {
            for _ in 0..<2 { _ = try await client.send(Thing.endpoint(.safe)) }
            let other = Thing.endpoint(.safe) {
                $0.bucket = "other"
                $0.path = ["others"]
            }
            _ = try await client.send(other)
            let otherEnd = time.now
            _ = try await client.send(Thing.endpoint(.safe))
            return [otherEnd, time.now]
        }
        #expect(ends == [.milliseconds(600), .milliseconds(60_400)])
        #expect(limiter.refusals.current == 0)
    }

    @Test("Calls without an answer give their place in the first burst to others")
    func failures() async throws {
        let transport = ScriptedTransport(
            [.fail(.connectionLost, after: .seconds(1)), .fail(.connectionLost, after: .seconds(2))],
            then: .thing(), on: time)
        let client = try client(transport, firstBurst: 1) { $0.retry = .never }
        #expect(try await calls(3, width: 3, client) == 1)
        #expect(transport.times == [.zero, .seconds(1), .seconds(3)])
    }

    @Test("A first answer that does not come is waited for a minute, then as many calls again go out")
    func slowFirstAnswer() async throws {
        let transport = ScriptedTransport([], then: .thing("t1", after: .seconds(150)), on: time)
        #expect(try await calls(5, width: 5, try client(transport, firstBurst: 2)) == 5)
        #expect(transport.times == [.zero, .zero, .seconds(60), .seconds(60), .seconds(120)])
    }

    @Test("A call that may take less than a minute waits for a first answer, too, as long as it may take")
    func shortCalls() async throws {
        let transport = ScriptedTransport([], then: .thing("t1", after: .seconds(8)), on: time)
        let client = try client(transport, firstBurst: 2) { $0.retry.totalTime = .seconds(30) }
        #expect(try await calls(4, width: 4, client) == 4)
        #expect(transport.times == [.zero, .zero, .seconds(8), .seconds(8)])
    }

    @Test("A call that may not wait any longer for a first answer is an error, and is not sent")
    func impatient() async throws {
        let transport = ScriptedTransport([], then: .thing("t1", after: .seconds(40)), on: time)
        let client = try client(transport, firstBurst: 1) { $0.retry.totalTime = .seconds(30) }
        let error = try await clientError {
            try await time.run {
                async let first = client.send(Thing.endpoint(.safe))
                try await time.sleep(until: .seconds(1))
                do {
                    let second = try await client.send(Thing.endpoint(.safe))
                    _ = try await first
                    return second
                } catch {
                    #expect(time.now == .seconds(31))
                    _ = try await first
                    throw error
                }
            }
        }
        #expect(error.code == .rateLimited)
        #expect(transport.requests.count == 1)
    }

    @Test("A window that ends later than a call may wait is an error at once, and nothing is sent")
    func tooLong() async throws {
        let transport = ScriptedTransport(
            [.thing("t1", ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3600"])], on: time)
        let client = try client(transport)
        let error = try await clientError {
            try await time.run {
                _ = try await client.send(Thing.endpoint(.safe))
                return try await client.send(Thing.endpoint(.once))
            }
        }
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == .seconds(3_600))
        #expect(transport.requests.count == 1)
    }

    @Test("The time in the queue is not the call's, which may be tried again after it")
    func queueTime() async throws {
        let full: TransportHeaders = ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "100"]
        let transport = ScriptedTransport(
            [.thing("t1", full), .answer(503, "", ["Retry-After": "50"]), .thing("t2")], on: time)
        let client = try client(transport)
        let thing = try await time.run {
            _ = try await client.send(Thing.endpoint(.safe))
            return try await client.send(Thing.endpoint(.safe))
        }
        #expect(thing.id == "t2")
        #expect(transport.times == [.zero, .seconds(100), .seconds(150)])
    }

    @Test("A call that waits for its window ends at once when it is cancelled")
    func cancelled() async throws {
        let transport = ScriptedTransport(
            [.thing("t1", ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "60"])], on: time)
        let client = try client(transport)
        let end = try await time.run {
            _ = try await client.send(Thing.endpoint(.safe))
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) {
                        try await client.send(Thing.endpoint(.safe))
                    }
                }
                try? await time.sleep(until: .seconds(7))
                group.cancelAll()
            }
            return time.now
        }
        #expect(end == .seconds(7))
        #expect(transport.requests.count == 1)
    }

    @Test(
        "What can't be a window is none",
        arguments: [
            ["X-RateLimit-Remaining": "0"], ["X-RateLimit-Reset": "60"],
            ["X-RateLimit-Remaining": "-1", "X-RateLimit-Reset": "60"],
            ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"],
            ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1e300"],
            ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "-5"],
            ["X-RateLimit-Limit": "0", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "0"],
        ] as [TransportHeaders])
    func nonsense(headers: TransportHeaders) async throws {
        let transport = ScriptedTransport([.thing("t1", headers), .thing("t2", headers)], on: time)
        let client = try client(transport)
        try await time.run {
            for _ in 0..<2 { _ = try await client.send(Thing.endpoint(.safe)) }
        }
        #expect(transport.times == [.zero, .zero])
    }

    @Test("A window's end may be a date: seconds since 1970")
    func epoch() async throws {
        let transport = ScriptedTransport(
            [.thing("t1", ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1767225630"]), .thing("t2")],
            on: time)
        let client = try client(transport)
        try await time.run {
            for _ in 0..<2 { _ = try await client.send(Thing.endpoint(.safe)) }
        }
        #expect(transport.times == [.zero, .seconds(30)])
    }

    @Test("An answer that was overtaken does not give room that is gone")
    func overtaken() async throws {
        func told(_ left: Int) -> TransportHeaders {
            ["X-RateLimit-Limit": "3", "X-RateLimit-Remaining": "\(left)", "X-RateLimit-Reset": "60"]
        }
        let transport = ScriptedTransport(
            [
                .thing("a", told(2), after: .milliseconds(900)),
                .thing("b", told(1), after: .milliseconds(100)),
                .thing("c", told(0), after: .milliseconds(100)), .thing("d", told(2)),
            ], on: time)
        let client = try client(transport)
        #expect(try await calls(4, width: 2, client) == 4)
        #expect(transport.times.prefix(3) == [.zero, .zero, .milliseconds(100)])
        #expect(try #require(transport.times.last) >= .seconds(60))
    }

    @Test("An observer is told of a call that waits, and for how long at most")
    func observed() async throws {
        let log = EventLog()
        let transport = ScriptedTransport(
            [.thing("t1", ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "42"]), .thing("t2")], on: time)
        let client = try client(transport) { $0.observer = log }
        try await time.run {
            for _ in 0..<2 { _ = try await client.send(Thing.endpoint(.safe)) }
        }
        let held = log.events.compactMap { event -> Duration? in
            if case .held("thing.call", let delay) = event { delay } else { nil }
        }
        #expect(held == [.seconds(42)])
    }

    @Test("Another origin's windows do not hold for the service, nor the service's for it")
    func otherOrigin() async throws {
        let full: TransportHeaders = ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "60"]
        let transport = ScriptedTransport([.thing("t1", full), .thing("t2", full), .thing("t3")], on: time)
        let client = try client(transport)
        let elsewhere = Thing.endpoint(.safe) { $0.address = URL(string: "https://files.example.net/f") }
        try await time.run {
            _ = try await client.send(elsewhere)
            _ = try await client.send(Thing.endpoint(.safe))
            _ = try await client.send(elsewhere)
        }
        #expect(transport.times == [.zero, .zero, .zero])
    }
}
