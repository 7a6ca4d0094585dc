import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct RefineLoopTests {
    /// Refines a file with more options, and gives the job's detail.
    private func refine(
        _ content: Data = HubCaller.xliff, named name: String = "document.xlf", options: String = "",
        _ check: @escaping @Sendable (HubCaller.Answer, HubCaller) async throws -> Void
    ) async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let id = try await caller.upload(name, content).string("file_id") ?? ""
            let created = try await caller.post(
                "/refineloop/jobs", json: #"{"model":"openai/gpt-5.5","file_id":"\#(id)"\#(options)}"#)
            #expect(created.status == 202)
            try await check(
                try await caller.get("/refineloop/jobs/\(created.string("job_id") ?? "")"), caller)
        }
    }

    private func output(of job: HubCaller.Answer, _ caller: HubCaller) async throws -> HubCaller.Answer {
        try await caller.get("/files/\(job.string("output_file_id") ?? "")/content")
    }

    @Test("The targets change with the options of the request, the sources stay", arguments: [1, 3, 10])
    func revisions(count: Int) async throws {
        try await refine(options: #","max_revisions":\#(count),"output_mode":"none""#) { job, caller in
            #expect(job.string("status") == "completed")
            let text = try await output(of: job, caller).text
            #expect(text.contains("<source>Good morning</source>"))
            #expect(text.contains("Guten Morgen [refined ×\(count)]"))
            #expect(!text.contains("revision number"))
        }
    }

    @Test("Six revisions and all of them in the file are the default")
    func defaults() async throws {
        try await refine { job, caller in
            let text = try await output(of: job, caller).text
            #expect(text.contains("[refined ×6]"))
            #expect(text.ranges(of: ":revision ").count == 6)
            #expect(text.contains(":remark "))
        }
    }

    @Test("Domain, instructions, language and mode reach the refinement")
    func options() async throws {
        let options = """
            ,"domain":"IR","custom_instructions":"short","note_language":"ja","output_mode":"full"
            """
        try await refine(options: options) { job, caller in
            let text = try await output(of: job, caller).text
            #expect(text.contains("domain=\"IR\""))
            #expect(text.contains("instructions=\"short\""))
            #expect(text.contains("\"ja\""))
        }
        try await refine(options: #","output_mode":"translations""#) { job, caller in
            let text = try await output(of: job, caller).text
            #expect(text.ranges(of: ":revision ").count == 6)
            #expect(!text.contains(":remark "))
        }
    }

    @Test("Characters are counted, and numbers are skipped when that is asked for", arguments: [true, false])
    func usage(excludesNumbers: Bool) async throws {
        let text = String(decoding: HubCaller.xliff, as: UTF8.self).replacing(
            "</body>",
            with: "<trans-unit id=\"2\"><source>12.5</source><target>12,5</target></trans-unit></body>")
        let options = #","exclude_numeric_segments":\#(excludesNumbers)"#
        try await refine(Data(text.utf8), options: options) { job, _ in
            #expect(job["usage.total_input_characters"] == .integer(16))
            #expect(job["usage.skipped_characters"] == .integer(excludesNumbers ? 4 : 0))
            #expect(job["usage.processed_input_characters"] == .integer(excludesNumbers ? 12 : 16))
            #expect(job["usage.vector_bytes"] == .integer(0))
        }
    }

    @Test(
        "A file that is not XLIFF fails the job, and says why",
        arguments: ["", "This is not XLIFF.", "<html><body>Hello</body></html>", "<xliff", "CUT"])
    func notXLIFF(content: String) async throws {
        let data = content == "CUT" ? HubCaller.xliff.prefix(200) : Data(content.utf8)
        try await refine(data) { job, _ in
            #expect(job.string("status") == "failed")
            #expect(job.string("error.code") == "invalid_input_file")
            #expect(job.string("error.message")?.hasPrefix("The input file is not XLIFF: ") == true)
            #expect(job["output_file_id"] == nil)
        }
    }

    @Test(
        "The result is named after the input",
        arguments: [
            ("document.xlf", "document_refined.xlf"), ("a.b.xliff", "a.b_refined.xliff"),
            (".xlf", ".xlf_refined"), ("plain", "plain_refined"),
        ])
    func names(input: String, output: String) async throws {
        try await refine(named: input) { job, caller in
            let file = try await caller.get("/files/\(job.string("output_file_id") ?? "")")
            #expect(file.string("filename") == output)
        }
    }

    @Test("The result is made once, and the input stays as it was")
    func once() async throws {
        try await refine { job, caller in
            let first = try await output(of: job, caller)
            let again = try await caller.get("/refineloop/jobs/\(job.string("job_id") ?? "")")
            #expect(again.body == job.body)
            #expect(try await output(of: again, caller).body == first.body)
            let input = try await caller.get("/files/\(job.string("file_id") ?? "")/content")
            #expect(input.body == HubCaller.xliff)
        }
    }
}
