import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("The result of a Falara job")
struct FalaraResultTests {
    @Test("comes with create, wait and fetch in one call, and each step is told")
    func run() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").body(
                    json: """
                        {"mode":"translation","source_lang":"de","target_lang":"en","text":"Guten Tag.",
                        "domain":"legal","quality":"premium"}
                        """),
                .status(202, json: #"{"job_id":"j1","status":"queued"}"#))
            Exchange.status("j1", "processing")
            Exchange.status("j1", "completed")
            Exchange.result("j1", #""Good day.""#)
        }
        let steps = SendableBox<[String]>([])
        let result = try await rig.run { falara in
            try await falara.jobs.run(
                .text("Guten Tag."), from: "de", to: "en",
                {
                    $0.domain = "legal"
                    $0.quality = .premium
                },
                onEvent: { event in
                    let step =
                        switch event {
                        case .created(let reference): "created \(reference.id)"
                        case .snapshot(let job): job.status.rawValue
                        default: "?"
                        }
                    steps.withLock { $0.append(step) }
                })
        }
        #expect(result.translation == .text("Good day."))
        #expect(result.text == "Good day.")
        #expect(result.segments == [])
        #expect(result.warning == nil)
        #expect(result.warnings == [])
        #expect(steps.current == ["created j1", "queued", "processing", "completed"])
    }

    @Test("is read in each of its forms, and the texts are told apart in all of them")
    func forms() throws {
        func result(_ json: String) throws -> FalaraResult {
            try JSONDecoder().decode(FalaraResult.self, from: Data(json.utf8))
        }
        let string = try result(#"{"translation":"a\nb"}"#)
        #expect(string.translation == .text("a\nb"))
        #expect(string.texts(of: 1)?.map(\.text) == ["a\nb"])
        #expect(string.texts(of: 2) == nil)
        let list = try result(#"{"translation":["a","b"]}"#)
        #expect(list.texts(of: 2)?.map(\.text) == ["a", "b"])
        #expect(list.text == "a\nb")
        #expect(list.texts(of: 3) == nil)
        let objects = try result(
            #"{"translated_text":[{"text":"a","metadata":{"k":1}},{"translation":"b"},{"translated_text":"c"},{"x":1}]}"#
        )
        #expect(objects.texts(of: 4)?.map(\.text) == ["a", "b", "c", nil])
        #expect(objects.texts(of: 4)?.map(\.metadata) == [["k": 1], nil, nil, nil])
        let both = try result(#"{"translated_text":["new"],"translation":"old"}"#)
        #expect(both.text == "new")
        let translated = try result(#"{"translated_text":"whole"}"#)
        #expect(translated.translation == .text("whole"))
        #expect(try result("{}").translation == nil)
        #expect(try result(#"{"translation":7,"segments":"no"}"#).translation == nil)
    }

    @Test("tells texts apart by their segments where the translation is one string")
    func segments() throws {
        func texts(_ segments: String, _ count: Int) throws -> [String?]? {
            let json = #"{"translation":"a b","segments":[\#(segments)]}"#
            let result = try JSONDecoder().decode(FalaraResult.self, from: Data(json.utf8))
            return result.texts(of: count)?.map(\.text)
        }
        let one = #"{"id":1,"translation":"b"}"#
        let zero = #"{"id":0,"translation":"a"}"#
        #expect(try texts("\(one),\(zero)", 2) == ["a", "b"])
        #expect(try texts(#"{"translation":"a"},{"translation":"b"}"#, 2) == ["a", "b"])
        // Not one a text, an id twice, segments without texts.
        #expect(try texts(zero, 2) == nil)
        #expect(try texts("\(one),\(one)", 2) == nil)
        #expect(try texts(#"{"id":0,"status":"done"},{"id":1,"status":"done"}"#, 2) == nil)
    }

    @Test(
        "has a null text in the place of a blocked segment, and the others stay readable",
        arguments: [
            #"{"translation":"a c","segments":[{"id":0,"translation":"a"},{"id":1,"status":"blocked","translation":null},{"id":2,"translation":"c"}]}"#,
            #"{"translation":"a c","segments":[{"id":2,"translation":"c"},{"id":0,"translation":"a"},{"id":1}]}"#,
            #"{"translation":["a","c"],"segments":[{"id":0,"translation":"a"},{"id":1,"status":"blocked"},{"id":2,"translation":"c"}]}"#,
            #"{"translated_text":["a",null,"c"]}"#,
            #"{"translated_text":[{"text":"a"},{"text":null,"metadata":{}},{"text":"c"}]}"#,
        ])
    func blocked(json: String) throws {
        let result = try JSONDecoder().decode(FalaraResult.self, from: Data(json.utf8))
        #expect(result.texts(of: 3)?.map(\.text) == ["a", nil, "c"])
        let again = try JSONDecoder().decode(FalaraResult.self, from: try JSONEncoder().encode(result))
        #expect(again == result)
    }

    @Test("whose every segment is blocked has null texts only", arguments: [1, 2])
    func allBlocked(count: Int) throws {
        let segments = (0..<count).map { #"{"id":\#($0),"status":"blocked","translation":null}"# }
            .joined(separator: ",")
        let json =
            #"{"status":"completed_with_blocks","translation":null,"segments":[\#(segments)]}"#
        let result = try JSONDecoder().decode(FalaraResult.self, from: Data(json.utf8))
        #expect(result.texts(of: count) == (0..<count).map { _ in FalaraTranslatedText(.null) })
    }

    @Test(
        "warns of what is to be known before it is used",
        arguments: [
            (#"{"status":"completed","translation":"x"}"#, [String]()),
            (
                #"{"status":"needs_review","translation":"x","warning":"QA below 80"}"#, ["QA below 80"]
            ),
            (
                #"{"status":"needs_review","translation":"x","qa_score":71.5}"#,
                ["The quality is below the minimum (71.5 of 100): have it reviewed."]
            ),
            (
                #"{"status":"completed_with_blocks","segments":[{"id":0,"status":"done"},{"id":3,"status":"blocked"},{"id":4,"status":"blocked"}]}"#,
                ["Some segments are blocked by their markup and not translated: 3, 4."]
            ),
            (
                #"{"status":"completed_with_blocks","translation":"x"}"#,
                ["Some segments are blocked by their markup and not translated."]
            ),
        ])
    func warnings(json: String, warnings: [String]) throws {
        let result = try JSONDecoder().decode(FalaraResult.self, from: Data(json.utf8))
        #expect(result.warnings == warnings)
    }

    @Test("of a job that ended with blocks or needs a review is given, and takes its status from the job")
    func endsWell() async throws {
        let rig = try FalaraRig {
            Exchange.status("j1", "needs_review")
            Exchange(.get("/v1/jobs/j1/result"), .json(#"{"translated_text":"x"}"#))
        }
        let result = try await rig.run { try await $0.jobs.result(of: "j1") }
        #expect(result.status == .needsReview)
        #expect(result.jobID == "j1")
        #expect(result.warnings == ["The quality is below the minimum: have it reviewed."])
    }

    @Test(
        "is not ready in either form of the answer, with the status in the error's words",
        arguments: ["conflict-not-ready.abridged", "conflict-not-ready-nested.abridged"])
    func notReady(fixture: String) async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1/result"), .status(409, json: try Fixture.data("falara/\(fixture).json")))
        }
        let error = try await rig.failure {
            try await $0.jobs.output(of: FalaraJob(id: "j1", status: .processing))
        }
        #expect(error.code == .notReady)
        #expect(error.status == 409)
        #expect(error.operation == "jobs.result")
        #expect(
            error.message
                == "The job has no result yet, or ended without one. Its status is “processing”. The service said: Job not completed"
        )
    }

    @Test("is not ready when 409 says nothing that can be read")
    func notReadyUnreadable() async throws {
        let rig = try FalaraRig {
            Exchange(.get("/v1/jobs/j1/result"), .status(409, json: "<html></html>"))
        }
        let error = try await rig.failure {
            try await $0.jobs.output(of: FalaraJob(id: "j1", status: .dead))
        }
        #expect(error.code == .notReady)
        #expect(error.message == "The job has no result yet, or ended without one.")
    }

    @Test("has the tokens of either form, and the words of either")
    func usage() throws {
        func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
            try JSONDecoder().decode(type, from: Data(json.utf8))
        }
        let status = try decode(FalaraTokenUsage.self, #"{"input_tokens":3,"output_tokens":2}"#)
        let result = try decode(
            FalaraTokenUsage.self, #"{"input":3,"output":2,"cache_read":1,"cache_write":0,"total":5}"#)
        #expect([status.input, status.output, status.total] == [3, 2, nil])
        #expect(
            [result.input, result.output, result.cacheRead, result.cacheWrite, result.total] == [
                3, 2, 1, 0, 5,
            ])
        let short = try decode(FalaraTokenUsage.self, #"{"input":3,"output":2}"#)
        #expect(String(decoding: try JSONEncoder().encode(short), as: UTF8.self).contains("\"input\""))
        #expect(try decode([FalaraWordCount].self, "[8]")[0].source == 8)
        let sides = try decode(FalaraWordCount.self, #"{"source":8,"target":9}"#)
        #expect([sides.source, sides.target] == [8, 9])
    }

    @Test("has remarks of any form")
    func notes() throws {
        let json = #"[{"type":"low_confidence","note":"Look.","segment_id":3},"Free text.",{"type":"new"},7]"#
        let notes = try JSONDecoder().decode([FalaraDeliveryNote].self, from: Data(json.utf8))
        #expect(notes.map(\.kind) == [.lowConfidence, nil, "new", nil])
        #expect(notes.map(\.message) == ["Look.", "Free text.", nil, nil])
        #expect(notes.map { $0.json["segment_id"] } == [3, nil, nil, nil])
    }

    @Test("of more texts than a job takes is not asked for as one")
    func tooMany() async throws {
        let rig = try FalaraRig {}
        let texts = (0...500).map { "text \($0)" }
        let error = try await rig.failure { try await $0.jobs.run(.texts(texts), from: "de", to: "en") }
        #expect(error.code == .invalidRequest)
        #expect(error.message.hasPrefix("501 texts are more than the 500 of one job."))
    }

    @Test("can come from a fake of three methods")
    func fake() async throws {
        struct Fake: FalaraJobService {
            func create(_ request: FalaraJobRequest, options: CallOptions) async throws -> FalaraJob {
                FalaraJob(id: JobID(request.briefing.targetLanguages[0]), status: .completed)
            }
            func job(
                _ id: JobID<FalaraJob>, wait: Duration?, options: CallOptions
            ) async throws -> FalaraJob { FalaraJob(id: id, status: .completed) }
            func output(of job: FalaraJob, options: CallOptions) async throws -> FalaraResult {
                FalaraResult(translation: .texts([.init(.string("in \(job.id)"))]))
            }
        }
        let jobs: any FalaraJobService = Fake()
        #expect(try await jobs.run(.text("x"), from: "de", to: "en").text == "in en")
        let results = try await jobs.run(.texts(["x"]), from: "de", to: ["en", "fr"])
        #expect(try results["fr"]?.texts().map(\.text) == ["in fr"])
        #expect(try await jobs.jobs().isEmpty)
        await #expect(throws: ClientError.self) { try await jobs.archiveAll() }
        await #expect(throws: ClientError.self) {
            try await jobs.run(.data(Data("x".utf8), filename: "a.md"), from: "de", to: "en")
        }
        await #expect(throws: ClientError.self) { try await jobs.download("j").data() }
    }
}
