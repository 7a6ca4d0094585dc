import LanguageJobs
import LanguageJobsTesting
import Testing

/// News of a job end the wait for it.
@Suite struct WatchSignalTests {
    private let time = VirtualTime()
    private let signals = JobSignals()

    private func jobs(_ steps: [Step], _ watching: WatchOptions? = nil) throws -> (
        SampleJobs, ScriptedTransport
    ) {
        try SampleJobs.scripted(
            steps, on: time,
            watching ?? .signalled(by: signals, fallback: .seconds(300), maxWait: .seconds(900)))
    }

    /// Watches a job to its end while something else goes on.
    private func watch(
        _ jobs: SampleJobs, meanwhile work: @escaping @Sendable () async throws -> Void
    ) async throws -> [String] {
        try await time.run {
            async let statuses = jobs.watch("j").all().map(\.status)
            try await work()
            return try await statuses
        }
    }

    @Test("News in the middle of a wait end it at once")
    func endsTheWait() async throws {
        let (jobs, transport) = try jobs([.job("queued"), .job("done")])
        let (time, signals) = (time, signals)
        let statuses = try await watch(jobs) {
            try await time.sleep(until: .seconds(47))
            signals.signal("j")
        }
        #expect(statuses == ["queued", "done"])
        #expect(transport.times == [.zero, .seconds(47)])
    }

    @Test("News of another job end nothing")
    func another() async throws {
        let (jobs, transport) = try jobs([.job("queued"), .job("done")])
        let (time, signals) = (time, signals)
        _ = try await watch(jobs) {
            try await time.sleep(until: .seconds(47))
            signals.signal("k")
        }
        #expect(transport.times == [.zero, .seconds(300)])
    }

    @Test("News that come while a poll is under way are not lost")
    func duringPoll() async throws {
        let (jobs, transport) = try jobs([.job("queued", after: .seconds(10)), .job("done")])
        let (time, signals) = (time, signals)
        _ = try await watch(jobs) {
            try await time.sleep(until: .seconds(4))
            signals.signal("j")
        }
        #expect(transport.times == [.zero, .seconds(10)])
    }

    @Test("News that came before anybody watched end the first wait")
    func before() async throws {
        let (jobs, transport) = try jobs([.job("done")])
        signals.signal("j")
        let statuses = try await time.run {
            try await jobs.watch(Sample(id: "j", status: "queued")).all().map(\.status)
        }
        #expect(statuses == ["queued", "done"])
        #expect(transport.times == [.zero])
    }

    @Test("News that the service's answers do not know yet are asked for soon, and then less and less often")
    func unconfirmed() async throws {
        let (jobs, transport) = try jobs(
            [.job("queued")] + Array(repeating: .job("processing"), count: 5) + [.job("done")])
        let (time, signals) = (time, signals)
        _ = try await watch(jobs) {
            try await time.sleep(until: .seconds(10))
            signals.signal("j")
        }
        #expect(
            transport.times == [
                .zero, .seconds(10), .seconds(11), .seconds(13), .seconds(17), .seconds(25), .seconds(41),
            ])
    }

    @Test("Once the service has been asked often enough, the schedule holds again")
    func backToTheSchedule() async throws {
        let (jobs, transport) = try jobs(
            [.job("queued")] + Array(repeating: .job("processing"), count: 4) + [.job("done")],
            .signalled(by: signals, fallback: .seconds(4), maxWait: .seconds(900)))
        let (time, signals) = (time, signals)
        _ = try await watch(jobs) {
            try await time.sleep(until: .seconds(2))
            signals.signal("j")
        }
        #expect(
            transport.times == [
                .zero, .seconds(2), .seconds(3), .seconds(5), .seconds(9), .seconds(13),
            ])
    }

    @Test("Everybody who watches the job is woken, once for each news")
    func everybody() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [], then: .job("queued"), on: time,
            .signalled(by: signals, fallback: .seconds(300), maxWait: .seconds(100)))
        let (time, signals) = (time, signals)
        try await time.run {
            async let first = clientError { try await jobs.watch("j").all() }
            async let second = clientError { try await jobs.watch("j").all() }
            try await time.sleep(until: .seconds(90))
            signals.signal("j")
            #expect(try await [first.code, second.code] == [.timedOut, .timedOut])
        }
        let times = transport.times.sorted()
        #expect(times.filter { $0 == .zero }.count == 2)
        #expect(times.filter { $0 == .seconds(90) }.count == 2)
        #expect(times.filter { $0 < .seconds(90) && $0 > .zero }.isEmpty)
    }

    @Test("Without news the deadline and the fallback hold")
    func withoutNews() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [], then: .job("queued"), on: time,
            .signalled(by: signals, fallback: .seconds(300), maxWait: .seconds(700)))
        let error = try await clientError { try await time.run { try await jobs.watch("j").all() } }
        #expect(error.code == .timedOut)
        #expect(transport.times == [.zero, .seconds(300), .seconds(600), .seconds(700)])
    }

    @Test("Cancelling ends a wait for news at once")
    func cancelled() async throws {
        let (jobs, transport) = try jobs([.job("queued")])
        let end = try await time.run {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await jobs.watch("j").all() }
                }
                try? await time.sleep(until: .seconds(9))
                group.cancelAll()
            }
            return time.now
        }
        #expect(end == .seconds(9))
        #expect(transport.requests.count == 1)
    }

    @Test("The news of the last 10,000 jobs are kept for whoever watches later")
    func memory() async throws {
        let (jobs, transport) = try jobs([.job("done"), .job("done")])
        for number in 0..<50_000 { signals.signal("job-\(number)") }
        try await time.run {
            _ = try await jobs.watch(Sample(id: "job-40000", status: "queued")).all()
            _ = try await jobs.watch(Sample(id: "job-1", status: "queued")).all()
        }
        #expect(transport.times == [.zero, .seconds(300)])
    }
}
