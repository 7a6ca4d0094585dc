import Foundation
import LanguageJobs

@testable import LanguageJobsTesting

extension HubCaller {
    static let structFlow = "/structflow/jobs"

    /// Creates a job of a file's rows, and gives its answer.
    func extract(
        _ rows: String, like example: String = #"{"text":"a","count":1}"#
    ) async throws -> Answer {
        let id = try await upload("rows.jsonl", Data(rows.utf8)).string("file_id") ?? ""
        return try await post(
            Self.structFlow,
            json: """
                {"model":"google/gemini-3.5-flash","system_prompt":"Extract.","example_output":\(example),
                "file_id":"\(id)"}
                """)
    }

    /// Creates a job of inline inputs, and gives its answer.
    func extract(
        inputs: String, like example: String = #"{"text":"a","count":1}"#
    ) async throws -> Answer {
        try await post(
            Self.structFlow,
            json: """
                {"model":"google/gemini-3.5-flash","system_prompt":"Extract.","example_output":\(example),
                "inputs":\(inputs)}
                """)
    }

    /// The detail of a job that has ended.
    func end(_ created: Answer) async throws -> Answer {
        try await get("\(Self.structFlow)/\(created.string("job_id") ?? "")?wait=10")
    }

    /// The output file of a job of a file's rows.
    func output(_ rows: String, like example: String = #"{"text":"a","count":1}"#) async throws -> String {
        let detail = try await end(extract(rows, like: example))
        return try await get("/files/\(detail.string("output_file_id") ?? "")/content").text
    }
}
