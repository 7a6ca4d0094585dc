import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("An extraction that is cancelled")
struct ExtractCancellationTests {
    /// Where the service stops answering, and how many temporary files there are meanwhile.
    enum Step: CaseIterable, Sendable {
        case upload, create, poll, download

        var filesInUse: Int {
            switch self {
            case .upload, .create: 1
            case .poll: 0
            // The file that the output replaces, and what has come of the output.
            case .download: 2
            }
        }
    }

    @Test("ends at once, keeps the job's reference, and leaves no file", arguments: Step.allCases)
    func leavesNothing(step: Step) async throws {
        let folder = try ScratchPlace()
        let time = VirtualTime()
        let hang = { (one: Step, answer: RecordedResponse) in one == step ? RecordedResponse.hang : answer }
        let mock = MockTransport(.matched, time: time) {
            Exchange(.post("/files"), hang(.upload, .json(#"{"file_id":"in"}"#)))
            Exchange(
                .post("/structflow/jobs"),
                hang(.create, .status(202, json: #"{"job_id":"j1","status":"queued"}"#)))
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                hang(.poll, .json(#"{"job_id":"j1","status":"completed","output_file_id":"out"}"#)))
            Exchange(.get("/files/out/content"), .status(200, body: Data(count: 100)).hanging(after: 10))
        }
        let ldx = try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(runtime: time.runtime(seed: 3)),
            transport: mock)
        let reference = SendableBox<JobReference?>(nil)
        try await time.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let run = { @Sendable in
                        try await ldx.structFlow.extract(
                            Invoice.example, model: "m", prompt: "p", from: ScriptedStructFlow.rows,
                            options: ExtractionOptions(temporaryDirectory: folder.url),
                            onEvent: { if case .created(let job) = $0 { reference.exchange(job) } })
                    }
                    await #expect(throws: CancellationError.self) { _ = try await run() }
                }
                group.addTask {
                    try await time.sleep(until: .seconds(5))
                    // The folder of the process is one more.
                    let files = try folder.files.count - (step.filesInUse > 0 ? 1 : 0)
                    #expect(files == step.filesInUse)
                }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        #expect(time.now == .seconds(5))
        #expect(try folder.files == [])
        #expect((reference.current?.id == "j1") == [.poll, .download].contains(step))
    }

    @Test("while its outcomes are read ends at once, and the output is gone with the last of it")
    func reading() async throws {
        let folder = try ScratchPlace()
        let mock = ScriptedStructFlow.twoRows(
            "{\"number\":\"A\",\"total\":1}\n{\"number\":\"B\",\"total\":2}\n")
        let outcomes = try await ScriptedStructFlow.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: ScriptedStructFlow.rows,
            options: ExtractionOptions(temporaryDirectory: folder.url))
        #expect(try folder.files == [], "An open file needs no name.")
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                var iterator = outcomes.makeAsyncIterator()
                await #expect(throws: CancellationError.self) { try await iterator.next() }
            }
        }
        #expect(try await outcomes.all().count == 2)
    }
}
