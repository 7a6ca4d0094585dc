import Foundation
import LDXHub
import Testing
import TestSupport

/// Every recorded payload of LDX hub, leaf by leaf.
@Suite("A recorded response of LDX hub")
struct RecordedResponseTests {
    /// One file, and the rule applied to it.
    struct Recording: Sendable, CustomTestStringConvertible {
        let name: String
        let problems: @Sendable () -> [String]

        init<Value: Codable & Equatable & Sendable>(_ name: String, _ expected: Value) {
            self.name = "ldxhub/\(name).json"
            problems = { [name = self.name] in checkRecordedResponse(name, equals: expected) }
        }

        var testDescription: String { name }
    }

    static let recordings: [Recording] = [
        Recording(
            "files-list",
            LDXList([
                LDXFile(
                    id: "ako5rgx309ehwlbqprs8s2xxnsp0y85q", filename: "document.xlf", size: 78_578,
                    createdAt: Date(timeIntervalSince1970: 1_776_058_324),
                    updatedAt: Date(timeIntervalSince1970: 1_776_058_324),
                    expiresAt: Date(timeIntervalSince1970: 1_776_144_724))
            ])),
        Recording("refineloop-jobs-list", LDXList([finished])),
        Recording("refineloop-create-request", createRequest),
        Recording(
            "refineloop-job-created",
            RefineLoop.Job(
                id: "akobiov2sxoqs8nzylqm52202q7skw81", status: .queued, progress: 0,
                model: "google/gemini-3.5-flash", createdAt: created, updatedAt: created,
                expiresAt: Date(timeIntervalSince1970: 1_776_165_683))),
        Recording(
            "refineloop-job-processing",
            RefineLoop.Job(
                id: "akobiov2sxoqs8nzylqm52202q7skw81", status: .processing, progress: 56.5,
                fileID: "ako5rgx309ehwlbqprs8s2xxnsp0y85q", model: "google/gemini-3.5-flash",
                createdAt: created, updatedAt: Date(timeIntervalSince1970: 1_776_079_293),
                expiresAt: Date(timeIntervalSince1970: 1_776_165_683))),
        Recording("refineloop-job-completed.abridged", completed),
        Recording(
            "renderocr-jobs-list",
            LDXList([
                RenderOCR.Job(
                    id: "akrj49467f644hncvs7cmw1bj3j1mcnk", status: .completed, progress: 100,
                    fileID: "akrj2dszg3rb63xm6v2o1fqxow8jsyx5", engine: "ki/ocr",
                    createdAt: Date(timeIntervalSince1970: 1_776_498_673),
                    updatedAt: Date(timeIntervalSince1970: 1_776_498_681),
                    completedAt: Date(timeIntervalSince1970: 1_776_498_680),
                    expiresAt: Date(timeIntervalSince1970: 1_776_585_080), usage: LDXUsage(inputPages: 3))
            ])),
        Recording(
            "renderocr-create-request",
            RenderOCR.Request(
                engine: "ki/ocr", fileID: "ako5rgx309ehwlbqprs8s2xxnsp0y85q", languages: ["jpn"],
                outputFormat: .docx)),
        Recording(
            "renderocr-job-created",
            RenderOCR.Job(
                id: "akrj49467f644hncvs7cmw1bj3j1mcnk", status: .queued, progress: 0, engine: "ki/ocr",
                createdAt: Date(timeIntervalSince1970: 1_776_498_673),
                updatedAt: Date(timeIntervalSince1970: 1_776_498_673),
                expiresAt: Date(timeIntervalSince1970: 1_776_585_073))),
        Recording(
            "renderocr-job-processing",
            RenderOCR.Job(
                id: "akrj49467f644hncvs7cmw1bj3j1mcnk", status: .processing, progress: 50,
                fileID: "akrj2dszg3rb63xm6v2o1fqxow8jsyx5", engine: "ki/ocr",
                createdAt: Date(timeIntervalSince1970: 1_776_498_673),
                updatedAt: Date(timeIntervalSince1970: 1_776_498_676),
                expiresAt: Date(timeIntervalSince1970: 1_776_585_073))),
        Recording(
            "renderocr-engines.abridged",
            LDXList([
                LDXEngine(
                    id: "ki/ocr", displayName: "KI OCR", description: "Reads scans.", provider: "ki",
                    supportedConversions: [.init(from: .pdf, to: .docx), .init(from: .jpeg, to: .xlsx)],
                    supportedLanguages: [.init(code: "jpn", displayName: "Japanese")])
            ])),
        Recording(
            "extractdoc-engines.abridged",
            LDXList([
                LDXEngine(
                    id: "ki/extract", displayName: "KI Extract",
                    description: "Extracts plain text from documents in reading order...", provider: "ki",
                    supportedConversions: ["pdf", "docx", "xlsx", "pptx"].flatMap { (from: LDXFormat) in
                        [.init(from: from, to: "text"), .init(from: from, to: "jsonl")]
                    })
            ])),
        Recording(
            "extractdoc-job-completed.abridged",
            ExtractDoc.Job(
                id: "akv0z92bmdwphs95dxclndk3erh3x8jy", status: .completed, progress: 100,
                fileID: "akv0ghq3ys9epxbpzi5xsig4gi61cl59", engine: "ki/extract",
                outputFileID: "akv0z9xq2k7m4t1r8w5n3b6c0d2f4g7h",
                createdAt: Date(timeIntervalSince1970: 1_777_454_102),
                updatedAt: Date(timeIntervalSince1970: 1_777_454_110),
                completedAt: Date(timeIntervalSince1970: 1_777_454_110),
                expiresAt: Date(timeIntervalSince1970: 1_777_540_510), usage: LDXUsage(inputPages: 3))),
        Recording(
            "analyzedoc-models.abridged",
            LDXList([
                LDXModel(
                    id: "openai/gpt-5.6-sol@high", displayName: "OpenAI GPT-5.6 Sol @high",
                    description: "...",
                    provider: "openai",
                    supportedConversions: [
                        .init(from: .pdf, to: "json"), .init(from: .jpeg, to: "json"),
                        .init(from: .png, to: "json"),
                    ])
            ])),
        Recording(
            "analyzedoc-job-failed",
            AnalyzeDoc.Job(
                id: "amboojo9a2klmkj5f62d7h6tnk2neyb3", status: .failed, progress: 0,
                fileID: "ambntriv8f6yqdpgxwpaq6b5861n4ya7", model: "azure/gpt-5.6-terra@high",
                error: JobFailure(
                    code: "upstream_service_error",
                    message:
                        "An error occurred while communicating with an upstream service. Please try again later.",
                    requestID: "e908kw2vlxj9hzfahzov87fe7pcehj69"),
                createdAt: Date(timeIntervalSince1970: 1_783_773_479),
                updatedAt: Date(timeIntervalSince1970: 1_783_773_491),
                completedAt: Date(timeIntervalSince1970: 1_783_773_491),
                expiresAt: Date(timeIntervalSince1970: 1_784_032_691))),
        Recording(
            "analyzedoc-create-request.abridged",
            AnalyzeDoc.Request(
                model: "google/gemini-3.5-flash@high", fileID: "ambntriv8f6yqdpgxwpaq6b5861n4ya7",
                systemPrompt: "...",
                exampleOutput: ["invoice_number": "INV-2026-0157", "issue_date": "2026-06-30"])),
        Recording(
            "analyzedoc-output.abridged",
            ["invoice_number": "INV-2026-0157", "issue_date": "2026-06-30"] as JSONValue),
        Recording(
            "structflow-create-request",
            StructFlow.Request(
                model: "google/gemini-3-flash-preview",
                systemPrompt:
                    "Split this document into logical sections. Return one JSON record per section.",
                exampleOutput: ["section_title": "...", "section_text": "..."],
                inputs: [.init(id: "doc1", data: ["text": "..."])])),
        Recording(
            "structflow-jobs-list.abridged",
            LDXList([StructFlow.Job(id: "akn08oetutq9jrjk7rwgj6rfehd4kqk4", status: "", details: .init())])),
        Recording("structflow-row.abridged", ["note": "30代男性。主訴：発熱..."] as JSONValue),
        Recording(
            "structflow-line.abridged",
            ["symptoms": ["..."], "diagnosis": "...", "treatment": ["..."]] as JSONValue),
        Recording(
            "structflow-line-failed.abridged", ["$error": ["code": "...", "message": "..."]] as JSONValue),
    ]

    /// 2026-04-13T11:21:23Z
    static let created = Date(timeIntervalSince1970: 1_776_079_283)

    static let finished = RefineLoop.Job(
        id: "akobiov2sxoqs8nzylqm52202q7skw81", status: .completed, progress: 100,
        fileID: "ako5rgx309ehwlbqprs8s2xxnsp0y85q", model: "google/gemini-3.5-flash", createdAt: created,
        updatedAt: Date(timeIntervalSince1970: 1_776_079_311),
        completedAt: Date(timeIntervalSince1970: 1_776_079_311),
        expiresAt: Date(timeIntervalSince1970: 1_776_165_711),
        usage: LDXUsage(
            totalInputCharacters: 18_412, processedInputCharacters: 18_382, skippedCharacters: 30,
            outputCharacters: 19_647, vectorBytes: 0))

    static var completed: RefineLoop.Job {
        var job = finished
        job.outputFileID = "akobj9qsy2m1n5v0xw7r4t3p8k6d2c1b"
        return job
    }

    static var createRequest: RefineLoop.Request {
        var request = RefineLoop.Request(
            model: "google/gemini-3.5-flash", fileID: "ako5rgx309ehwlbqprs8s2xxnsp0y85q")
        request.maxRevisions = 3
        request.domain = "IR"
        request.noteLanguage = "ja"
        request.outputMode = .full
        request.customInstructions = "専門用語は原文のまま残してください"
        return request
    }

    @Test(
        "reads to its literal value, writes back whole, and no leaf of it is ignored", arguments: recordings)
    func everyLeaf(recording: Recording) {
        #expect(recording.problems() == [])
    }

    @Test("is never forgotten: each file has its row")
    func complete() throws {
        let rows = Set(Self.recordings.map(\.name)).union(["ldxhub/gateway-unauthorized.abridged.json"])
        #expect(Set(try Fixture.names(in: "ldxhub")) == rows)
    }

    @Test("makes the rule fail when any leaf is expected otherwise")
    func ruleCanFail() {
        var other = Self.createRequest
        other.maxRevisions = 4
        #expect(
            checkRecordedResponse("ldxhub/refineloop-create-request.json", equals: other)
                == [
                    "ldxhub/refineloop-create-request.json: not as expected: $.max_revisions was 4 and became 3"
                ])
    }

    @Test("may have its list bare or in an envelope")
    func bareList() throws {
        let enveloped = try Fixture.text("ldxhub/files-list.json").trimmingCharacters(
            in: .whitespacesAndNewlines)
        let bare = String(enveloped.dropFirst(#"{"data":"#.count).dropLast())
        let files = try JSONDecoder().decode(LDXList<LDXFile>.self, from: Data(bare.utf8))
        #expect(files.data.map(\.id) == ["ako5rgx309ehwlbqprs8s2xxnsp0y85q"])
    }
}
