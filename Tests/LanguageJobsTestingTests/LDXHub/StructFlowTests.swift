import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct StructFlowTests {
    private static let open = [
        "created_at", "expires_at", "job_id", "model", "progress", "status", "updated_at",
    ]
    private static let usage = [
        "output_characters", "processed_input_characters", "skipped_characters", "total_input_characters",
        "vector_bytes",
    ]

    @Test("Each line of a file gives a line, in order, with the file's own values")
    func file() async throws {
        try await withHub { caller, _ in
            let created = try await caller.extract(
                #"{"text":"a é","count":7,"more":1}"# + "\n" + #"{"count":-8, "text":"b"}"# + "\n")
            #expect(created.status == 202)
            #expect(created.keys() == Self.open)
            #expect(created.string("status") == "queued")
            let path = "\(HubCaller.structFlow)/\(created.string("job_id") ?? "")"
            #expect(try await caller.get(path).keys() == Self.open)

            let done = try await caller.end(created)
            #expect(done.keys() == (Self.open + ["completed_at", "output_file_id", "usage"]).sorted())
            #expect(done.string("status") == "completed")
            #expect(done["progress"] == .integer(100))
            #expect(done.keys("usage") == Self.usage)
            #expect(done["usage.total_input_characters"] == .integer(57))
            #expect(done["usage.processed_input_characters"] == .integer(57))
            #expect(done["usage.skipped_characters"] == .integer(0))
            #expect(done["usage.output_characters"] == .integer(47))
            #expect(done["usage.vector_bytes"] == .integer(0))

            let id = done.string("output_file_id") ?? ""
            #expect(try await caller.get("/files/\(id)").string("filename") == "rows_records.jsonl")
            let output = try await caller.get("/files/\(id)/content").text
            #expect(output == #"{"count":7,"text":"a é"}"# + "\n" + #"{"count":-8,"text":"b"}"# + "\n")
            let list = try await caller.get(HubCaller.structFlow)
            #expect(list.count("data") == 1)
            #expect(list.keys("data.0") == done.keys())
        }
    }

    @Test("Inline inputs give results in the job, and no file")
    func inline() async throws {
        try await withHub { caller, _ in
            let created = try await caller.extract(
                inputs:
                    #"[{"id":"r1","data":{"text":"a","count":1}},{"id":"r 2","data":{"count":2,"text":"b"}}]"#
            )
            #expect(created.status == 202)
            #expect(created.keys() == Self.open)
            let done = try await caller.end(created)
            #expect(done.keys() == (Self.open + ["completed_at", "results", "summary", "usage"]).sorted())
            #expect(done["summary"] == .object(["failed_count": .integer(0)]))
            #expect(
                done["results"]
                    == .array([
                        .object([
                            "id": .string("r1"), "status": .string("completed"),
                            "output": .object(["text": .string("a"), "count": .integer(1)]),
                        ]),
                        .object([
                            "id": .string("r 2"), "status": .string("completed"),
                            "output": .object(["text": .string("b"), "count": .integer(2)]),
                        ]),
                    ]))
            #expect(done["usage.total_input_characters"] == .integer(44))
            let list = try await caller.get(HubCaller.structFlow)
            #expect(list.keys("data.0") == (Self.open + ["completed_at", "usage"]).sorted())
            #expect(try await caller.get("/files").count("data") == 0)
        }
    }

    @Test("The same record inline and in a file gives the same")
    func same() async throws {
        try await withHub { caller, _ in
            let output = try await caller.output(#"{"note":"x"}"#)
            let done = try await caller.end(caller.extract(inputs: #"[{"id":"1","data":{"note":"x"}}]"#))
            let inline = try #require(done["results.0.output"])
            let file = try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8))
            #expect(inline == file)
        }
    }

    @Test("The example's literals are the schema: 10000.0 is a number, a date is a date")
    func schema() async throws {
        try await withHub { caller, _ in
            let output = try await caller.output(
                #"{"price":1.25,"count":2.5}"# + "\n" + #"{"count":3}"# + "\n",
                like: #"{"pri\u0063e":10000.0,"count":10000,"on":"2026-06-30","in":[{"a":-1.0}]}"#)
            let lines = output.split(separator: "\n").map(String.init)
            #expect(lines.count == 2)
            let rest = #""in":\[\{"a":-\d\.\d\d?\}\],"on":"2026-\d\d-\d\d","price""#
            let first = try Regex(#"\{"count":[1-9]\d{4},\#(rest):1\.25\}"#)
            let second = try Regex(#"\{"count":3,\#(rest):[1-9]\d{4}\.\d\d?\}"#)
            #expect(try first.wholeMatch(in: lines.first ?? "") != nil, "\(output)")
            #expect(try second.wholeMatch(in: lines.last ?? "") != nil, "\(output)")
        }
    }

    @Test("A line that is no object fails alone, with the reason in its place")
    func badLines() async throws {
        let rows = [
            #"{"text":"a","count":1}"#, "", "  ", "[]", #"{"text":"b""#, "null", #"{"text":"c","count":3}"#,
        ]
        try await withHub { caller, _ in
            let done = try await caller.end(caller.extract(rows.joined(separator: "\n")))
            #expect(done.string("status") == "completed")
            #expect(done["usage.total_input_characters"] == .integer(63))
            #expect(done["usage.skipped_characters"] == .integer(19))
            #expect(done["usage.output_characters"] == .integer(44))
            let id = done.string("output_file_id") ?? ""
            let output = try await caller.get("/files/\(id)/content").text
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.count == 8)
            #expect(lines.last == "")
            #expect(lines.first == #"{"count":1,"text":"a"}"#)
            #expect(lines[6] == #"{"count":3,"text":"c"}"#)
            for place in 1...5 {
                #expect(
                    lines[place]
                        == #"{"$error":{"code":"invalid_record","message":"Record \#(place + 1) is no JSON object that can be read."}}"#
                )
            }
        }
    }

    @Test("An empty file fails the job")
    func empty() async throws {
        try await withHub { caller, _ in
            let done = try await caller.end(caller.extract(""))
            #expect(done.string("status") == "failed")
            #expect(done.string("error.code") == "invalid_input_file")
            #expect(done.keys() == (Self.open + ["completed_at", "error"]).sorted())
        }
    }

    @Test("An upload that is still empty is an empty file, one under way is as long as it was")
    func partial() async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID("rows.jsonl")
            let body = #"""
                {"model":"openai/gpt-5.5","system_prompt":"p","example_output":{"n":1},"file_id":"\#(id)"}
                """#
            let first = try await caller.post(HubCaller.structFlow, json: body)
            _ = try await caller.append(Data(#"{"n":5}"#.utf8), to: id)
            let second = try await caller.post(HubCaller.structFlow, json: body)
            _ = try await caller.append(Data("\n{\"n\":6}".utf8), to: id)
            #expect(try await caller.end(first).string("error.code") == "invalid_input_file")
            let done = try await caller.end(second)
            let output = try await caller.get("/files/\(done.string("output_file_id") ?? "")/content")
            #expect(output.text == "{\"n\":5}\n")
        }
    }

    @Test("Both line ends and a last line without one are read", arguments: ["\n", "\r\n"])
    func input(end: String) async throws {
        try await withHub { caller, _ in
            let rows = #"{"n":1}"# + end + #"{"n":2}"#
            let bare = try await caller.output(rows, like: #"{"n":1}"#)
            #expect(bare == "{\"n\":1}\n{\"n\":2}\n")
            let ended = try await caller.output(rows + end, like: #"{"n":1}"#)
            #expect(ended == bare)
        }
    }

    @Test("The models need no key, the jobs do")
    func models() async throws {
        try await withHub { caller, _ in
            let stranger = HubCaller(hub: caller.hub, key: nil)
            let models = try await stranger.get("/structflow/models")
            #expect(models.status == 200)
            #expect(models.string("data.0.id") == "google/gemini-3.5-flash")
            #expect(try await stranger.get("/structflow/engines").status == 404)
            #expect(try await stranger.get(HubCaller.structFlow).status == 401)
            #expect(try await stranger.post(HubCaller.structFlow, json: "{}").status == 401)
        }
    }

    @Test("A job whose plan fails has an error and nothing else")
    func failing() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .failing())) { caller, _ in
            for created in [
                try await caller.extract(#"{"n":1}"#),
                try await caller.extract(inputs: #"[{"id":"1","data":{}}]"#),
            ] {
                let done = try await caller.end(created)
                #expect(done.string("error.code") == "upstream_service_error")
                #expect(done.keys() == (Self.open + ["completed_at", "error"]).sorted())
            }
        }
    }
}
