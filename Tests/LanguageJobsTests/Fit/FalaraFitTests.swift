import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// The core's protocols hold for Falara as well.
@Suite struct FalaraFitTests {
    private let time = VirtualTime()

    private func service(_ steps: [Step]) throws -> (FalaraSketch, ScriptedTransport) {
        let transport = ScriptedTransport(steps, on: time)
        let client = try TestClient.make(
            transport, .test(time), credential: .value("fal_secret"), scheme: .header("X-API-Key"))
        return (FalaraSketch(client), transport)
    }

    @Test("A list is walked page by page, and each page names the next")
    func pages() async throws {
        let (falara, transport) = try service([
            .answer(
                200,
                #"{"data":[{"job_id":"c"},{"job_id":"b"}],"pagination":{"cursor":"eyJ+/=","has_more":true}}"#),
            .answer(200, #"{"data":[{"job_id":"a"}],"pagination":{"cursor":"unused","has_more":false}}"#),
        ])
        let ids = try await time.run {
            var ids: [String?] = []
            var cursor: String?
            repeat {
                let page = try await falara.jobs(after: cursor, options: .init())
                ids += page.jobs.map { $0.jobID?.rawValue }
                cursor = page.next
            } while cursor != nil
            return ids
        }
        #expect(ids == ["c", "b", "a"])
        transport.expectPlayed()
        #expect(
            transport.requests.map(\.url.absoluteString) == [
                "https://api.example.com/v1/jobs", "https://api.example.com/v1/jobs?cursor=eyJ%2B%2F%3D",
            ])
    }

    @Test("One create call makes many jobs, and each is waited for by itself")
    func batch() async throws {
        let (falara, transport) = try service([
            .answer(
                202,
                #"""
                {"batch_id":"b1","jobs":[{"job_id":"j-en","status":"queued","target_language":"en"},
                {"job_id":"j-fr","status":"queued","target_language":"fr"}]}
                """#),
            .answer(200, #"{"job_id":"j-en","status":"processing"}"#),
            .answer(200, #"{"job_id":"j-en","status":"completed"}"#),
            .answer(200, #"{"translation":"Hello","warning":null}"#),
            .answer(200, #"{"job_id":"j-fr","status":"needs_review"}"#),
            .answer(200, #"{"translation":"Bonjour","warning":"QA below 80"}"#),
        ])
        let outputs = try await time.run {
            let jobs = try await falara.create("Hallo", from: "de", to: ["en", "fr"])
            var outputs: [String?: FalaraSketch.Output] = [:]
            for job in jobs { outputs[job.target] = try await falara.watch(job).result() }
            return outputs
        }
        #expect(outputs["en"] == .init(translation: "Hello", warning: nil))
        #expect(outputs["fr"] == .init(translation: "Bonjour", warning: "QA below 80"))
        transport.expectPlayed()
        #expect(transport.requests.allSatisfy { $0.headers["x-api-key"] == "fal_secret" })
        #expect(transport.requests.allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test("A conflict that names the job of an earlier submission is that job")
    func duplicate() async throws {
        let (falara, transport) = try service([
            .answer(409, #"{"detail":"Duplicate content","job_id":"first","status":"completed"}"#),
            .answer(200, #"{"translation":"Hello"}"#),
        ])
        let output = try await time.run {
            let jobs = try await falara.create("Hallo", from: "de", to: ["en"])
            return try await falara.watch(try #require(jobs.first)).result()
        }
        #expect(output == .init(translation: "Hello"))
        #expect(transport.requests.map(\.url.path) == ["/v1/jobs", "/v1/jobs/first/result"])
    }

    @Test("A conflict that names no job is an error that says that nothing was made")
    func conflict() async throws {
        let (falara, _) = try service([.answer(409, #"{"detail":"Busy"}"#)])
        let error = try await clientError {
            try await time.run { try await falara.create("Hallo", from: "de", to: ["en"]) }
        }
        #expect(error.code == .conflict)
        #expect(error.message.hasSuffix("It said: Busy"))
    }

    @Test("A failed job ends the watch where the service's policy says that failed is final")
    func failedIsFinal() async throws {
        let (falara, transport) = try service([.answer(200, #"{"job_id":"j","status":"failed"}"#)])
        let error = try await clientError {
            try await time.run { try await falara.result(of: "j") }
        }
        #expect(error.code == .jobFailed)
        #expect(transport.requests.count == 1)
    }

    @Test("A failed job goes on where the service's policy says that failed is not final")
    func failedGoesOn() async throws {
        var (falara, transport) = try service([
            .answer(200, #"{"job_id":"j","status":"failed"}"#),
            .answer(200, #"{"job_id":"j","status":"processing"}"#),
            .answer(200, #"{"job_id":"j","status":"completed"}"#),
            .answer(200, #"{"translation":"Hello"}"#),
        ])
        falara.failedIsFinal = false
        let service = falara
        let statuses = SendableBox<[String]>([])
        let output = try await time.run {
            for try await job in service.watch("j") { statuses.withLock { $0.append(job.statusName) } }
            return try await service.output(of: FalaraSketchJob(id: "j", status: "completed"))
        }
        #expect(statuses.current == ["failed", "processing", "completed"])
        #expect(output.translation == "Hello")
        transport.expectPlayed()
    }

    @Test("The result of a job whose failed is not final is what it gives in the end")
    func resultAfterFailed() async throws {
        var (falara, transport) = try service([
            .answer(200, #"{"job_id":"j","status":"failed"}"#),
            .answer(200, #"{"job_id":"j","status":"completed"}"#),
            .answer(200, #"{"translation":"Hello"}"#),
        ])
        falara.failedIsFinal = false
        let service = falara
        let output = try await time.run { try await service.result(of: "j") }
        #expect(output == .init(translation: "Hello"))
        transport.expectPlayed()
    }
}
