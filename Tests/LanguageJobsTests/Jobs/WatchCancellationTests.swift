import LanguageJobs
import LanguageJobsTesting
import Testing

/// Cancelling stops the watch at once, and nothing else.
@Suite struct WatchCancellationTests {
    private let time = VirtualTime()

    /// Runs a body as a child task, cancels it at a time, and tells what it threw and when.
    private func cancelling(
        at moment: Duration, _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> (error: (any Error)?, time: Duration) {
        try await time.run {
            try await withThrowingTaskGroup(of: ((any Error)?, Duration).self) { group in
                group.addTask {
                    do {
                        try await body()
                        return (nil, time.now)
                    } catch {
                        return (error, time.now)
                    }
                }
                try await time.sleep(until: moment)
                group.cancelAll()
                guard let outcome = try await group.next() else { return (nil, .zero) }
                return outcome
            }
        }
    }

    @Test("Cancelled before it begins, a watch asks nothing")
    func before() async throws {
        let (jobs, transport) = try SampleJobs.scripted([], on: time)
        let (error, when) = try await cancelling(at: .seconds(2)) {
            try? await time.sleep(until: .seconds(60))
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .seconds(2))
        #expect(transport.requests.isEmpty)
    }

    @Test("Cancelled before it begins, a watch does not even give its first snapshot")
    func beforeFirst() async throws {
        let (jobs, _) = try SampleJobs.scripted([], on: time)
        let (error, _) = try await cancelling(at: .seconds(2)) {
            try? await time.sleep(until: .seconds(60))
            _ = try await jobs.watch(Sample(status: "done")).result()
        }
        #expect(error is CancellationError)
    }

    @Test(
        "What was finished at its creation is given although the task was cancelled: it is paid, and has no id to ask by"
    )
    func finishedFirst() async throws {
        let (jobs, transport) = try SampleJobs.scripted([], on: time)
        let output = SendableBox("")
        let (error, _) = try await cancelling(at: .seconds(2)) {
            try? await time.sleep(until: .seconds(60))
            output.exchange(try await jobs.watch(Sample(id: nil, status: "done")).result())
        }
        #expect(error == nil)
        #expect(output.current == "output of none")
        #expect(transport.requests.isEmpty)
    }

    @Test("Cancelled in mid-sleep, a watch ends at that very time")
    func midSleep() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [], then: .job("queued"), on: time, .init(schedule: .constant(.seconds(10))))
        let (error, when) = try await cancelling(at: .milliseconds(13_700)) {
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .milliseconds(13_700))
        #expect(transport.times == [.zero, .seconds(10)])
        #expect(transport.requests.allSatisfy { $0.method == .get })
    }

    @Test("Cancelled in mid-poll, a watch ends at that very time")
    func midPoll() async throws {
        let (jobs, transport) = try SampleJobs.scripted([.job("queued", after: .seconds(30))], on: time)
        let (error, when) = try await cancelling(at: .seconds(4)) {
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .seconds(4))
        #expect(transport.times == [.zero])
    }

    @Test("Cancelled between the attempts of a poll, a watch ends at that very time")
    func midRetry() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.answer(503, "", ["Retry-After": "20"])], on: time, configure: { $0.retry = .init() })
        let (error, when) = try await cancelling(at: .seconds(4)) {
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .seconds(4))
        #expect(transport.times == [.zero])
    }

    @Test("A transport that reports a cancelled task as a broken connection is not believed")
    func dishonestTransport() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [
                Step { _, time in
                    try? await time.sleep(until: .seconds(30))
                    throw TransportFailure(.connectionLost, "cancelled, really")
                }
            ], on: time)
        let (error, when) = try await cancelling(at: .seconds(4)) {
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .seconds(4))
        #expect(transport.times == [.zero])
    }

    @Test("A cancelled iterator gives nil for ever")
    func afterwards() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [], then: .job("queued"), on: time, .init(schedule: .constant(.seconds(10))))
        let rest = SendableBox<[Sample?]>([])
        _ = try await cancelling(at: .seconds(5)) {
            var iterator = jobs.watch("j").makeAsyncIterator()
            _ = try await iterator.next()
            _ = try? await iterator.next()
            let more = [try await iterator.next(), try await iterator.next()]
            rest.exchange(more)
        }
        #expect(rest.current == [nil, nil])
        #expect(transport.times == [.zero])
    }

    /// A fake that knows nothing of cancellation and has nothing new to say.
    private struct Deaf: JobService {
        let context: JobServiceContext
        let polls = SendableBox(0)

        func job(_ id: JobID<Sample>, wait: Duration?, options: CallOptions) async throws -> Sample {
            polls.withLock { $0 += 1 }
            if polls.current == 1_000 { throw ClientError(.notFound, "Asked for ever.") }
            try? await context.runtime.time.sleep(until: context.runtime.time.now + .seconds(10))
            return Sample(status: "queued")
        }

        func output(of job: Sample, options: CallOptions) async throws -> String { "" }
    }

    @Test("A watch over a service that ignores cancellation ends after the poll that was under way")
    func deafService() async throws {
        let jobs = Deaf(
            context: JobServiceContext(
                watching: .init(longPoll: .seconds(10), longPollForResult: .seconds(10)),
                runtime: time.runtime()))
        let (error, when) = try await cancelling(at: .seconds(25)) {
            _ = try await jobs.watch("j").result()
        }
        #expect(error is CancellationError)
        #expect(when == .seconds(25))
        #expect(jobs.polls.current == 3)
    }
}
