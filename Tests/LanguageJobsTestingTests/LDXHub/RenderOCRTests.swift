import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct RenderOCRTests {
    private func render(
        _ name: String, _ content: Data, format: String = "docx",
        _ check: @escaping @Sendable (HubCaller.Answer, HubCaller) async throws -> Void
    ) async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let id = try await caller.upload(name, content).string("file_id") ?? ""
            let created = try await caller.post(
                "/renderocr/jobs",
                json:
                    #"{"engine":"ki/ocr","file_id":"\#(id)","languages":["jpn","eng"],"output_format":"\#(format)"}"#
            )
            #expect(created.status == 202)
            #expect(created.string("engine") == "ki/ocr")
            #expect(created["file_id"] == nil)
            try await check(try await caller.get("/renderocr/jobs/\(created.string("job_id") ?? "")"), caller)
        }
    }

    @Test(
        "Pictures and PDF files are told by their first bytes, whatever their name",
        arguments: [
            "%PDF-1.7\n", "II*\0", "MM\0*", "\u{89}PNG\r\n\u{1A}\n", "BM6", "\u{FF}\u{D8}\u{FF}\u{E0}",
        ])
    func inputs(prefix: String) async throws {
        let content = Data(prefix.unicodeScalars.map { UInt8($0.value) })
        try await render("scan", content) { job, _ in
            #expect(job.string("status") == "completed")
            #expect(job.keys("usage") == ["input_pages"])
            #expect(job["usage.input_pages"] == .integer(1))
        }
    }

    @Test(
        "Any other input fails the job",
        arguments: ["", "B", "This is no picture.", "PK\u{3}\u{4}", "GIF89a", "%PD", "\u{89}PNG\n"])
    func otherInputs(content: String) async throws {
        try await render("page.png", Data(content.unicodeScalars.map { UInt8($0.value) })) { job, _ in
            #expect(job.string("status") == "failed")
            #expect(job.string("error.code") == "unsupported_file_type")
            #expect(job["usage"] == nil)
        }
    }

    @Test("The pages of a PDF are counted", arguments: [1, 2, 7])
    func pages(count: Int) async throws {
        let pages = (0..<count).map { _ in "<< /Type /Page /Parent 2 0 R >>\n" }.joined()
        let text = "%PDF-1.4\n<< /Type /Catalog >>\n<< /Type /Pages /Count \(count) >>\n\(pages)%%EOF\n"
        try await render("a.pdf", Data(text.utf8)) { job, _ in
            #expect(job["usage.input_pages"] == .integer(Int64(count)))
        }
    }

    @Test("Pages are counted across the pieces in which a file is read")
    func largePDF() throws {
        let body = StoredBody()
        try body.append(Data("%PDF-1.4\n".utf8))
        // 37 bytes each: the boundaries of the pieces fall everywhere in them.
        for _ in 0..<60_000 { try body.append(Data("<</Type\n/Page/Parent 2 0 R>>\n/Type/Pag".utf8)) }
        #expect(body.bytesInMemory == 0)
        #expect(try PDFPages.count(body) == 60_000)
    }

    @Test(
        "The result is a document of the asked format that tells what was sent",
        arguments: [
            ("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml"),
            ("pptx", "ppt/slides/slide1.xml"),
        ])
    func output(format: String, part: String) async throws {
        try await render("my.scan.pdf", Data("%PDF-1.7\n".utf8), format: format) { job, caller in
            let id = try #require(job.string("output_file_id"))
            #expect(try await caller.get("/files/\(id)").string("filename") == "my.scan.\(format)")
            let content = try await caller.get("/files/\(id)/content")
            #expect(content.body.starts(with: Data("PK\u{3}\u{4}".utf8)))
            // The entries are stored as they are, so the text can be found without unpacking them.
            for text in [part, "my.scan.pdf", "9 bytes", "pdf", "jpn"] {
                #expect(content.body.firstRange(of: Data(text.utf8)) != nil, "\(text)")
            }
            #expect(content.body.firstRange(of: Data("eng".utf8)) == nil)
        }
    }

    @Test("The text of a simple page is in the document")
    func text() async throws {
        let page =
            "%PDF-1.4\n1 0 obj\n<< /Length 38 >>\nstream\nBT /F1 12 Tf (Order no. 4711) Tj ET\nendstream\n"
        try await render("order.pdf", Data(page.utf8)) { job, caller in
            let id = try #require(job.string("output_file_id"))
            let content = try await caller.get("/files/\(id)/content")
            #expect(content.body.firstRange(of: Data("Order no. 4711".utf8)) != nil)
        }
    }
}
