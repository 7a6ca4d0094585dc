import LanguageJobs
import LanguageJobsTesting
import Testing

/// When a watcher asks, and what it gives.
@Suite struct WatchPollingTests {
    private let time = VirtualTime()

    @Test("A watch polls at once, then after the schedule's delays, to the nanosecond")
    func delays() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            Array(repeating: .job("queued"), count: 10) + [.job("done")], on: time)
        _ = try await time.run { try await jobs.watch("j").all() }
        let expected = [
            0, 1_000_000_000, 2_500_000_000, 4_750_000_000, 8_125_000_000, 13_187_500_000, 20_781_250_000,
            32_171_875_000, 49_257_812_500, 69_257_812_500, 89_257_812_500,
        ]
        #expect(transport.times == expected.map { .nanoseconds($0) })
    }

    @Test("The random source decides the jitter of each delay")
    func jitter() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("queued"), .job("queued"), .job("queued"), .job("done")], on: time, random: 0)
        _ = try await time.run { try await jobs.watch("j").all() }
        #expect(
            transport.times == [.zero, .milliseconds(900), .milliseconds(2_250), .milliseconds(4_275)])
    }

    @Test("A job that has ended costs one poll")
    func immediatelyTerminal() async throws {
        let (jobs, transport) = try SampleJobs.scripted([.job("done")], on: time)
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["done"])
        #expect(transport.times == [.zero])
    }

    @Test("A first snapshot that is final costs no poll", arguments: ["done", "failed"])
    func finalFirst(status: String) async throws {
        let (jobs, transport) = try SampleJobs.scripted([], on: time)
        let all = try await time.run { try await jobs.watch(Sample(status: status)).all() }
        #expect(all == [Sample(status: status)])
        #expect(transport.requests.isEmpty)
    }

    @Test("A first snapshot that goes on is given first, and the first poll waits for the schedule")
    func activeFirst() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("queued"), .job("processing"), .job("done")], on: time)
        let all = try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        #expect(all.map(\.status) == ["queued", "processing", "done"])
        #expect(transport.times == [.seconds(1), .seconds(2), .milliseconds(3_500)])
    }

    @Test("A watcher is cold: nothing is asked before it is iterated, and waiting counts from then")
    func cold() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [], then: .job("queued"), on: time,
            .init(schedule: .constant(.seconds(10)), maxWait: .seconds(15)))
        let error = try await clientError {
            try await time.run {
                let watcher = jobs.watch("j")
                try await time.sleep(until: .seconds(100))
                _ = try await watcher.all()
            }
        }
        #expect(error.code == .timedOut)
        #expect(transport.times == [.seconds(100), .seconds(110), .seconds(115)])
    }

    @Test("A schedule sees the polls, the time, the status, the progress and chance")
    func scheduleState() async throws {
        let seen = SendableBox<[PollingSchedule.State]>([])
        let schedule = PollingSchedule.custom { state in
            seen.withLock { $0.append(state) }
            return .seconds(2)
        }
        let (jobs, _) = try SampleJobs.scripted(
            [.job("queued"), .job("processing", progress: 0.5), .job("done")], on: time, random: 0.25,
            .init(schedule: schedule))
        _ = try await time.run { try await jobs.watch("j").all() }
        let states = seen.current.prefix(2)
        #expect(states.map(\.polls) == [1, 2])
        #expect(states.map(\.elapsed) == [.zero, .seconds(2)])
        #expect(states.map(\.statusName) == ["queued", "processing"])
        #expect(states.map(\.fractionCompleted) == [nil, 0.5])
        #expect(states.map(\.random) == [0.25, 0.25])
    }

    @Test("A reader slower than the interval does not wait twice")
    func slowReader() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("a"), .job("b"), .job("c"), .job("done")], on: time,
            .init(schedule: .constant(.seconds(10))))
        try await time.run {
            // 4 s of a 10 s interval, then more than a whole one.
            let pauses: [String: Duration] = ["a": .seconds(4), "b": .seconds(25)]
            for try await job in jobs.watch("j") {
                if let pause = pauses[job.status] { try await time.sleep(until: time.now + pause) }
            }
        }
        #expect(transport.times == [.zero, .seconds(10), .seconds(35), .seconds(45)])
    }

    @Test("A delay runs from the end of the poll before, not from its beginning")
    func slowPolls() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("a", after: .seconds(3)), .job("b", after: .seconds(6)), .job("done")], on: time,
            .init(schedule: .constant(.seconds(5))))
        _ = try await time.run { try await jobs.watch("j").all() }
        #expect(transport.times == [.zero, .seconds(8), .seconds(19)])
    }

    @Test("An unknown status is not final: the deadline ends the watch")
    func unknownStatus() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("hibernating"), .job(""), .job("DONE?")], then: .job("done?"), on: time,
            .init(schedule: .constant(.seconds(10)), maxWait: .seconds(40)))
        let error = try await clientError {
            try await time.run { try await jobs.watch("j").result() }
        }
        #expect(error.code == .timedOut)
        #expect(error.message.contains("done?"))
        #expect(transport.times == [.zero, .seconds(10), .seconds(20), .seconds(30), .seconds(40)])
    }
}
