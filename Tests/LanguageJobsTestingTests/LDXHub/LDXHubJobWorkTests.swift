import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubJobWorkTests {
    /// Rows of 64 KiB, so that a few of them take several pieces of work.
    private static let rows = (0..<96).map {
        #"{"n":\#($0),"text":"\#(String(repeating: "x", count: 1 << 16))"}"#
    }
    .joined(separator: "\n")
    private static let output = (0..<96).map { "{\"n\":\($0)}\n" }.joined()

    private func path(_ created: HubCaller.Answer) -> String {
        "\(HubCaller.structFlow)/\(created.string("job_id") ?? "")"
    }

    private func output(_ done: HubCaller.Answer, _ caller: HubCaller) async throws -> String {
        try await caller.get("/files/\(done.string("output_file_id") ?? "")/content").text
    }

    @Test("Other requests are answered while a job's work is being done")
    func others() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let created = try await caller.extract(Self.rows, like: #"{"n":1}"#)
            let isDone = SendableBox(false)
            async let poll = {
                let answer = try await caller.get(path(created))
                isDone.exchange(true)
                return answer
            }()
            var answered = 0
            while !isDone.current {
                #expect(try await caller.get("/files/nothing").status == 404)
                if !isDone.current { answered += 1 }
            }
            let done = try await poll
            #expect(done.string("status") == "completed")
            #expect(answered >= 3)
            let output = try await output(done, caller)
            #expect(output == Self.output)
        }
    }

    @Test("Those who ask at the same time share the work")
    func together() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let created = try await caller.extract(Self.rows, like: #"{"n":1}"#)
            let polls = try await withThrowingTaskGroup(of: HubCaller.Answer.self) { group in
                for path in [path(created), path(created) + "?wait=5", path(created)] {
                    group.addTask { try await caller.get(path) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(polls.map { $0.string("status") } == ["completed", "completed", "completed"])
            #expect(Set(polls.map { $0.string("output_file_id") }).count == 1)
            #expect(try await caller.get("/files").count("data") == 2)
            let output = try await output(polls[0], caller)
            #expect(output == Self.output)
        }
    }

    @Test("Who leaves leaves the rest of the work to the next")
    func cancelled() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let created = try await caller.extract(Self.rows, like: #"{"n":1}"#)
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await caller.get(path(created)) }
                for _ in 0..<2 { _ = try? await caller.get("/files/nothing") }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            let done = try await caller.get(path(created))
            #expect(done.string("status") == "completed")
            let output = try await output(done, caller)
            #expect(output == Self.output)
        }
    }

    @Test("A list does the work, too")
    func list() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let created = try await caller.extract(Self.rows, like: #"{"n":1}"#)
            let list = try await caller.get(HubCaller.structFlow)
            #expect(list.string("data.0.status") == "completed")
            #expect(list.string("data.0.output_file_id") != nil)
            #expect(try await caller.get(path(created)).string("status") == "completed")
        }
    }

    @Test(
        "Work that takes longer than the plan says puts off the job's end, and each answer comes in a while")
    func overdue() async throws {
        let time = TickingTime(tick: .milliseconds(50))
        let hub = LDXHubEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_776_079_283),
            plan: LDXHubPlan(jobs: .immediate))
        let caller = HubCaller(hub: hub)
        let created = try await caller.extract(Self.rows, like: #"{"n":1}"#)
        time.tick = .milliseconds(700)
        var answers: [HubCaller.Answer] = []
        while answers.last?.string("status") != "completed", answers.count < 20 {
            answers.append(try await caller.get(path(created)))
        }
        #expect(answers.count > 1)
        for answer in answers.dropLast() {
            #expect(answer.string("status") == "processing")
            #expect(answer["progress"] == .integer(99))
            #expect(answer["completed_at"] == nil)
            #expect(answer["output_file_id"] == nil)
        }
        let done = try #require(answers.last)
        let start = try #require(created.string("created_at"))
        let end = try #require(done.string("completed_at"))
        // The clock has gone on by seconds with every answer.
        #expect(end > start)
        let now = await hub.stamp
        #expect(end <= now)
        time.tick = .zero
        let output = try await output(done, caller)
        #expect(output == Self.output)
        #expect(try await caller.get(path(created)).string("completed_at") == end)
    }

    #if canImport(Glibc)
    @Test("Memory stays bounded while a job of 100 MB of rows is worked on")
    func memory() async {
        await #expect(processExitsWith: .success) {
            let hub = LDXHubEmulator(plan: LDXHubPlan(jobs: .immediate))
            let caller = HubCaller(hub: hub)
            let id = try await caller.emptyFileID("rows.jsonl")
            let row = #"{"n":5,"text":"\#(String(repeating: "x", count: 3_970))"}"# + "\n"
            let chunk = Data(String(repeating: row, count: 1_000).utf8)
            let before = try #require(peakMemory())
            for _ in 0..<25 {
                guard try await caller.append(chunk, to: id).status == 200 else { exit(2) }
            }
            let created = try await caller.post(
                HubCaller.structFlow,
                json: """
                    {"model":"openai/gpt-5.5","system_prompt":"p","example_output":{"n":1,"text":""},
                    "file_id":"\(id)"}
                    """)
            var done = try await caller.end(created)
            while done.string("status") == "processing" { done = try await caller.end(created) }
            let response = try await caller.start(
                .get, "/files/\(done.string("output_file_id") ?? "")/content")
            var rows = 0
            for try await piece in response.body { rows += piece.count { $0 == 0x0A } }
            guard rows == 25_000 else { exit(3) }
            guard try #require(peakMemory()) - before < 48 << 20 else { exit(4) }
        }
    }
    #endif
}

/// A clock that goes on whenever somebody looks at it.
private final class TickingTime: TimeSource {
    private let moment = SendableBox(Duration.zero)
    private let step: SendableBox<Duration>

    init(tick: Duration) {
        step = SendableBox(tick)
    }

    var tick: Duration {
        get { step.current }
        set { step.exchange(newValue) }
    }

    var now: Duration {
        let step = step.current
        return moment.withLock { moment in
            moment += step
            return moment
        }
    }

    func sleep(until deadline: Duration) async throws {
        moment.withLock { $0 = max($0, deadline) }
    }
}

extension LDXHubEmulator {
    fileprivate var stamp: String { clock.stamp(clock.now) }
}
