import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A document that a record is made of")
struct AnalyzeDocTests {
    private struct QualifiedInvoice: Codable, Sendable, Equatable {
        enum CodingKeys: String, CodingKey {
            case number = "invoice_number"
            case issued = "issue_date"
        }

        var number: String
        var issued: Date

        static let example = QualifiedInvoice(
            number: "INV-2025-0001", issued: Date(timeIntervalSince1970: 1_767_225_600))
    }

    private static let scan = LDXInput.data(Data("%PDF-1.7".utf8), filename: "invoice.pdf")

    private func mock(_ output: RecordedResponse) -> MockTransport {
        MockTransport {
            Exchange(.post("/files"), .json(#"{"file_id":"in"}"#))
            Exchange(
                .post("/analyzedoc/jobs").body(
                    json: """
                        {"model":"m@high","file_id":"in","system_prompt":"Read.","output_format":"json",
                        "example_output":{"invoice_number":"INV-2025-0001","issue_date":"2026-01-01T00:00:00Z"}}
                        """),
                .status(202, json: #"{"job_id":"j1","status":"queued"}"#))
            Exchange(
                .get("/analyzedoc/jobs/j1").anyQuery(),
                .json(
                    #"{"job_id":"j1","status":"completed","output_file_id":"out","usage":{"input_pages":1}}"#)
            )
            Exchange(.get("/files/out/content"), output)
        }
    }

    private func client(_ mock: MockTransport) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("k"), baseURL: URL(string: "https://ldx.test"),
            configuration: ClientConfiguration(retry: .never), transport: mock)
    }

    private func analyze(
        _ mock: MockTransport, onEvent: (@Sendable (JobRunEvent<AnalyzeDoc.Job>) -> Void)? = nil
    ) async throws -> Analysis<QualifiedInvoice> {
        try await client(mock).analyzeDoc.analyze(
            Self.scan, as: QualifiedInvoice.example, model: "m@high", prompt: "Read.", onEvent: onEvent)
    }

    @Test("gives the record with its job, from recorded bytes")
    func record() async throws {
        let mock = mock(.json(try Fixture.data("ldxhub/analyzedoc-output.abridged.json")))
        let steps = SendableBox<[String]>([])
        let analysis = try await analyze(mock) { event in
            if case .created(let reference) = event { steps.withLock { $0.append(reference.id) } }
            if case .snapshot(let job) = event { steps.withLock { $0.append(job.status.rawValue) } }
        }
        #expect(
            analysis.record
                == QualifiedInvoice(
                    number: "INV-2026-0157", issued: Date(timeIntervalSince1970: 1_782_777_600)))
        #expect(analysis.job.usage?.inputPages == 1)
        #expect(analysis.reference.description == "ldxhub.analyzedoc/j1")
        #expect(steps.current == ["j1", "queued", "completed"])
        try mock.verify()
    }

    @Test(
        "gives it also behind a mark, wrapped, or over several lines",
        arguments: [
            "\u{FEFF}{\"invoice_number\":\"A\",\"issue_date\":\"2026-06-30T00:00:00Z\"}",
            "{\"output\":{\"invoice_number\":\"A\",\"issue_date\":\"2026-06-30\"}}",
            "{\n  \"invoice_number\": \"A\",\r\n  \"issue_date\": \"2026-06-30\"\n}\n",
        ])
    func forms(output: String) async throws {
        let analysis = try await analyze(mock(.status(200, body: Data(output.utf8))))
        #expect(
            analysis.record
                == QualifiedInvoice(number: "A", issued: Date(timeIntervalSince1970: 1_782_777_600)))
    }

    @Test(
        "that gives no such record is an error with the place, the start of the output and the job",
        arguments: [
            (
                #"{"invoice_number":7,"issue_date":"2026-06-30"}"#,
                "The record is no QualifiedInvoice: “invoice_number” is no String."
            ),
            ("<html>", "The record is no QualifiedInvoice: it is no complete JSON."),
            ("", "The record is no QualifiedInvoice: it is no complete JSON."),
        ])
    func undecodable(output: String, message: String) async throws {
        let mock = mock(.status(200, body: Data(output.utf8)))
        await #expect {
            _ = try await analyze(mock)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .unexpectedResponse && error?.message == message
                && error?.bodyExcerpt == output && error?.reference?.id == "j1"
                && error?.underlying is ExtractionFailure
        }
    }

    @Test("that the service made none of says so in its words")
    func refused() async throws {
        let mock = mock(.json(#"{"$error":{"code":"c","message":"No text."}}"#))
        await #expect {
            _ = try await analyze(mock)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .jobFailed && error?.serviceCode == "c" && error?.message == "No text."
                && error?.reference?.id == "j1"
        }
    }

    @Test("is not sent for an example that carries no types, nor without a model or a prompt")
    func invalid() async throws {
        let mock = MockTransport {}
        let ldx = try client(mock)
        for (model, prompt) in [(" ", "p"), ("m", "")] {
            await #expect {
                _ = try await ldx.analyzeDoc.analyze(
                    Self.scan, as: Invoice.example, model: model, prompt: prompt)
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
        }
        await #expect {
            _ = try await ldx.analyzeDoc.analyze(
                Self.scan, as: ["lines": [String]()], model: "m", prompt: "p")
        } throws: {
            ($0 as? ClientError)?.message.contains("lines is an empty list") ?? false
        }
        await #expect {
            _ = try await ldx.analyzeDoc.run(Self.scan, model: "m", prompt: "p", example: "text")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("has its record again from the job's reference or id, and its bytes without a type")
    func resumed() async throws {
        let mock = MockTransport {
            for _ in 0..<3 {
                Exchange(
                    .get("/analyzedoc/jobs/j1").anyQuery(),
                    .json(#"{"job_id":"j1","status":"completed","output_file_id":"out"}"#))
                Exchange(.get("/files/out/content"), .json(#"{"number":"A","total":1}"#))
            }
        }
        let ldx = try client(mock)
        let reference = JobReference(service: "ldxhub.analyzedoc", baseURL: "https://ldx.test", id: "j1")
        let analysis = try await ldx.analyzeDoc.analysis(of: reference, as: Invoice.self)
        #expect(analysis.record == Invoice(number: "A", total: 1))
        let byID = try await ldx.analyzeDoc.analysis(of: "j1", as: Invoice.self)
        #expect(byID.record == Invoice(number: "A", total: 1))
        #expect(byID.reference == reference)
        let bytes = try await ldx.analyzeDoc.result(of: "j1").data()
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"number":"A","total":1}"#)
        try mock.verify()
    }
}
