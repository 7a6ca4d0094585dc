import Testing

@testable import LanguageJobsTesting

@Suite struct JobTimelineTests {
    private let timeline = JobTimeline(
        created: .seconds(100),
        plan: JobPlan(queued: .seconds(2), processing: .seconds(8), retention: .seconds(60)))

    @Test(
        "A job of 2 seconds in the queue and 8 in work",
        arguments: [
            (100.0, JobTimeline.Phase.queued, 100.0, 160.0),
            (101.9, .queued, 100, 160),
            (102, .processing(progress: 0), 102, 160),
            (102.9, .processing(progress: 0), 102, 160),
            (103, .processing(progress: 0.125), 103, 160),
            (106.5, .processing(progress: 0.5), 106, 160),
            (109.999, .processing(progress: 0.875), 109, 160),
            (110, .ended, 110, 170),
            (5_000, .ended, 110, 170),
        ])
    func phases(now: Double, phase: JobTimeline.Phase, updated: Double, expires: Double) {
        #expect(timeline.phase(at: .seconds(now)) == phase)
        #expect(timeline.updated(at: .seconds(now)) == .seconds(updated))
        #expect(timeline.expires(at: .seconds(now)) == .seconds(expires))
    }

    @Test("A job without an end goes on, and is never quite done", arguments: [10.0, 1_000, 1_000_000])
    func endless(now: Double) {
        let timeline = JobTimeline(created: .zero, plan: .endless)
        #expect(timeline.end == nil)
        guard case .processing(let progress) = timeline.phase(at: .seconds(now)) else {
            Issue.record("The job is not in work.")
            return
        }
        #expect(progress > 0 && progress < 1)
    }

    @Test("A job that is done at once has no other phase")
    func immediate() {
        #expect(JobTimeline(created: .seconds(5), plan: .immediate).phase(at: .seconds(5)) == .ended)
    }

    @Test(
        "The plan's curve decides the progress, within 0 and 1",
        arguments: [(-1.0, 0.0), (0.25, 0.25), (7, 1)])
    func curve(value: Double, expected: Double) {
        let plan = JobPlan(queued: .zero, processing: .seconds(10), progress: { _ in value })
        #expect(
            JobTimeline(created: .zero, plan: plan).phase(at: .seconds(5)) == .processing(progress: expected))
    }

    @Test("An interval of zero keeps the progress at its start")
    func noInterval() {
        let plan = JobPlan(queued: .zero, processing: .seconds(10), progressInterval: .zero)
        #expect(JobTimeline(created: .zero, plan: plan).phase(at: .seconds(5)) == .processing(progress: 0))
    }

    @Test("A failing plan has the error that was seen of the real service")
    func failing() {
        guard case .fails(let code, _) = JobPlan.failing().outcome else {
            Issue.record("The plan doesn't fail.")
            return
        }
        #expect(code == "upstream_service_error")
    }

    @Test("The end of a job can be put off, never brought nearer")
    func extended() {
        var timeline = timeline
        timeline.extend(to: .seconds(105))
        #expect(timeline.end == .seconds(110))
        timeline.extend(to: .seconds(130))
        #expect(timeline.end == .seconds(130))
        #expect(timeline.phase(at: .seconds(129)) == .processing(progress: 1))
        #expect(timeline.updated(at: .seconds(140)) == .seconds(130))
        #expect(timeline.expires(at: .seconds(140)) == .seconds(190))
        var endless = JobTimeline(created: .zero, plan: .endless)
        endless.extend(to: .seconds(5))
        #expect(endless.end == nil)
    }
}
