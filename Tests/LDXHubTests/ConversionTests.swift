import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("CastDoc and ExtractDoc")
struct ConversionTests {
    private func client(_ mock: MockTransport) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(retry: .never), transport: mock)
    }

    @Test("create jobs with what was asked, at their own addresses")
    func create() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/castdoc/jobs").body(
                    json: #"{"engine":"ki/cast","file_id":"f1","output_format":"pptx"}"#),
                .status(202, json: #"{"job_id":"j1","engine":"ki/cast","status":"queued","progress":0}"#))
            Exchange(
                .post("/extractdoc/jobs").body(
                    json: #"{"engine":"ki/extract","file_id":"f2","output_format":"jsonl"}"#),
                .status(202, json: #"{"job_id":"j2","status":"queued"}"#))
        }
        let ldx = try client(mock)
        let cast = CastDoc.Request(engine: "ki/cast", fileID: "f1", outputFormat: .pptx)
        #expect(
            try await ldx.castDoc.create(cast)
                == CastDoc.Job(id: "j1", status: .queued, progress: 0, engine: "ki/cast"))
        let extract = ExtractDoc.Request(engine: "ki/extract", fileID: "f2", outputFormat: .jsonl)
        #expect(try await ldx.extractDoc.create(extract).id == "j2")
        try mock.verify()
    }

    @Test("give their jobs and engines from their own addresses; engines without the key")
    func reading() async throws {
        let mock = try MockTransport {
            Exchange(
                .get("/castdoc/engines").noHeader("Authorization"), .json(#"{"data":[{"id":"ki/cast"}]}"#))
            Exchange(
                .get("/extractdoc/engines").noHeader("Authorization"),
                .json(try Fixture.text("ldxhub/extractdoc-engines.abridged.json")))
            Exchange(.get("/castdoc/jobs"), .json(#"{"data":[{"job_id":"c1","status":"failed"}]}"#))
            Exchange(.get("/extractdoc/jobs/e1"), .json(#"{"job_id":"e1","status":"processing"}"#))
        }
        let ldx = try client(mock)
        #expect(try await ldx.castDoc.engines() == [LDXEngine(id: "ki/cast")])
        let engine = try #require(try await ldx.extractDoc.engines().first)
        #expect(engine.supports(from: .pptx, to: .jsonl))
        #expect(!engine.supports(from: .png, to: .text))
        #expect(try await ldx.castDoc.jobs() == [CastDoc.Job(id: "c1", status: .failed)])
        #expect(try await ldx.extractDoc.job("e1").status == .processing)
        try mock.verify()
    }

    @Test(
        "refuse an empty engine or format before anything is sent",
        arguments: [("", "text"), ("ki/extract", " ")])
    func invalid(engine: String, format: String) async throws {
        let mock = MockTransport {}
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.extractDoc.run(
                EmulatedHub.xliff, engine: engine, to: LDXFormat(rawValue: format))
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("take what another job made without a download")
    func chained() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/extractdoc/jobs").body(
                    json: #"{"engine":"ki/extract","file_id":"made","output_format":"text"}"#),
                .status(202, json: #"{"job_id":"j","status":"completed","output_file_id":"text"}"#))
        }
        let made = ResultFile(id: "made") { _, _, _ in throw CancellationError() }
        let text = try await client(mock).extractDoc.run(.result(made), engine: "ki/extract", to: .text)
        #expect(text.id == "text")
        try mock.verify()
    }

    private struct Fake: ExtractDocService {
        func upload(
            _: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
        ) async throws -> LDXFile { LDXFile(id: "f1") }
        func create(_ request: ExtractDoc.Request, options: CallOptions) async throws -> ExtractDoc.Job {
            ExtractDoc.Job(id: "j1", status: .completed, fileID: request.fileID)
        }
        func job(_ id: JobID<ExtractDoc.Job>, wait: Duration?, options: CallOptions) async throws
            -> ExtractDoc.Job
        { ExtractDoc.Job(id: id, status: .completed) }
        func output(of job: ExtractDoc.Job, options: CallOptions) async throws -> ResultFile {
            ResultFile(id: job.fileID?.rawValue ?? "", contents: Data("text".utf8))
        }
    }

    @Test("take fakes: a program depends on the protocol")
    func fake() async throws {
        let service: any ExtractDocService = Fake()
        let result = try await service.run(
            .data(Data("x".utf8), filename: "a.docx"), engine: "ki/extract", to: .text, preflight: true)
        #expect(result.id == "f1")
        #expect(try await result.data() == Data("text".utf8))
    }

    @Test("don't leave out silently that an input goes by chunks, where a fake or a wrapper can't")
    func noChunks() async throws {
        await #expect {
            _ = try await Fake().run(
                .data(Data("x".utf8), filename: "a.docx", by: .chunks), engine: "ki/extract", to: .text)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }
}
