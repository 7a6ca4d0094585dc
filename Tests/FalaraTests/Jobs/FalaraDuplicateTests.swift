import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A Falara creation that the service calls a duplicate, or whose answer is lost")
struct FalaraDuplicateTests {
    private static let lost = RecordedResponse.failure(TransportFailure(.connectionLost, "cut"))
    private static let duplicate = RecordedResponse.status(
        409, json: #"{"detail":"Duplicate content","job_id":"first","status":"completed"}"#)

    private static func create(_ response: RecordedResponse) -> Exchange {
        Exchange(
            .post("/v1/jobs").body(
                json: #"{"mode":"translation","source_lang":"de","target_lang":"en","text":"Hallo"}"#),
            response)
    }

    private static let request = FalaraJobRequest(.text("Hallo"), from: "de", to: "en")

    @Test("is an error with the first job's reference when nothing was lost, and is sent once")
    func duplicate() async throws {
        let rig = try FalaraRig {
            Self.create(.status(409, json: try Fixture.data("falara/conflict-duplicate.json")))
        }
        let error = try await rig.failure { try await $0.jobs.create(Self.request) }
        #expect(error.code == .duplicate)
        #expect(error.status == 409)
        #expect(
            error.reference
                == JobReference(
                    service: "falara.jobs", baseURL: "https://app.falara.io/v1",
                    id: "550e8400-e29b-41d4-a716-446655440000"))
        #expect(error.message.contains("“completed”"))
        #expect(error.message.contains("created nothing"))
        #expect(rig.time.now == .zero)
    }

    @Test("can be gone on with by that reference")
    func goesOn() async throws {
        let rig = try FalaraRig {
            Self.create(Self.duplicate)
            Exchange.status("first", "completed")
            Exchange.result("first", #""Hello""#)
        }
        let result = try await rig.run { falara in
            do {
                return try await falara.jobs.run(.text("Hallo"), from: "de", to: "en")
            } catch let error as ClientError where error.code == .duplicate {
                return try await falara.jobs.result(of: try #require(error.reference))
            }
        }
        #expect(result.text == "Hello")
    }

    @Test("that names no job is a plain conflict, which made nothing")
    func plainConflict() async throws {
        let rig = try FalaraRig { Self.create(.status(409, json: #"{"detail":"Busy"}"#)) }
        let error = try await rig.failure { try await $0.jobs.create(Self.request) }
        #expect(error.code == .conflict)
        #expect(error.message.hasSuffix("It said: Busy"))
    }

    @Test("adopts the job that is named after its own answer was lost, once 30 seconds have passed")
    func adopted() async throws {
        let rig = try FalaraRig {
            Self.create(Self.lost)
            Self.create(Self.duplicate)
        }
        let job = try await rig.run { try await $0.jobs.create(Self.request) }
        #expect(job.id == "first")
        #expect(job.status == .completed)
        #expect(job.targetLanguage == "en")
        #expect(rig.time.now == .seconds(30))
    }

    @Test("adopts the job that an object under detail names, too")
    func adoptedNested() async throws {
        let rig = try FalaraRig {
            Self.create(Self.lost)
            Self.create(
                .status(409, json: #"{"detail":{"message":"Duplicate","job_id":"first","status":"queued"}}"#))
        }
        let job = try await rig.run { try await $0.jobs.create(Self.request) }
        #expect(job.id == "first")
        #expect(job.status == .queued)
    }

    @Test(
        "takes the job of the second sending when the first was not applied, whatever became of that",
        arguments: [
            lost, .status(500, json: #"{"detail":"No."}"#), .status(502, json: "<html></html>"),
            .status(202, json: "{}"), .status(202, json: "{").truncated(after: 1),
        ])
    func created(first: RecordedResponse) async throws {
        let rig = try FalaraRig {
            Self.create(first)
            Self.create(.status(202, json: #"{"job_id":"second","status":"queued"}"#))
        }
        let job = try await rig.run { try await $0.jobs.create(Self.request) }
        #expect(job.id == "second")
    }

    @Test("is sent at most three times more, and then is uncertain")
    func bounded() async throws {
        let rig = try FalaraRig {
            for _ in 0..<4 { Self.create(Self.lost) }
        }
        let error = try await rig.failure { try await $0.jobs.create(Self.request) }
        #expect(error.code == .submissionUncertain)
        #expect(error.message.contains("Sent again to be told of the job, it failed:"))
        #expect(rig.time.now == .seconds(90))
    }

    @Test(
        "is uncertain when the second sending is refused for any other reason, and is not sent a third time",
        arguments: [
            RecordedResponse.status(422, json: #"{"detail":"Bad."}"#), .status(401, json: "{}"),
            .status(409, json: #"{"detail":"Busy"}"#),
        ])
    func otherwise(second: RecordedResponse) async throws {
        let rig = try FalaraRig {
            Self.create(Self.lost)
            Self.create(second)
        }
        let error = try await rig.failure { try await $0.jobs.create(Self.request) }
        #expect(error.code == .submissionUncertain)
        #expect(error.reference == nil)
    }

    @Test("is told of once when the caller listens to answers")
    func toldOnce() async throws {
        let rig = try FalaraRig {
            Self.create(Self.lost)
            Self.create(Self.duplicate)
        }
        let told = SendableBox<[Int]>([])
        let options = CallOptions.with {
            $0.onResponse = { answer in told.withLock { $0.append(answer.status) } }
        }
        _ = try await rig.run { try await $0.jobs.create(Self.request, options: options) }
        #expect(told.current == [202])
    }

    @Test("throws CancellationError when it is cancelled in the pause, and sends nothing more")
    func cancelled() async throws {
        let rig = try FalaraRig { Self.create(Self.lost) }
        let time = rig.time
        await #expect(throws: CancellationError.self) {
            try await rig.run { falara in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await falara.jobs.create(Self.request) }
                    try await time.sleep(until: .seconds(7))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        #expect(rig.time.now == .seconds(7))
        #expect(rig.mock.requests.count == 1)
    }

    // MARK: Many languages

    private static func createMany(_ response: RecordedResponse) -> Exchange {
        Exchange(
            .post("/v1/jobs").body(
                json: #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Hallo"}"#),
            response)
    }

    private static let many = FalaraJobRequest(.text("Hallo"), FalaraBriefing(from: "de", to: ["en", "fr"]))

    private static func line(_ id: String, _ batch: String, _ language: String, from: String = "de") -> String
    {
        #"{"job_id":"\#(id)","batch_id":\#(batch),"status":"queued","source_lang":"\#(from)","target_lang":"\#(language)"}"#
    }

    private static func page(_ lines: String..., next: String? = nil) -> RecordedResponse {
        let cursor = next.map { #""\#($0)""# } ?? "null"
        return .json(
            #"{"data":[\#(lines.joined(separator: ","))],"pagination":{"cursor":\#(cursor),"has_more":\#(next != nil)}}"#
        )
    }

    @Test("of many languages has a duplicate's reference, and says that it is of one of them")
    func duplicateOfMany() async throws {
        let rig = try FalaraRig { Self.createMany(Self.duplicate) }
        let error = try await rig.failure { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(error.code == .duplicate)
        #expect(error.reference?.id == "first")
        #expect(error.message.contains("one of these languages"))
        #expect(!error.message.contains("created nothing"))
        #expect(error.message.contains("whether others were created is not said"))
    }

    @Test("of many languages adopts the batch of the named job when the list shows it whole, over pages")
    func adoptedBatch() async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            Exchange(
                .get("/v1/jobs?limit=100"),
                Self.page(
                    Self.line("z", "null", "en"), Self.line("second", #""b1""#, "fr"), next: "c1"))
            Exchange(
                .get("/v1/jobs?limit=100&cursor=c1"),
                Self.page(Self.line("first", #""b1""#, "en"), Self.line("y", #""b0""#, "fr")))
        }
        let creation = try await rig.run { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(creation.batchID == "b1")
        #expect(creation.jobs.map(\.id) == ["second", "first"])
        #expect(creation.jobs.map(\.targetLanguage) == ["fr", "en"])
    }

    @Test(
        "of many languages adopts nothing that is not certainly its own, and has the named job's reference",
        arguments: [
            // A job alone; a batch of other languages; a larger one; one from another language; not in the list.
            [line("first", "null", "en")],
            [line("first", #""b1""#, "en"), line("o", #""b1""#, "es")],
            [
                line("first", #""b1""#, "en"), line("o", #""b1""#, "fr"), line("p", #""b1""#, "es"),
            ],
            [line("first", #""b1""#, "en", from: "nl"), line("o", #""b1""#, "fr", from: "nl")],
            [line("other", #""b1""#, "en"), line("o", #""b1""#, "fr")],
        ])
    func strangers(lines: [String]) async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            Exchange(
                .get("/v1/jobs?limit=100"), .json(#"{"data":[\#(lines.joined(separator: ","))]}"#))
        }
        let error = try await rig.failure { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(error.code == .submissionUncertain)
        #expect(error.reference?.id == "first")
        #expect(error.message.contains("which is one of 2"))
    }

    @Test("of many languages adopts no batch that goes on with another language on the next page")
    func goesOnOverThePage() async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            Exchange(
                .get("/v1/jobs?limit=100"),
                Self.page(
                    Self.line("first", #""b1""#, "en"), Self.line("o", #""b1""#, "fr"), next: "c1"))
            Exchange(
                .get("/v1/jobs?limit=100&cursor=c1"),
                Self.page(Self.line("p", #""b1""#, "es"), Self.line("y", #""b0""#, "fr")))
        }
        let error = try await rig.failure { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(error.code == .submissionUncertain)
        #expect(error.reference?.id == "first")
    }

    @Test("of many languages adopts the batch once a line of another one follows, and reads no more")
    func endsOnThePage() async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            Exchange(
                .get("/v1/jobs?limit=100"),
                Self.page(
                    Self.line("first", #""b1""#, "en"), Self.line("o", #""b1""#, "fr"),
                    Self.line("y", #""b0""#, "fr"), next: "c1"))
        }
        let creation = try await rig.run { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(creation.jobs.map(\.id) == ["first", "o"])
    }

    @Test("of many languages adopts no batch whose end is not seen in three pages")
    func endless() async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            for (query, next) in [("", "c1"), ("&cursor=c1", "c2")] {
                Exchange(
                    .get("/v1/jobs?limit=100\(query)"), Self.page(Self.line("z", "null", "en"), next: next))
            }
            Exchange(
                .get("/v1/jobs?limit=100&cursor=c2"),
                Self.page(
                    Self.line("first", #""b1""#, "en"), Self.line("o", #""b1""#, "fr"), next: "c3"))
        }
        let error = try await rig.failure { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(error.code == .submissionUncertain)
    }

    @Test("of many languages is uncertain when the list can't be read")
    func noList() async throws {
        let rig = try FalaraRig {
            Self.createMany(Self.lost)
            Self.createMany(Self.duplicate)
            Exchange(.get("/v1/jobs?limit=100"), .status(404, json: #"{"detail":"Not found."}"#))
        }
        let error = try await rig.failure { try await $0.jobs.createAll(Self.many, options: .init()) }
        #expect(error.code == .submissionUncertain)
        #expect(error.reference?.id == "first")
    }

    // MARK: Files

    @Test("of a file adopts the named job, too, and sends the same form again")
    func file() async throws {
        let form = ExpectedRequest.post("/v1/jobs/file").body(
            multipart: .init("file", filename: "a.md", content: Data("# Hallo".utf8)), .init("briefing_json"))
        let rig = try FalaraRig {
            Exchange(form, Self.lost)
            Exchange(form, Self.duplicate)
        }
        let job = try await rig.run {
            try await $0.jobs.createFile(
                .data(Data("# Hallo".utf8), filename: "a.md"), FalaraBriefing(from: "de", to: ["en"]),
                options: .init(), onProgress: nil)
        }
        #expect(job.id == "first")
    }

    @Test("of many files adopts no batch, since its list does not say which file a job is of")
    func files() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs/batch-file"), Self.lost)
            Exchange(.post("/v1/jobs/batch-file"), Self.duplicate)
        }
        let error = try await rig.failure {
            try await $0.jobs.submitFiles(
                [.data(Data("a".utf8), filename: "a.md"), .data(Data("b".utf8), filename: "b.md")],
                from: "de", to: ["en"])
        }
        #expect(error.code == .submissionUncertain)
        #expect(error.reference?.id == "first")
    }
}
