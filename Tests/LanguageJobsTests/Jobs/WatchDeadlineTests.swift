import LanguageJobs
import LanguageJobsTesting
import Testing

/// How long a watcher waits in all.
@Suite struct WatchDeadlineTests {
    private let time = VirtualTime()

    private func timeout(
        _ steps: [Step], then rest: Step? = .job("processing"), every interval: Duration,
        within maxWait: Duration
    ) async throws -> (ClientError, ScriptedTransport) {
        let (jobs, transport) = try SampleJobs.scripted(
            steps, then: rest, on: time, .init(schedule: .constant(interval), maxWait: maxWait))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        return (error, transport)
    }

    @Test("A deadline in mid-sleep: one last poll at the deadline, then the error")
    func midSleep() async throws {
        let (error, transport) = try await timeout([], every: .seconds(10), within: .seconds(25))
        #expect(error.code == .timedOut)
        #expect(error.reference == JobReference(service: "sample.jobs", baseURL: TestClient.base, id: "j"))
        #expect(error.message.contains("“processing”"))
        #expect(transport.times == [.zero, .seconds(10), .seconds(20), .seconds(25)])
        #expect(time.now == .seconds(25))
    }

    @Test("The deadline holds while every poll is healthy")
    func healthy() async throws {
        let (error, transport) = try await timeout([], every: .seconds(1), within: .seconds(4))
        #expect(error.code == .timedOut)
        #expect(transport.times == [.zero, .seconds(1), .seconds(2), .seconds(3), .seconds(4)])
    }

    @Test("A job that is always news is not asked for beyond the last poll", arguments: [false, true])
    func alwaysNews(everyPoll: Bool) async throws {
        let steps = (1...9).map { Step.job("processing", progress: Double($0) / 10) }
        let (jobs, transport) = try SampleJobs.scripted(
            steps, on: time,
            .init(
                schedule: .constant(.seconds(10)), maxWait: .seconds(15),
                emission: everyPoll ? .everyPoll : .changes))
        let seen = SendableBox<[Double?]>([])
        let error = try await clientError {
            try await time.run {
                for try await job in jobs.watch("j") { seen.withLock { $0.append(job.progress) } }
            }
        }
        #expect(error.code == .timedOut)
        #expect(seen.current == [0.1, 0.2, 0.3])
        #expect(transport.times == [.zero, .seconds(10), .seconds(15)])
    }

    @Test("The last poll may find the end")
    func lastPollFindsTheEnd() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("queued"), .job("queued"), .job("done")], on: time,
            .init(schedule: .constant(.seconds(20)), maxWait: .seconds(30)))
        let output = try await time.run { try await jobs.watch("j").result() }
        #expect(output == "output of j")
        #expect(transport.times == [.zero, .seconds(20), .seconds(30)])
    }

    @Test("A wait of nothing is one look")
    func zero() async throws {
        let (error, transport) = try await timeout([], every: .seconds(1), within: .zero)
        #expect(error.code == .timedOut)
        #expect(transport.times == [.zero])
    }

    @Test("The default wait is 30 minutes")
    func defaultWait() async throws {
        let (jobs, _) = try SampleJobs.scripted([], then: .job("queued"), on: time)
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect(time.now == .seconds(1_800))
    }

    @Test("Without a deadline the watch goes on for days")
    func endless() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("a"), .job("b"), .job("c"), .job("done")], on: time,
            .init(schedule: .constant(.seconds(200_000)), maxWait: nil))
        let output = try await time.run { try await jobs.watch("j").result() }
        #expect(output == "output of j")
        #expect(transport.times.last == .seconds(600_000))
    }

    @Test("A device that slept past the deadline asks once more before it gives up")
    func sleptThrough() async throws {
        let (jobs, transport) = try drowsy(
            [.job("queued"), .job("processing")], asleepUntil: .seconds(3_600))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect(transport.times == [.zero, .seconds(3_600)])
    }

    @Test("A job that ended while the device slept is found by the last poll")
    func endedMeanwhile() async throws {
        let (jobs, transport) = try drowsy([.job("queued"), .job("done")], asleepUntil: .seconds(3_600))
        let output = try await time.run { try await jobs.watch("j").result() }
        #expect(output == "output of j")
        #expect(transport.times == [.zero, .seconds(3_600)])
    }

    @Test("A poll that the device's sleep broke does not replace the last one")
    func sleptDuringPoll() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.fail(.connectionLost, after: .seconds(3_600)), .job("done")], on: time,
            .init(schedule: .constant(.seconds(1)), maxWait: .seconds(60)))
        let output = try await time.run { try await jobs.watch("j").result() }
        #expect(output == "output of j")
        #expect(transport.times == [.zero, .seconds(3_600)])
    }

    @Test("When the last poll fails in a way that may pass, the error is the timeout, with the failure below")
    func lastPollFails() async throws {
        let (error, transport) = try await timeout(
            [.job("queued"), .fail(.connectionLost)], then: nil, every: .seconds(60), within: .seconds(5))
        #expect(error.code == .timedOut)
        #expect((error.underlying as? ClientError)?.code == .connectionLost)
        #expect(transport.times == [.zero, .seconds(5)])
    }

    @Test("When the last poll fails for good, that is the error")
    func lastPollIsRefused() async throws {
        let (error, _) = try await timeout(
            [.job("queued"), .answer(401)], then: nil, every: .seconds(60), within: .seconds(5))
        #expect(error.code == .unauthorized)
    }

    @Test("A poll that hangs is cut at the deadline, and the last one half a minute later")
    func hangs() async throws {
        let (error, transport) = try await timeout(
            [.job("queued"), .hang, .hang], then: nil, every: .seconds(4), within: .seconds(10))
        #expect(error.code == .timedOut)
        #expect(transport.requests.map(\.timeouts.total) == [.seconds(10), .seconds(6), .seconds(30)])
        #expect(transport.times == [.zero, .seconds(4), .seconds(10)])
        #expect(time.now == .seconds(40))
    }

    @Test("The total timeout of the client is kept where the deadline is farther")
    func ownTotal() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("done")], on: time,
            configure: { $0.timeouts = TransportTimeouts(idle: .seconds(7), total: .seconds(9)) })
        _ = try await time.run { try await jobs.watch("j").all() }
        #expect(transport.requests.map(\.timeouts) == [.init(idle: .seconds(7), total: .seconds(9))])
    }

    /// A service whose first sleep ends late, as it does on a device that was asleep itself.
    private func drowsy(_ steps: [Step], asleepUntil: Duration) throws -> (SampleJobs, ScriptedTransport) {
        try SampleJobs.scripted(
            steps, on: time, .init(schedule: .constant(.seconds(1)), maxWait: .seconds(60)),
            configure: { $0.runtime.time = Drowsy(time: time, wakesAt: asleepUntil) })
    }

    private struct Drowsy: TimeSource {
        let time: VirtualTime
        let wakesAt: Duration
        var now: Duration { time.now }

        func sleep(until deadline: Duration) async throws {
            try await time.sleep(until: max(deadline, wakesAt))
        }
    }
}
