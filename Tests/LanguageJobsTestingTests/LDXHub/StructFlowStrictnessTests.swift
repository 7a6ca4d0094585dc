import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct StructFlowStrictnessTests {
    private static let rest = #""system_prompt":"p","example_output":{"a":1}"#

    @Test(
        "A create request that is not right is refused, with the reason, and creates nothing",
        arguments: [
            (#"{"system_prompt":"p","example_output":{"a":1},"file_id":"FILE"}"#, "model is required"),
            (#"{"model":"no/such",REST,"file_id":"FILE"}"#, "no/such is no model of structflow"),
            (#"{MODEL,"example_output":{"a":1},"file_id":"FILE"}"#, "system_prompt is required"),
            (
                #"{MODEL,"system_prompt":" \n","example_output":{"a":1},"file_id":"FILE"}"#,
                "system_prompt must not be empty"
            ),
            (
                #"{MODEL,"system_prompt":["p"],"example_output":{"a":1},"file_id":"FILE"}"#,
                "system_prompt must be a string"
            ),
            (#"{MODEL,"system_prompt":"p","file_id":"FILE"}"#, "example_output is required"),
            (
                #"{MODEL,"system_prompt":"p","example_output":"{}","file_id":"FILE"}"#,
                "example_output must be an object, not a string"
            ),
            (
                #"{MODEL,"system_prompt":"p","example_output":[{"a":1}],"file_id":"FILE"}"#,
                "example_output must be an object, not an array"
            ),
            (#"{MODEL,"system_prompt":"p","example_output":{},"file_id":"FILE"}"#, "must have a member"),
            (
                #"{MODEL,"system_prompt":"p","example_output":{"$error":{}},"file_id":"FILE"}"#,
                "the reserved name $error"
            ),
            (#"{MODEL,REST}"#, "One of inputs and file_id is required"),
            (#"{MODEL,REST,"file_id":"FILE","inputs":[{"id":"1","data":{}}]}"#, "exclude each other"),
            (#"{MODEL,REST,"file_id":"FILE","inputs":[]}"#, "exclude each other"),
            (#"{MODEL,REST,"file_id":"nothing"}"#, "The file nothing doesn't exist"),
            (#"{MODEL,REST,"file_id":null}"#, "file_id must be a string, not null"),
            (#"{MODEL,REST,"inputs":null}"#, "inputs must be an array of objects, not null"),
            (
                #"{MODEL,REST,"inputs":{"id":"1","data":{}}}"#,
                "inputs must be an array of objects, not an object"
            ),
            (#"{MODEL,REST,"inputs":[]}"#, "inputs must not be empty"),
            (#"{MODEL,REST,"inputs":[5]}"#, "inputs must hold objects only"),
            (#"{MODEL,REST,"inputs":[{"id":"1"}]}"#, "inputs, item 0: data is required"),
            (#"{MODEL,REST,"inputs":[{"data":{}}]}"#, "inputs, item 0: id is required"),
            (#"{MODEL,REST,"inputs":[{"id":"","data":{}}]}"#, "inputs, item 0: id must not be empty"),
            (
                #"{MODEL,REST,"inputs":[{"id":"1","data":{}},{"id":2,"data":{}}]}"#,
                "inputs, item 1: id must be a string, not an integer"
            ),
            (
                #"{MODEL,REST,"inputs":[{"id":"1","data":{}},{"id":"1","data":{}}]}"#,
                "inputs, item 1: the id 1 is there twice"
            ),
            (
                #"{MODEL,REST,"inputs":[{"id":"1","data":"text"}]}"#,
                "inputs, item 0: data must be an object, not a string"
            ),
            (
                #"{MODEL,REST,"inputs":[{"id":"1","data":[]}]}"#,
                "inputs, item 0: data must be an object, not an array"
            ),
            (
                #"{MODEL,REST,"inputs":[{"id":"1","data":{},"text":"x"}]}"#,
                "inputs, item 0: text is no field"
            ),
            (#"{MODEL,REST,"file_id":"FILE","output_format":"jsonl"}"#, "output_format is no field"),
            (#"{"engine":"ki/ocr",REST,"file_id":"FILE"}"#, "engine is no field"),
            (#"{MODEL,REST,"file_id":"FILE","webhook_url":5}"#, "webhook_url must be a string"),
        ])
    func create(body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let json = body.replacing("FILE", with: try await caller.fileID())
                .replacing("MODEL", with: #""model":"openai/gpt-5.5""#).replacing("REST", with: Self.rest)
            let answer = try await caller.post(HubCaller.structFlow, json: json)
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("What the vendor's own clients and articles send is taken")
    func vendor() async throws {
        try await withHub { caller, _ in
            let article = try await caller.post(
                HubCaller.structFlow,
                json: """
                    {"model":"google/gemini-3.5-flash","system_prompt":"Split this document into logical sections. \
                    Return one JSON record per section.","example_output":{"section_title":"...",\
                    "section_text":"..."},"inputs":[{"id":"doc1","data":{"text":"..."}}]}
                    """)
            #expect(article.status == 202)
            let plugin = try await caller.post(
                HubCaller.structFlow,
                json: """
                    {"model":"google/gemini-3.5-flash","system_prompt":"p","example_output":{"a":1},\
                    "file_id":"\(try await caller.fileID())","webhook_url":"https://a.invalid","webhook_secret":"s"}
                    """)
            #expect(plugin.status == 202)
        }
    }

    @Test("An expired file is no input")
    func expired() async throws {
        var plan = LDXHubPlan()
        plan.fileLifetime = .seconds(10)
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.fileID()
            try await time.pass(.seconds(10))
            let answer = try await caller.post(
                HubCaller.structFlow, json: #"{"model":"openai/gpt-5.5",\#(Self.rest),"file_id":"\#(id)"}"#)
            #expect(answer.status == 400)
            #expect(answer.string("error.code") == "invalid_file_id")
        }
    }
}
