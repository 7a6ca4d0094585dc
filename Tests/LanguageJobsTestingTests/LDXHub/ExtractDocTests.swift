import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct ExtractDocTests {
    private static let plan = LDXHubPlan(jobs: .immediate)

    private static func body(_ format: String) -> String {
        #"{"engine":"ki/extract","file_id":"FILE","output_format":"\#(format)"}"#
    }

    @Test("The engines are those that the service was seen to answer, for everybody")
    func engines() async throws {
        try await withHub { caller, _ in
            var stranger = caller
            stranger.key = nil
            let answer = try await stranger.get("/extractdoc/engines")
            let recorded = try Fixture.data("ldxhub/extractdoc-engines.abridged.json")
            #expect(
                try JSONDecoder().decode(JSONValue.self, from: answer.body)
                    == JSONDecoder().decode(JSONValue.self, from: recorded))
        }
    }

    @Test(
        "The text of every kind of document comes back, told by its bytes and not by its name",
        arguments: [
            (
                "report.docx",
                "Quarterly report & outlook\nRevenue\t12,340\nper share\nnew\nin the box\nbefore the box, after it\n日本語\n",
                nil
            ),
            ("ledger.xlsx", "inline\t\t1.5\nName\trich text\n東京\t3\tTRUE\tName\t", nil),
            ("talk.pptx", "Shown first\na line\nbroken\nShown second", nil),
            (
                "letter.pdf",
                "Dear (Ms) Smith,\nThank you\ncafé crème\nSecond page\n, endnested (text)", 2
            ),
        ] as [(String, String, Int64?)])
    func text(name: String, text: String, pages: Int64?) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let file = ("a.bin", try Fixture.data("office/\(name)"))
            let job = try await caller.job("extractdoc", of: file, json: Self.body("text"))
            #expect(job.string("status") == "completed")
            #expect(job.string("engine") == "ki/extract")
            #expect(job["usage.input_pages"] == pages.map { .integer($0) })
            #expect(job.keys("usage") == pages.map { _ in ["input_pages"] })
            let info = try await caller.get("/files/\(job.string("output_file_id") ?? "")")
            #expect(info.string("filename") == "a.txt")
            #expect(try await caller.output(of: job).text == text)

            let line = try await caller.job("extractdoc", of: file, json: Self.body("jsonl"))
            let output = try await caller.output(of: line)
            #expect(output.text.hasSuffix("}\n"))
            #expect(output.text.filter { $0 == "\n" }.count == 1)
            #expect(output.keys() == ["text"])
            #expect(output.string("text") == text)
        }
    }

    @Test(
        "A file of another kind, or a damaged one, fails the job",
        arguments: [
            ("", "unsupported_file_type"), ("This is text.", "unsupported_file_type"),
            ("\u{89}PNG\r\n\u{1A}\n", "unsupported_file_type"), ("PK\u{3}\u{4}", "invalid_input_file"),
        ])
    func otherFiles(content: String, code: String) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let file = ("a.docx", Data(content.unicodeScalars.map { UInt8($0.value) }))
            let job = try await caller.job("extractdoc", of: file, json: Self.body("text"))
            #expect(job.string("status") == "failed")
            #expect(job.string("error.code") == code)
            #expect(job["output_file_id"] == nil)
        }
    }

    @Test("A ZIP file that is no document is of an unsupported type")
    func archive() async throws {
        let archive = try ZIPArchive([ZIPArchive.Entry("a", Data())]).serialized()
        try await withHub(plan: Self.plan) { caller, _ in
            let job = try await caller.job("extractdoc", of: ("a.docx", archive), json: Self.body("text"))
            #expect(job.string("error.code") == "unsupported_file_type")
        }
    }

    @Test(
        "A create request that is not right is refused, with the reason",
        arguments: [
            (#"{"file_id":"FILE","output_format":"text"}"#, "engine is required"),
            (#"{"engine":"ki/ocr","file_id":"FILE","output_format":"text"}"#, "ki/ocr is no engine"),
            (#"{"engine":"ki/extract","output_format":"text"}"#, "file_id is required"),
            (#"{"engine":"ki/extract","file_id":"FILE"}"#, "output_format is required"),
            (#"{"engine":"ki/extract","file_id":"FILE","output_format":"docx"}"#, "one of text, jsonl"),
            (
                #"{"engine":"ki/extract","file_id":"FILE","output_format":"text","languages":["jpn"]}"#,
                "languages is no field"
            ),
            (#"{"engine":"ki/extract","file_id":"other","output_format":"text"}"#, "other doesn't exist"),
        ])
    func refusals(body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.post(
                "/extractdoc/jobs", json: body.replacing("FILE", with: try await caller.fileID()))
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }
}
