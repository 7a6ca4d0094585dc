import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Jobs at LDX hub")
struct LDXJobsTests {
    private func client(_ mock: MockTransport) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(retry: .never), transport: mock)
    }

    @Test("are created with what was set, and nothing else")
    func create() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/refineloop/jobs").header("Content-Type", "application/json")
                    .body(json: #"{"model":"m/1","file_id":"f1"}"#),
                .status(202, json: #"{"job_id":"j1","status":"queued","progress":0}"#))
            Exchange(
                .post("/renderocr/jobs")
                    .body(
                        json:
                            #"{"engine":"ki/ocr","file_id":"f2","languages":["jpn"],"output_format":"docx"}"#),
                .status(202, json: #"{"job_id":"j2","status":"queued"}"#))
        }
        let ldx = try client(mock)
        #expect(
            try await ldx.refineLoop.create(.init(model: "m/1", fileID: "f1"))
                == RefineLoop.Job(id: "j1", status: .queued, progress: 0))
        let scan = RenderOCR.Request(engine: "ki/ocr", fileID: "f2", languages: ["jpn"], outputFormat: .docx)
        #expect(try await ldx.renderOCR.create(scan).id == "j2")
        try mock.verify()
    }

    @Test("are created with every option under the name that the service knows")
    func allOptions() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/refineloop/jobs").body(
                    json: """
                        {"model":"m","file_id":"f","exclude_numeric_segments":true,"remove_hyphenation":false,
                        "max_revisions":3,"domain":"IR","note_language":"ja","output_mode":"translations",
                        "custom_instructions":"x"}
                        """),
                .status(202, json: #"{"job_id":"j1","status":"queued"}"#))
        }
        var request = RefineLoop.Request(model: "m", fileID: "f")
        request.excludeNumericSegments = true
        request.removeHyphenation = false
        request.maxRevisions = 3
        request.domain = "IR"
        request.noteLanguage = "ja"
        request.outputMode = .translations
        request.customInstructions = "x"
        _ = try await client(mock).refineLoop.create(request)
        try mock.verify()
    }

    @Test(
        "are refused before anything is sent when a value is out of range",
        arguments: [(0, false), (1, true), (10, true), (11, false), (-3, false)])
    func revisions(number: Int, isFine: Bool) throws {
        var request = RefineLoop.Request(model: "m", fileID: "f")
        request.maxRevisions = number
        if isFine {
            try request.validate()
        } else {
            #expect {
                try request.validate()
            } throws: { error in
                (error as? ClientError)?.message
                    == "maxRevisions is \(number), and the service takes 1 to 10."
            }
        }
    }

    @Test("of a run are checked before the input is uploaded")
    func checkedFirst() async throws {
        let mock = MockTransport {}
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.refineLoop.run(EmulatedHub.xliff, model: "m") { $0.maxRevisions = 11 }
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        await #expect {
            _ = try await ldx.refineLoop.run(EmulatedHub.xliff, model: " ")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        await #expect {
            _ = try await ldx.renderOCR.run(EmulatedHub.xliff, engine: "ki/ocr", languages: [], to: .docx)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("with an empty id are refused before anything is sent")
    func emptyID() async throws {
        let mock = MockTransport {}
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.refineLoop.job("")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        await #expect {
            _ = try await ldx.files.info("..")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("have ids that stay one segment of the path, whatever they hold")
    func idsInPaths() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/jobs/a%2Fb%3Fc%20%C3%A9"), .json(#"{"job_id":"x","status":"queued"}"#))
        }
        _ = try await client(mock).refineLoop.job("a/b?c é")
        try mock.verify()
    }

    @Test(
        "are asked for with a wait of whole seconds, at most 10",
        arguments: [
            (Duration.milliseconds(900), nil), (.seconds(1), "1"), (.milliseconds(2_500), "2"),
            (.seconds(10), "10"),
            (.seconds(60), "10"),
        ] as [(Duration, String?)])
    func wait(asked: Duration, sent: String?) async throws {
        let mock = MockTransport {
            Exchange(
                sent.map { .get("/refineloop/jobs/j1").query(["wait": $0]) } ?? .get("/refineloop/jobs/j1"),
                .json(#"{"job_id":"j1","status":"queued"}"#))
        }
        _ = try await client(mock).refineLoop.job("j1", wait: asked, options: .init())
        try mock.verify()
        #expect(mock.requests.first?.isLongPoll == (sent != nil))
    }

    @Test("that are completed but name no output are an error with their reference")
    func noOutput() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/jobs/j1").anyQuery(), .json(#"{"job_id":"j1","status":"completed"}"#))
            Exchange(.get("/refineloop/jobs/j1"), .json(#"{"job_id":"j1","status":"completed"}"#))
        }
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.refineLoop.result(of: "j1")
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .unexpectedResponse && error?.reference?.id == "j1"
        }
        try mock.verify()
    }

    @Test("that come from the list, where no output is named, are read once more for it")
    func outputOfListLine() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/jobs"), .json(#"{"data":[{"job_id":"j1","status":"completed"}]}"#))
            Exchange(
                .get("/refineloop/jobs/j1"),
                .json(#"{"job_id":"j1","status":"completed","output_file_id":"f9"}"#))
        }
        let ldx = try client(mock)
        let job = try #require(try await ldx.refineLoop.jobs().first)
        #expect(try await ldx.refineLoop.watch(job).result().id == "f9")
        try mock.verify()
    }

    @Test(
        "tell why they failed in whichever form it comes",
        arguments: [
            (#"{"code":7,"message":"No."}"#, JobFailure(message: "No.")),
            (#""No.""#, JobFailure(message: "No.")),
            (#"{"code":"c"}"#, JobFailure(code: "c")),
        ])
    func failures(json: String, error: JobFailure) throws {
        let body = Data(#"{"job_id":"j","status":"failed","error":\#(json)}"#.utf8)
        #expect(try JSONDecoder().decode(RefineLoop.Job.self, from: body).error == error)
    }

    @Test("end by the status alone: an unknown one goes on, in whichever case it is written")
    func phases() {
        let phases = ["queued", "processing", "paused", "", "COMPLETED", "completed", "failed", "Failed"].map
        {
            LDXJobStatus(rawValue: $0).phase
        }
        #expect(
            phases == [.active, .active, .active, .active, .succeeded, .succeeded, .failed, .failed])
    }

    @Test(
        "count their progress from 0 to 1, whatever the service says",
        arguments: [
            (nil, nil), (0, 0), (56.5, 0.565), (100, 1), (130, 1), (-5, 0),
        ] as [(Double?, Double?)])
    func fractions(progress: Double?, fraction: Double?) {
        #expect(RefineLoop.Job(id: "j", status: .queued, progress: progress).fractionCompleted == fraction)
    }

    @Test(
        "name formats as the service does",
        arguments: [
            (".jpg", LDXFormat.jpeg), ("JPG", .jpeg), ("tif", .tiff), ("png", .png), ("docx", .docx),
            ("weird", "weird"),
        ])
    func formats(ending: String, format: LDXFormat) {
        #expect(LDXFormat(fileExtension: ending) == format)
    }
}
