import LanguageJobs
import LanguageJobsTesting
import Testing

/// What a server says about when to come back, and how that meets the deadline.
@Suite struct WatchHintTests {
    /// Header fields, and when the second poll comes: the clock starts at 1 January 2026, 00:00 UTC.
    static let hints: [(TransportHeaders, Duration)] = [
        (["Retry-After": "7"], .seconds(7)),
        (["Retry-After": " 7 "], .seconds(7)),
        (["Retry-After": "0.75"], .milliseconds(750)),
        (["Retry-After": "Thu, 01 Jan 2026 00:00:12 GMT"], .seconds(12)),
        (["Retry-After": "Thursday, 01-Jan-26 00:00:12 GMT"], .seconds(12)),
        (["Retry-After": "Thu Jan  1 00:00:12 2026"], .seconds(12)),
        (
            ["Retry-After": "Thu, 01 Jan 2026 08:00:12 GMT", "Date": "Thu, 01 Jan 2026 08:00:03 GMT"],
            .seconds(9)
        ),
        (["retry-after-ms": "2500"], .milliseconds(2_500)),
        (["retry-after-ms": "2500", "Retry-After": "7"], .milliseconds(2_500)),
        (["retry-after-ms": "soon", "Retry-After": "7"], .seconds(7)),
        (["Retry-After": "86400"], .seconds(86_400)),
    ]

    /// Header fields that say nothing that can be used: the schedule holds.
    static let nonsense: [TransportHeaders] = [
        ["Retry-After": "0"], ["Retry-After": "-5"], ["Retry-After": ""], ["Retry-After": "soon"],
        ["Retry-After": "nan"], ["Retry-After": "inf"], ["Retry-After": "86401"],
        ["Retry-After": "1e300"], ["Retry-After": "-1e300"],
        ["Retry-After": "99999999999999999999999999999999999999999999999999999999"],
        ["retry-after-ms": "1e308"], ["retry-after-ms": "0"],
        ["Retry-After": "Wed, 31 Dec 2025 23:59:59 GMT"], ["Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"],
        ["Retry-After": "Thu, 32 Jan 2026 00:00:12 GMT"], ["X-RateLimit-Reset": "42"],
    ]

    private let time = VirtualTime()

    private func secondPoll(after first: Step) async throws -> Duration {
        let (jobs, transport) = try SampleJobs.scripted(
            [first, .job("done")], on: time,
            .init(schedule: .constant(.seconds(3)), maxWait: .seconds(1_000_000)))
        _ = try await time.run { try await jobs.watch("j").all() }
        let times = transport.times
        try #require(times.count == 2)
        return times[1]
    }

    @Test("A hint on a healthy poll beats the schedule", arguments: hints)
    func healthy(headers: TransportHeaders, delay: Duration) async throws {
        #expect(try await secondPoll(after: .job("queued", headers)) == delay)
    }

    @Test("A hint on a failed poll beats the schedule", arguments: hints)
    func failed(headers: TransportHeaders, delay: Duration) async throws {
        #expect(try await secondPoll(after: .answer(503, "", headers)) == delay)
    }

    @Test("A hint on a refused poll beats the schedule", arguments: hints)
    func refused(headers: TransportHeaders, delay: Duration) async throws {
        #expect(try await secondPoll(after: .answer(429, "", headers)) == delay)
    }

    @Test("A hint that can't be meant leaves a healthy poll to the schedule", arguments: nonsense)
    func nonsenseHealthy(headers: TransportHeaders) async throws {
        #expect(try await secondPoll(after: .job("queued", headers)) == .seconds(3))
    }

    @Test("A hint that can't be meant leaves a failed poll to the schedule", arguments: nonsense)
    func nonsenseFailed(headers: TransportHeaders) async throws {
        #expect(try await secondPoll(after: .answer(503, "", headers)) == .seconds(3))
    }

    @Test(
        "The end of the rate window counts for a refused poll, in seconds or as a date",
        arguments: [("42", 42), ("1767225630", 30)])
    func rateWindow(value: String, seconds: Int) async throws {
        let delay = try await secondPoll(after: .answer(429, "", ["X-RateLimit-Reset": value]))
        #expect(delay == .seconds(seconds))
    }

    @Test("A hint is no way to a busy loop: none goes below the shortest delay of a schedule")
    func tinyHint() async throws {
        #expect(
            try await secondPoll(after: .job("queued", ["retry-after-ms": "1"])) == .milliseconds(100))
    }

    @Test("A hint past the deadline: sleep to the deadline only, ask once more, then give up")
    func beyondTheDeadline() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("queued", ["Retry-After": "3600"]), .job("processing")], on: time,
            .init(schedule: .constant(.seconds(1)), maxWait: .seconds(10)))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect(transport.times == [.zero, .seconds(10)])
        #expect(time.now == .seconds(10))
    }

    @Test("A hint of a failed poll past the deadline: the last poll may still find the end")
    func failedBeyondTheDeadline() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.answer(503, "", ["Retry-After": "3600"]), .job("done")], on: time,
            .init(schedule: .constant(.seconds(1)), maxWait: .seconds(10)))
        let output = try await time.run { try await jobs.watch("j").result() }
        #expect(output == "output of j")
        #expect(transport.times == [.zero, .seconds(10)])
    }

    @Test("A service that wants to be left alone past the deadline is left alone")
    func refusedBeyondTheDeadline() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.answer(429, "", ["Retry-After": "3600"])], on: time,
            .init(schedule: .constant(.seconds(1)), maxWait: .seconds(10)))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect((error.underlying as? ClientError)?.code == .rateLimited)
        #expect(transport.times == [.zero])
        #expect(time.now == .seconds(10))
    }
}
