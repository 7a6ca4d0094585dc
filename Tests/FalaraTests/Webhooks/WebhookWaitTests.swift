import Falara
import Foundation
import LanguageJobsTesting
import Testing

/// A webhook ends the wait for its job, by way of the signals that both share.
@Suite struct WebhookWaitTests {
    private let time = VirtualTime()
    private let signals = JobSignals()

    /// A service whose job is queued until so long, and which remembers when it was asked.
    private func falara(
        _ created: FalaraJob, doneAfter end: Duration, _ polls: SendableBox<[Duration]>
    ) -> FakeFalara {
        let time = time
        var context = JobServiceContext()
        context.runtime = ClientRuntime(time: time)
        return FakeFalara(context: context) {
            polls.withLock { $0.append(time.now) }
            // As documented: the status names no batch.
            var job = FalaraJob(id: created.id, status: .processing)
            job.status = time.now >= end ? .completed : .processing
            return job
        }
    }

    private func event(_ name: FalaraWebhookEvent.Name, _ data: JSONValue) -> FalaraWebhookEvent {
        FalaraWebhookEvent(name: name, data: data)
    }

    @Test("A webhook in the middle of a wait ends it: two polls in all")
    func middle() async throws {
        let polls = SendableBox<[Duration]>([])
        let job = FalaraJob(id: "abc123", status: .queued)
        let falara = falara(job, doneAfter: .seconds(40), polls)
        let (time, signals) = (time, signals)
        let end = try await time.run {
            async let statuses = falara.watch("abc123", options: .signalled(by: signals)).map(\.statusName)
                .reduce(into: []) { $0.append($1) }
            try await time.sleep(until: .seconds(41))
            signals.signal(event(.jobCompleted, ["job_id": "abc123"]))
            #expect(try await statuses == ["processing", "completed"])
            return time.now
        }
        #expect(polls.current == [.zero, .seconds(41)])
        #expect(end == .seconds(41))
    }

    @Test("A batch's webhook ends the waits for its jobs, and for no others")
    func batch() async throws {
        let polls = SendableBox<[Duration]>([])
        var job = FalaraJob(id: "j1", status: .queued)
        job.batchID = "b1"
        let (time, signals, known) = (time, signals, job)
        let falara = falara(job, doneAfter: .seconds(340), polls)
        try await time.run {
            async let status = falara.watch(known, options: .signalled(by: signals)).result()
            try await time.sleep(until: .seconds(20))
            signals.signal(event(.batchCompleted, ["batch_id": "b2"]))
            try await time.sleep(until: .seconds(350))
            signals.signal(event(.batchCompleted, ["batch_id": "b1"]))
            _ = try await status
        }
        #expect(polls.current == [.seconds(300), .seconds(350)])
    }

    @Test("An event that names nothing wakes nobody")
    func nameless() async throws {
        let polls = SendableBox<[Duration]>([])
        let falara = falara(FalaraJob(id: "j1", status: .queued), doneAfter: .zero, polls)
        let (time, signals) = (time, signals)
        try await time.run {
            async let output = falara.watch(
                FalaraJob(id: "j1", status: .queued), options: .signalled(by: signals)
            ).result()
            try await time.sleep(until: .seconds(5))
            signals.signal(event("job.paused", [:]))
            _ = try await output
        }
        #expect(polls.current == [.seconds(300)])
    }
}

/// A service whose jobs are what a closure says.
struct FakeFalara: JobService {
    let context: JobServiceContext
    let read: @Sendable () -> FalaraJob

    init(context: JobServiceContext, read: @escaping @Sendable () -> FalaraJob) {
        self.context = context
        self.read = read
    }

    func job(_ id: JobID<FalaraJob>, wait: Duration?, options: CallOptions) async throws -> FalaraJob {
        read()
    }

    func output(of job: FalaraJob, options: CallOptions) async throws -> String { "done" }
}
