import LanguageJobs
import LanguageJobsTesting
import Testing

/// What a watch tells its observer.
@Suite struct WatchObserverTests {
    private let time = VirtualTime()
    private let log = EventLog()

    /// Polls and changes in a few words.
    private var told: [String] {
        log.events.compactMap { event in
            switch event {
            case .poll(let job, let status, let delay):
                "poll \(job.id) \(status) \(delay.map { "\($0)" } ?? "-")"
            case .stateChange(let job, let from, let to): "change \(job.id) \(from ?? "-")>\(to)"
            default: nil
            }
        }
    }

    @Test("Each poll is told with its status and the delay that follows, each change of the status once")
    func events() async throws {
        let (jobs, _) = try SampleJobs.scripted(
            [.job("queued"), .job("queued", ["Retry-After": "9"]), .job("processing"), .job("done")],
            on: time, .init(schedule: .constant(.seconds(4))), configure: { $0.observer = log })
        _ = try await time.run { try await jobs.watch("j").all() }
        #expect(
            told == [
                "poll j queued 4.0 seconds", "change j ->queued", "poll j queued 9.0 seconds",
                "poll j processing 4.0 seconds", "change j queued>processing", "poll j done -",
                "change j processing>done",
            ])
    }

    @Test("A first snapshot is a change, but no poll")
    func first() async throws {
        let (jobs, _) = try SampleJobs.scripted([.job("done")], on: time, configure: { $0.observer = log })
        _ = try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        #expect(told == ["change j ->queued", "poll j done -", "change j queued>done"])
    }

    @Test("A failed poll is told as a request that failed, not as a poll")
    func failedPoll() async throws {
        let (jobs, _) = try SampleJobs.scripted(
            [.fail(.connectionLost), .job("done")], on: time, configure: { $0.observer = log })
        _ = try await time.run { try await jobs.watch("j").all() }
        let kinds = log.events.map { event in
            switch event {
            case .request: "request"
            case .response(_, _, let status, _, _): "response \(status)"
            case .failure(_, _, let reason, _): "failure \(reason)"
            case .retry: "retry"
            case .poll: "poll"
            case .stateChange: "change"
            case .held: "held"
            }
        }
        #expect(
            kinds == [
                "request", "failure connectionLost: Made to fail.", "request", "response 200", "poll",
                "change",
            ])
    }
}
