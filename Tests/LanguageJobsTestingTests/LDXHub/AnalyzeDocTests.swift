import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct AnalyzeDocTests {
    private static let plan = LDXHubPlan(jobs: .immediate)
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1])
    private static let body = """
        {"model":"google/gemini-3.5-flash@high","file_id":"FILE","system_prompt":"Read the invoice.",\
        "example_output":{"number":"INV-2025-0001","total":10000,"rate":12.34,"paid":true},"output_format":"json"}
        """

    @Test("Models look at pages and pictures, and are listed for everybody")
    func models() async throws {
        try await withHub { caller, _ in
            var stranger = caller
            stranger.key = nil
            let answer = try await stranger.get("/analyzedoc/models")
            let recorded = try Fixture.data("ldxhub/analyzedoc-models.abridged.json")
            let expected = HubCaller.Answer(status: 200, headers: [:], body: recorded)
            #expect(answer.keys("data.0") == expected.keys("data.0"))
            #expect(answer["data.0.supported_conversions"] == expected["data.0.supported_conversions"])
            #expect(answer.count("data.0.supported_conversions") == 3)
            #expect(answer.string("data.0.id") == "google/gemini-3.5-flash@high")
            #expect(answer.string("data.0.display_name") == "gemini-3.5-flash@high")
        }
    }

    @Test(
        "Pages and pictures become a record of the example's shape, in compact JSON",
        arguments: ["%PDF-1.7\n", "\u{89}PNG\r\n\u{1A}\n", "\u{FF}\u{D8}\u{FF}\u{E0}"])
    func record(prefix: String) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let file = ("scan.bin", Data(prefix.unicodeScalars.map { UInt8($0.value) }))
            let job = try await caller.job("analyzedoc", of: file, json: Self.body)
            #expect(job.string("status") == "completed")
            #expect(job.string("model") == "google/gemini-3.5-flash@high")
            #expect(job["usage.input_pages"] == .integer(1))
            let info = try await caller.get("/files/\(job.string("output_file_id") ?? "")")
            #expect(info.string("filename") == "scan.json")
            let output = try await caller.output(of: job)
            #expect(
                output.text.wholeMatch(
                    of:
                        /\{"number":"INV-\d{4}-\d{4}","paid":(true|false),"rate":\d\d\.\d\d?,"total":\d{5}\}/)
                    != nil, "\(output.text)")
            #expect(job["usage.output_characters"] == .integer(Int64(output.text.count)))
        }
    }

    @Test("The record depends on the file's bytes alone")
    func bytes() async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            var texts: [String] = []
            for file in [("a.png", Self.png), ("b.png", Self.png), ("a.png", Self.png + Data([1]))] {
                let job = try await caller.job("analyzedoc", of: file, json: Self.body)
                texts.append(try await caller.output(of: job).text)
            }
            #expect(texts[0] == texts[1])
            #expect(texts[0] != texts[2])
        }
    }

    @Test("A plan can choose the record, even one that is none")
    func chosen() async throws {
        var plan = Self.plan
        plan.record = { order in
            guard order.prompt == "Read the invoice.", order.service == .analyzeDoc, order.input == Self.png
            else { return nil }
            #expect(
                String(decoding: order.example, as: UTF8.self)
                    == #"{"number":"INV-2025-0001","paid":true,"rate":12.34,"total":10000}"#)
            return Data("{\"number\":".utf8)
        }
        try await withHub(plan: plan) { caller, _ in
            let job = try await caller.job("analyzedoc", of: ("a.png", Self.png), json: Self.body)
            #expect(try await caller.output(of: job).text == "{\"number\":")
            let other = try await caller.job(
                "analyzedoc", of: ("a.png", Self.png), json: Self.body.replacing("Read", with: "See"))
            #expect(try await caller.output(of: other).keys() == ["number", "paid", "rate", "total"])
        }
    }

    @Test("A job that fails is like the recorded one, and is listed")
    func failure() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .failing())) { caller, time in
            let queued = try await caller.job("analyzedoc", of: ("a.png", Self.png), json: Self.body)
            try await time.pass(.seconds(5))
            let job = try await caller.get("/analyzedoc/jobs/\(queued.string("job_id") ?? "")")
            let recorded = HubCaller.Answer(
                status: 200, headers: [:], body: try Fixture.data("ldxhub/analyzedoc-job-failed.json"))
            #expect(job.keys() == recorded.keys())
            #expect(job.keys("error") == recorded.keys("error"))
            #expect(job["error.code"] == recorded["error.code"])
            #expect(job["error.message"] == recorded["error.message"])
            let list = try await caller.get("/analyzedoc/jobs")
            #expect(list.count("data") == 1)
            #expect(list["data.0.job_id"] == job["job_id"])
        }
    }

    @Test(
        "A file that is no page and no picture fails the job",
        arguments: ["", "BM6", "II*\0", "PK\u{3}\u{4}"])
    func otherInputs(content: String) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let job = try await caller.job("analyzedoc", of: ("a.png", Data(content.utf8)), json: Self.body)
            #expect(job.string("error.code") == "unsupported_file_type")
        }
    }

    @Test(
        "A create request that is not right is refused, with the reason",
        arguments: [
            ("google/gemini-3.5-flash@high", "google/gemini-3.5-flash", "gemini-3.5-flash is no model"),
            ("\"model\":", "\"engine\":", "engine is no field"),
            ("\"system_prompt\":\"Read the invoice.\",", "", "system_prompt is required"),
            ("\"Read the invoice.\"", "5", "system_prompt must be a string"),
            ("\"output_format\":\"json\"", "\"output_format\":\"text\"", "one of json"),
            (",\"output_format\":\"json\"", "", "output_format is required"),
            ("\"file_id\":\"FILE\",", "", "file_id is required"),
            ("\"example_output\":{", "\"example_output\":{},\"other\":{", "other is no field"),
            ("\"example_output\":{", "\"example_outputs\":{", "example_outputs is no field"),
        ])
    func refusals(part: String, changed: String, reason: String) async throws {
        try await withHub { caller, _ in
            let body = Self.body.replacing(part, with: changed)
            let answer = try await caller.post(
                "/analyzedoc/jobs", json: body.replacing("FILE", with: try await caller.fileID()))
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test(
        "An example is an object with a member",
        arguments: [
            ("{}", "must have a member"), ("[]", "must be an object, not an array"),
            ("\"a\"", "must be an object, not a string"), ("null", "must be an object, not null"),
        ])
    func examples(example: String, reason: String) async throws {
        try await withHub { caller, _ in
            let body = """
                {"model":"google/gemini-3.5-flash@low","file_id":"\(try await caller.fileID())",\
                "system_prompt":"","example_output":\(example),"output_format":"json"}
                """
            let answer = try await caller.post("/analyzedoc/jobs", json: body)
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
        }
    }
}
