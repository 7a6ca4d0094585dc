import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("The creation of a Falara job")
struct FalaraCreateTests {
    @Test("of a text has what was set, and nothing else")
    func text() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").header("Content-Type", "application/json").body(
                    json:
                        #"{"mode":"translation","source_lang":"de","target_lang":"en","text":"Guten Tag."}"#),
                .status(202, json: try Fixture.data("falara/job-created.json")))
        }
        let job = try await rig.run {
            try await $0.jobs.create(.init(.text("Guten Tag."), from: "de", to: "en"))
        }
        #expect(job.id == "550e8400-e29b-41d4-a716-446655440000")
        #expect(job.status == .queued)
        #expect(job.targetLanguage == "en")
    }

    @Test("of texts sends a string for each, or an object where there is metadata")
    func texts() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").body(
                    json: """
                        {"mode":"translation","source_lang":"de","target_lang":"en",
                        "texts":["Eins",{"text":"Zwei","metadata":{"field":"title","n":7}}]}
                        """),
                .status(202, json: try Fixture.data("falara/job-created-message.json")))
        }
        let texts = [FalaraText("Eins"), FalaraText("Zwei", metadata: ["field": "title", "n": 7])]
        let job = try await rig.run {
            try await $0.jobs.create(.init(.texts(texts), from: "de", to: "en"))
        }
        #expect(job.message == "Job created successfully.")
    }

    @Test("with a list of languages makes a job for each, whichever key names its language")
    func languages() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").body(
                    json:
                        #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Hallo"}"#
                ),
                .status(202, json: try Fixture.data("falara/jobs-created-languages.abridged.json")))
        }
        let creation = try await rig.run {
            try await $0.jobs.createAll(
                .init(.text("Hallo"), FalaraBriefing(from: "de", to: ["en", "fr"])), options: .init())
        }
        #expect(creation.batchID == "batch-xyz")
        #expect(creation.jobs.map(\.id) == ["job-1", "job-2"])
        #expect(creation.jobs.map(\.targetLanguage) == ["en", "fr"])
        #expect(creation.jobs.map(\.groupID) == ["batch-xyz", "batch-xyz"])
        #expect(creation.missing == 0)
    }

    @Test("of one job takes the answer of a batch with one job, too")
    func batchOfOne() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs"), .status(202, json: #"{"batch_id":"b","jobs":[{"job_id":"j1"}]}"#))
        }
        let job = try await rig.run { try await $0.jobs.create(.init(.text("x"), from: "de", to: "en")) }
        #expect(job.id == "j1")
        #expect(job.batchID == "b")
        #expect(job.targetLanguage == "en")
    }

    @Test("says how many jobs an answer does not name")
    func missing() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), .status(202, json: #"{"batch_id":"b","job_ids":["j1"]}"#))
        }
        let creation = try await rig.run {
            try await $0.jobs.createAll(
                .init(.text("x"), FalaraBriefing(from: "de", to: ["en", "fr", "es"])), options: .init())
        }
        #expect(creation.jobs.map(\.id) == ["j1"])
        #expect(creation.missing == 2)
    }

    /// What is wrong with a request, and a part of what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var words: String
        var request: FalaraJobRequest

        init(
            _ words: String, _ input: FalaraInput = .text("x"),
            _ change: (inout FalaraBriefing) -> Void = { _ in }
        ) {
            self.words = words
            var briefing = FalaraBriefing(from: "de", to: ["en"])
            change(&briefing)
            request = FalaraJobRequest(input, briefing)
        }

        var testDescription: String { words }
    }

    static let wrongs: [Wrong] = [
        Wrong("The text is empty", .text(" \n")),
        Wrong("There are no texts", .texts([String]())),
        Wrong("“” is no language") { $0.sourceLanguage = "" },
        Wrong("“e n” is no language") { $0.targetLanguages = ["e n"] },
        Wrong("No target language is named") { $0.targetLanguages = [] },
        Wrong("A target language is named twice") { $0.targetLanguages = ["en", "fr", "en"] },
        Wrong("This call creates one job, and 2") { $0.targetLanguages = ["en", "fr"] },
        Wrong("The instructions have 2001 characters") {
            $0.instructions = String(repeating: "ä", count: 2_001)
        },
    ]

    @Test("is refused before anything is sent when it can be known to be wrong", arguments: wrongs)
    func refused(wrong: Wrong) async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure { try await $0.jobs.create(wrong.request) }
        #expect(error.code == .invalidRequest)
        #expect(error.message.contains(wrong.words))
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("takes instructions of 2,000 characters, counted as code points")
    func longInstructions() throws {
        var briefing = FalaraBriefing(from: "de", to: ["en"])
        briefing.instructions = String(repeating: "ä", count: 2_000)
        try briefing.validate()
        // Two code points, one character.
        briefing.instructions = String(repeating: "a\u{308}", count: 1_001)
        #expect(throws: ClientError.self) { try briefing.validate() }
    }

    @Test("sends members that this version does not know, and none of them in the place of the texts")
    func additional() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").body(
                    json: """
                        {"mode":"translation","source_lang":"de","target_lang":"en","text":"x","priority":"high"}
                        """),
                .status(202, json: #"{"job_id":"j1"}"#))
        }
        var request = FalaraJobRequest(.text("x"), from: "de", to: "en")
        request.briefing.additional = ["priority": "high", "texts": ["y"]]
        let sent = request
        _ = try await rig.run { try await $0.jobs.create(sent) }
    }

    @Test("that names a job twice, among the jobs and among the ids, has it once")
    func once() throws {
        let json =
            #"{"batch_id":"b","jobs":[{"job_id":"a","target_lang":"en"},{"job_id":null}],"job_ids":["a","c",""],"status":"queued"}"#
        let creation = try JSONDecoder().decode(FalaraCreation.self, from: Data(json.utf8))
        #expect(creation.jobs.map(\.id) == ["a", "c"])
        #expect(creation.jobs.map(\.batchID) == ["b", "b"])
        #expect(creation.failures.count == 1)
    }

    @Test("that answers without any job is uncertain, and then given the job that the service names")
    func nothing() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), .status(202, json: #"{"batch_id":"b","jobs":[]}"#))
            Exchange(
                .post("/v1/jobs"), .status(409, json: #"{"detail":"Duplicate content","job_id":"first"}"#))
        }
        let job = try await rig.run { try await $0.jobs.create(.init(.text("x"), from: "de", to: "en")) }
        #expect(job.id == "first")
    }

    @Test("whose only item failed is an error with its reason")
    func onlyFailure() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/file"),
                .status(202, json: #"{"batch_id":"b","jobs":[{"status":"error","error":"No text."}]}"#))
        }
        let error = try await rig.failure {
            try await $0.jobs.createFile(
                .data(Data("x".utf8), filename: "a.pdf"), FalaraBriefing(from: "de", to: ["en"]),
                options: .init(), onProgress: nil)
        }
        #expect(error.code == .rejected)
        #expect(error.operation == "jobs.file")
        #expect(error.message == "The service made no job of this. Correct the input. It said: No text.")
    }

    @Test("of a job alone is answered by a job's own members, whatever else there is")
    func forms() throws {
        func jobs(_ name: String) throws -> FalaraCreation {
            try JSONDecoder().decode(FalaraCreation.self, from: try Fixture.data("falara/\(name).json"))
        }
        #expect(try jobs("job-created").batchID == nil)
        #expect(try jobs("job-created").jobs.map(\.status) == [.queued])
        #expect(try jobs("jobs-created-batch.abridged").jobs.map(\.id) == ["job-1", "job-2"])
        #expect(
            try jobs("batch-file-created-ids.abridged").jobs.map(\.status) == [.queued, .queued, .queued])
        #expect(try jobs("batch-file-created-failed.abridged").jobs.map(\.targetLanguage) == ["en"])
        #expect(
            try jobs("batch-file-created-failed.abridged").failures.map(\.file?.name) == ["broken.docx"])
    }
}
