import Foundation
import LDXHub
import LanguageJobsTesting

/// An invoice in the forms that tests need.
struct Invoice: Codable, Sendable, Equatable {
    var number: String
    var total: Double

    static let example = Invoice(number: "INV-2025-0001", total: 10_000)
}

/// A row that tests send.
struct Note: Codable, Sendable, Equatable {
    var note: String
}

/// One StructFlow job as the service would answer for it.
enum ScriptedStructFlow {
    static func client(_ mock: MockTransport) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("k"), baseURL: URL(string: "https://ldx.test"),
            configuration: ClientConfiguration(retry: .never), transport: mock)
    }

    static func uploading(_ rows: String) -> Exchange {
        Exchange(
            .post("/files").body(
                multipart: ExpectedPart(
                    "file", filename: "rows.jsonl", contentType: "application/jsonl",
                    content: Data(rows.utf8))),
            .json(#"{"file_id":"in"}"#))
    }

    static let createdWithFile = Exchange(
        .post("/structflow/jobs").body(
            json: """
                {"model":"m","system_prompt":"Read.","file_id":"in",
                "example_output":{"number":"INV-2025-0001","total":10000.0}}
                """),
        .status(202, json: #"{"job_id":"j1","status":"completed","output_file_id":"out"}"#))

    static func output(_ lines: String) -> Exchange {
        Exchange(.get("/files/out/content"), .status(200, body: Data(lines.utf8)))
    }

    /// Two rows in a file, and what the output file says.
    static func twoRows(_ lines: String) -> MockTransport {
        MockTransport {
            uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            createdWithFile
            output(lines)
        }
    }

    static let rows = [Note(note: "a"), Note(note: "b")]

    /// A completed job whose rows were in the request.
    static func inline(_ inputs: String, _ details: String) -> MockTransport {
        MockTransport {
            Exchange(
                .post("/structflow/jobs").body(
                    json: """
                        {"model":"m","system_prompt":"Read.","inputs":\(inputs),
                        "example_output":{"number":"INV-2025-0001","total":10000.0}}
                        """),
                .status(202, json: #"{"job_id":"j1","status":"queued"}"#))
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                .json(#"{"job_id":"j1","status":"completed",\#(details)}"#))
        }
    }

    /// The outcomes until an error, and the error.
    static func read<Record>(
        _ outcomes: Extractions<Record>
    ) async -> (given: [Extraction<Record>], error: ClientError?) {
        var given: [Extraction<Record>] = []
        do {
            for try await outcome in outcomes { given.append(outcome) }
            return (given, nil)
        } catch {
            return (given, error as? ClientError)
        }
    }
}

extension Extraction {
    /// The failure, for an expectation.
    var failure: ExtractionFailure? {
        if case .failure(let failure) = result { failure } else { nil }
    }

    var record: Record? { try? result.get() }
}
