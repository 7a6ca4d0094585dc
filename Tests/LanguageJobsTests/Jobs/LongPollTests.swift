import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Long polls: what is asked, and what happens when the service does not play along.
@Suite struct LongPollTests {
    private let time = VirtualTime()

    private func service(
        _ steps: [Step], then rest: Step? = nil, maxWait: Duration? = .seconds(1_800),
        longPoll: Duration? = .seconds(2), forResult: Duration? = .seconds(10)
    ) throws -> (SampleJobs, ScriptedTransport) {
        try SampleJobs.scripted(
            steps, then: rest, on: time,
            .init(
                schedule: .constant(.seconds(3)), maxWait: maxWait, longPoll: longPoll,
                longPollForResult: forResult))
    }

    private func waits(_ transport: ScriptedTransport) -> [String?] { transport.requests.map(\.url.query) }

    @Test("An honoured wait is followed by the next poll at once")
    func honoured() async throws {
        let (jobs, transport) = try service([
            .job("queued", after: .seconds(10)), .job("queued", after: .seconds(10)),
            .job("done", after: .seconds(4)),
        ])
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(waits(transport) == ["wait=10", "wait=10", "wait=10"])
        #expect(transport.times == [.zero, .seconds(10), .seconds(20)])
        #expect(time.now == .seconds(24))
    }

    @Test("Who watches the progress asks for the short wait, who wants the result for the long one")
    func shortAndLong() async throws {
        let (jobs, transport) = try service([.job("done"), .job("done")])
        _ = try await time.run { try await jobs.watch("j").all() }
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(waits(transport) == ["wait=2", "wait=10"])
    }

    @Test("A first snapshot is followed by a long poll without a pause")
    func afterFirst() async throws {
        let (jobs, transport) = try service([.job("done", after: .seconds(1))])
        _ = try await time.run { try await jobs.watch(Sample(status: "queued")).result() }
        #expect(transport.times == [.zero])
    }

    @Test("A wait is never asked for beyond the deadline, and in whole seconds")
    func notBeyondTheDeadline() async throws {
        let (jobs, transport) = try service(
            [
                .job("queued", after: .seconds(10)), .job("queued", after: .milliseconds(7_700)),
                .job("queued", after: .seconds(2)), .job("queued"), .job("queued"),
            ], maxWait: .milliseconds(20_500))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect(waits(transport) == ["wait=10", "wait=10", "wait=2", nil, nil])
        #expect(
            transport.times == [
                .zero, .seconds(10), .milliseconds(17_700), .milliseconds(19_700), .milliseconds(20_500),
            ])
    }

    @Test("A wait longer than the service honours is cut to that, so that it does not look ignored")
    func longestWait() async throws {
        let (sample, transport) = try service(
            [.job("a", after: .seconds(10)), .job("b", after: .seconds(10)), .job("done")],
            forResult: .seconds(60))
        var jobs = sample
        jobs.context.longestWait = .seconds(10)
        let limited = jobs
        _ = try await time.run { try await limited.watch("j").result() }
        #expect(waits(transport) == ["wait=10", "wait=10", "wait=10"])
        #expect(transport.times == [.zero, .seconds(10), .seconds(20)])
    }

    @Test("Options leave to the service what they do not name")
    func preferences() async throws {
        let (jobs, transport) = try service([.job("queued"), .job("queued"), .job("done")])
        _ = try await time.run { try await jobs.watch("j", options: .init(maxWait: .seconds(600))).result() }
        #expect(waits(transport) == ["wait=10", "wait=10", nil])
        #expect(transport.times == [.zero, .seconds(3), .seconds(6)])
    }

    @Test("A wait of zero asks for none, also where the service prefers one")
    func noWait() async throws {
        let (jobs, transport) = try service([.job("queued"), .job("done")])
        let options = WatchOptions(schedule: .constant(.seconds(7)), longPollForResult: .zero)
        _ = try await time.run { try await jobs.watch("j", options: options).result() }
        #expect(waits(transport) == [nil, nil])
        #expect(transport.times == [.zero, .seconds(7)])
    }

    @Test("The request's timeouts leave room for the wait")
    func timeouts() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("done")], on: time, .init(longPollForResult: .seconds(10)),
            configure: { $0.timeouts = TransportTimeouts(idle: .seconds(5), total: .seconds(6)) })
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(transport.requests.map(\.timeouts) == [.init(idle: .seconds(15), total: .seconds(16))])
        #expect(transport.requests.map(\.isLongPoll) == [true])
    }

    @Test("A wait that is ignored twice running is given up for the schedule")
    func ignored() async throws {
        let (jobs, transport) = try service([
            .job("a"), .job("b", after: .milliseconds(4_999)), .job("c"), .job("d"), .job("done"),
        ])
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(waits(transport) == ["wait=10", "wait=10", nil, nil, nil])
        #expect(
            transport.times == [
                .zero, .seconds(3), .milliseconds(10_999), .milliseconds(13_999), .milliseconds(16_999),
            ])
    }

    @Test("A wait that is ignored is given up for every watcher of the client")
    func ignoredForAll() async throws {
        let (jobs, transport) = try service([.job("a"), .job("b"), .job("done"), .job("x"), .job("done")])
        _ = try await time.run { try await jobs.watch("j").result() }
        _ = try await time.run { try await jobs.watch("k").result() }
        #expect(waits(transport) == ["wait=10", "wait=10", nil, nil, nil])
    }

    @Test("After a first snapshot, a wait that was given up is replaced by the schedule's delay")
    func ignoredBeforeFirst() async throws {
        let (jobs, transport) = try service([.job("a"), .job("b"), .job("done"), .job("done")])
        _ = try await time.run { try await jobs.watch("j").result() }
        _ = try await time.run { try await jobs.watch(Sample(status: "queued")).result() }
        #expect(transport.times == [.zero, .seconds(3), .seconds(6), .seconds(9)])
    }

    @Test("A wait that is honoured in between makes good for one that was not")
    func honouredInBetween() async throws {
        let (jobs, transport) = try service([
            .job("a"), .job("b", after: .seconds(5)), .job("c"), .job("d", after: .seconds(10)),
            .job("done"),
        ])
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(waits(transport) == ["wait=10", "wait=10", "wait=10", "wait=10", "wait=10"])
        #expect(
            transport.times == [.zero, .seconds(3), .seconds(8), .seconds(11), .seconds(21)])
    }

    @Test("A final answer that comes early is no sign that the wait is ignored")
    func finalAnswer() async throws {
        let (jobs, transport) = try service([.job("done"), .job("done"), .job("done"), .job("done")])
        for _ in 0..<4 { _ = try await time.run { try await jobs.watch("j").result() } }
        #expect(waits(transport) == ["wait=10", "wait=10", "wait=10", "wait=10"])
    }

    @Test("A failed long poll is followed by the schedule's delay")
    func failed() async throws {
        let (jobs, transport) = try service([.fail(.connectionLost, after: .seconds(8)), .job("done")])
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(transport.times == [.zero, .seconds(11)])
    }

    @Test("A hint beats the next poll at once")
    func hint() async throws {
        let (jobs, transport) = try service([
            .job("queued", ["Retry-After": "5"], after: .seconds(10)), .job("done"),
        ])
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(transport.times == [.zero, .seconds(15)])
    }

    @Test("Without a wait for the result, the result is polled by the schedule")
    func none() async throws {
        let (jobs, transport) = try service([.job("queued"), .job("done")], forResult: nil)
        _ = try await time.run { try await jobs.watch("j").result() }
        #expect(waits(transport) == [nil, nil])
        #expect(transport.times == [.zero, .seconds(3)])
    }
}
