import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct CastDocTests {
    private static let plan = LDXHubPlan(jobs: .immediate)

    @Test("There is one engine, which makes each Office format of a PDF")
    func engines() async throws {
        try await withHub { caller, _ in
            let answer = try await caller.get("/castdoc/engines")
            #expect(answer.count("data") == 1)
            #expect(answer.string("data.0.id") == "ki/cast")
            let to = (0...2).map { answer.string("data.0.supported_conversions.\($0).to") }
            #expect(to == ["docx", "xlsx", "pptx"])
            #expect(answer.count("data.0.supported_conversions") == 3)
            #expect((0...2).allSatisfy { answer.string("data.0.supported_conversions.\($0).from") == "pdf" })
        }
    }

    @Test(
        "The result is a document of the asked format, with what was sent and its text",
        arguments: [
            ("docx", ["word/document.xml"]), ("xlsx", ["xl/worksheets/sheet1.xml"]),
            ("pptx", ["ppt/slides/slide1.xml", "ppt/slides/slide2.xml"]),
        ])
    func output(format: String, parts: [String]) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let pdf = try Fixture.data("office/letter.pdf")
            let job = try await caller.job(
                "castdoc", of: ("my.letter.pdf", pdf),
                json: #"{"engine":"ki/cast","file_id":"FILE","output_format":"\#(format)"}"#)
            #expect(job.string("status") == "completed")
            #expect(job.string("engine") == "ki/cast")
            #expect(job.keys("usage") == ["input_pages"])
            #expect(job["usage.input_pages"] == .integer(2))
            let info = try await caller.get("/files/\(job.string("output_file_id") ?? "")")
            #expect(info.string("filename") == "my.letter.\(format)")

            let reading = try ZIPReading(try await caller.output(of: job).body)
            let content = try parts.map { try reading.text($0) }.joined()
            for text in [
                "my.letter.pdf", "\(pdf.count) bytes", "Pages", "Dear (Ms) Smith,", "café crème",
                "Second page",
            ] {
                #expect(content.contains(text), "\(text)")
            }
        }
    }

    @Test("What is no PDF fails the job", arguments: ["", "%PD", "\u{89}PNG\r\n\u{1A}\n", "PK\u{3}\u{4}"])
    func otherInputs(content: String) async throws {
        try await withHub(plan: Self.plan) { caller, _ in
            let file = ("a.pdf", Data(content.unicodeScalars.map { UInt8($0.value) }))
            let job = try await caller.job(
                "castdoc", of: file, json: #"{"engine":"ki/cast","file_id":"FILE","output_format":"docx"}"#)
            #expect(job.string("error.code") == "unsupported_file_type")
            #expect(job["usage"] == nil)
        }
    }

    @Test(
        "A create request that is not right is refused, with the reason",
        arguments: [
            (#"{"file_id":"FILE","output_format":"docx"}"#, "engine is required"),
            (#"{"engine":"ki/ocr","file_id":"FILE","output_format":"docx"}"#, "ki/ocr is no engine"),
            (#"{"engine":"ki/cast","output_format":"docx"}"#, "file_id is required"),
            (#"{"engine":"ki/cast","file_id":"FILE"}"#, "output_format is required"),
            (#"{"engine":"ki/cast","file_id":"FILE","output_format":"text"}"#, "one of docx, xlsx, pptx"),
            (
                #"{"engine":"ki/cast","file_id":"FILE","output_format":"docx","languages":["jpn"]}"#,
                "languages is no field"
            ),
        ])
    func refusals(body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.post(
                "/castdoc/jobs", json: body.replacing("FILE", with: try await caller.fileID()))
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
        }
    }
}
