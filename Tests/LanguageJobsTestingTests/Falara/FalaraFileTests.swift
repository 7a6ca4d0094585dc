import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraFileTests {
    private static let officeType = "application/vnd.openxmlformats-officedocument."

    /// Uploads a file whose job is done at once, and downloads it.
    private func translated(
        _ name: String, _ type: String, _ content: Data, jobs: FalaraJobPlan = .immediate
    ) async throws -> ServiceAnswer {
        let box = SendableBox<ServiceAnswer?>(nil)
        try await withFalara(plan: FalaraPlan(jobs: jobs)) { calls, _ in
            let created = try await calls.upload(name, type, content)
            #expect(created.status == 202)
            let id = try #require(created.string("job_id"))
            box.exchange(try await calls.get("/jobs/\(id)/download"))
        }
        return try #require(box.current)
    }

    @Test(
        "A file comes back with every segment translated, and all else as it was",
        arguments: [
            (
                "seite.html", "text/html",
                "<!DOCTYPE html>\n<html><head><title>Titel</title><style>p { a: b }</style></head>\n"
                    + "<body><p class=\"x\">Guten <b>Morgen</b>!</p><!-- nichts --><script>var a = 1</script></body></html>\n",
                "<!DOCTYPE html>\n<html><head><title>[en] Titel</title><style>p { a: b }</style></head>\n"
                    + "<body><p class=\"x\">[en] Guten <b>[en] Morgen</b>!</p><!-- nichts --><script>var a = 1</script></body></html>\n"
            ),
            (
                "LIES.MD", "text/markdown; charset=utf-8",
                "# Titel\n\n- eins\n- zwei\n\n1. drei\n> vier\n\n```\nlet code = 1\n```\n---\n",
                "# [en] Titel\n\n- [en] eins\n- [en] zwei\n\n1. [en] drei\n> [en] vier\n\n```\nlet code = 1\n```\n---\n"
            ),
            (
                "texte.json", "application/json",
                #"{ "b": "Zwei \"x\"", "a": ["Eins", 1.0, null, "", {"b": "Drei"}] }"#,
                #"{ "b": "[en] Zwei \"x\"", "a": ["[en] Eins", 1.0, null, "", {"b": "[en] Drei"}] }"#
            ),
        ])
    func texts(name: String, type: String, content: String, expected: String) async throws {
        let answer = try await translated(name, type, Data(content.utf8))
        #expect(answer.status == 200)
        #expect(answer.text == expected)
        #expect(
            answer.headers["Content-Disposition"]
                == "attachment; filename=\"\(name)\"; filename*=UTF-8''\(name)")
    }

    @Test("XLIFF gets its targets, with the tags of the sources")
    func xliff() async throws {
        let answer = try await translated("a.xlf", "application/xliff+xml", SampleXLIFF.data)
        #expect(answer.headers["Content-Type"] == "application/xliff+xml")
        let document = try XLIFFDocument(parsing: answer.body)
        #expect(document.segments.count == 8)
        let raw = answer.text
        #expect(raw.contains("<target>[en] Quick start guide</target>"))
        #expect(
            raw.contains("<target>[en] Wait until the <g id=\"1\">status light</g> turns green...</target>"))
        #expect(
            raw.contains(
                "<target>[en] Open <x id=\"1\" equiv-text=\"{{address}}\"/> in a browser &amp; sign in.</target>"
            ))
        #expect(raw.contains("<note>The heading of the page.</note>"))
    }

    @Test("Blocked segments of a file keep their source")
    func blocked() async throws {
        let plan = FalaraJobPlan(
            queued: .zero, processing: .zero, outcome: .blocked(segments: [0]), quality: { _ in 99 })
        for (name, type, content, expected) in [
            ("a.md", "text/plain", "eins\nzwei", "eins\n[en] zwei"),
            ("a.json", "application/json", #"["eins","zwei"]"#, #"["eins","[en] zwei"]"#),
        ] {
            #expect(try await translated(name, type, Data(content.utf8), jobs: plan).text == expected)
        }
        let xliff = try await translated("a.xliff", "text/xml", SampleXLIFF.data, jobs: plan)
        #expect(xliff.text.contains("<target>Quick start guide</target>"))
    }

    @Test("Office documents come back with their lines translated", arguments: ["docx", "xlsx", "pptx"])
    func office(format: String) async throws {
        let (type, data) =
            switch format {
            case "docx":
                ("wordprocessingml.document", try OfficeDocument.docx(paragraphs: ["Eins", "Zwei"]))
            case "xlsx": ("spreadsheetml.sheet", try OfficeDocument.xlsx(rows: [["Eins"], ["Zwei"]]))
            default: ("presentationml.presentation", try OfficeDocument.pptx(slides: [["Eins", "Zwei"]]))
            }
        let answer = try await translated("a.\(format)", Self.officeType + type, data)
        #expect(answer.headers["Content-Type"] == Self.officeType + type)
        let package = try #require(try OfficePackage(try ZIPReader(StoredBody(answer.body))))
        #expect(package.format.rawValue == format)
        #expect(try OfficeText.lines(of: package) == ["[en] Eins", "[en] Zwei"])
    }

    @Test("Of a PDF only the text comes back, in a text document")
    func pdf() async throws {
        let pdf = "%PDF-1.4\n1 0 obj <<>>\nstream\nBT (Hallo Welt) Tj ET\nendstream\nendobj\n"
        let answer = try await translated("a.pdf", "application/pdf", Data(pdf.utf8))
        #expect(
            answer.headers["Content-Disposition"]
                == "attachment; filename=\"a.docx\"; filename*=UTF-8''a.docx")
        let package = try #require(try OfficePackage(try ZIPReader(StoredBody(answer.body))))
        #expect(try OfficeText.lines(of: package) == ["[en] Hallo Welt"])
    }

    @Test("A spreadsheet that is called a text document can't be read")
    func wrongOffice() async throws {
        try await withFalara { calls, _ in
            let data = try OfficeDocument.xlsx(rows: [["Eins"]])
            let answer = try await calls.upload("a.docx", Self.officeType + "wordprocessingml.document", data)
            #expect(answer.status == 422)
            #expect(answer.text == #"{"detail":"Text extraction failed: a.docx."}"#)
        }
    }

    @Test("The answer to a file tells what was found in it, in the older form")
    func firstForm() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let answer = try await calls.upload("a.md", "text/plain", Data("eins\n- 2 zwei\n".utf8))
            #expect(answer.status == 202)
            #expect(
                answer.keys() == [
                    "file_size_bytes", "format", "job_id", "segments_extracted", "status",
                    "translatable_segments",
                ])
            #expect(answer.number("file_size_bytes") == 14)
            #expect(answer.string("format") == "markdown")
            #expect(answer.number("segments_extracted") == 2)
        }
    }

    @Test("The answer to a file, in the newer form")
    func secondForm() async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.upload("a.md", "text/plain", Data("eins".utf8))
            #expect(answer.keys() == ["job_id", "message", "original_filename", "status"])
            #expect(answer.string("original_filename") == "a.md")
            #expect(try await calls.get("/jobs").text.contains(#""is_file_job":true"#))
        }
    }

    @Test(
        "A file that is no good is refused",
        arguments: [
            ("a.txt", "text/plain", "eins", 400, "Unsupported file format: a.txt."),
            ("a", "text/plain", "eins", 400, "Unsupported file format: a."),
            ("a.md", "text/markdown", "\n---\n", 400, "No translatable content in a.md."),
            ("a.json", "application/json", "[1,2]", 400, "No translatable content in a.json."),
            (
                "a.html", "application/pdf", "<p>a</p>", 415,
                "MIME type application/pdf does not match the extension of a.html."
            ),
            (
                "a.md", "application/octet-stream", "eins", 415,
                "MIME type application/octet-stream does not match the extension of a.md."
            ),
            ("a.json", "application/json", "{", 422, "Text extraction failed: a.json."),
            ("a.xlf", "application/xliff+xml", "<xliff", 422, "Text extraction failed: a.xlf."),
            (
                "a.docx", officeType + "wordprocessingml.document", "PK", 422,
                "Text extraction failed: a.docx."
            ),
        ])
    func refused(name: String, type: String, content: String, status: Int, detail: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.upload(name, type, Data(content.utf8))
            #expect(answer.status == status)
            #expect(answer.text == #"{"detail":"\#(detail)"}"#)
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("JSON and PDF are formats of the newer documents only", arguments: ["json", "pdf"])
    func newFormats(format: String) async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let answer = try await calls.upload("a.\(format)", "application/\(format)", Data(#"["a"]"#.utf8))
            #expect(answer.status == 400)
            #expect(answer.string("detail") == "Unsupported file format: a.\(format).")
        }
    }

    @Test(
        "A briefing that is no good is refused with 400",
        arguments: [
            ("{", "Invalid briefing_json: it is not a JSON object."),
            ("[]", "Invalid briefing_json: it is not a JSON object."),
            (
                #"{"mode":"translation","source_lang":"de"}"#,
                "Invalid briefing_json: target_lang: Field required"
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":"en","text":"a"}"#,
                "Invalid briefing_json: text: Extra inputs are not permitted"
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"]}"#,
                "Invalid briefing_json: target_lang must be a string."
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":"de"}"#,
                "Invalid briefing_json: Value error, Invalid language combination."
            ),
        ])
    func briefing(briefing: String, detail: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.upload("a.md", "text/plain", Data("eins".utf8), briefing: briefing)
            #expect(answer.status == 400)
            #expect(answer.string("detail") == detail)
        }
    }

    @Test("The newer documents' own example of a briefing, with its mode, is taken")
    func exampleBriefing() async throws {
        try await withFalara { calls, _ in
            let briefing = #"""
                {"mode":"translate","source_lang":"de","target_lang":"en","domain":"legal","tone":"formal",
                "glossary_ids":["gloss_abc12345"],"quality":"premium","project_name":"Contract Translations Q2",
                "instructions":"Preserve all legal references in their original form."}
                """#
            let answer = try await calls.upload("a.md", "text/plain", Data("eins".utf8), briefing: briefing)
            #expect(answer.status == 202)
            #expect(try await calls.get("/jobs").string("data.0.mode") == "translation")
        }
    }

    @Test("A form has one file, one briefing and nothing else")
    func parts() async throws {
        let file = FalaraCalls.Part.file("file", name: "a.md", type: "text/plain", Data("eins".utf8))
        let briefing = FalaraCalls.Part.text("briefing_json", FalaraCalls.briefing)
        let cases: [([FalaraCalls.Part], String, String)] = [
            ([briefing], "file", "missing"),
            ([file], "briefing_json", "missing"),
            ([file, file, briefing], "file", "value_error"),
            ([file, briefing, briefing], "briefing_json", "value_error"),
            ([file, briefing, .text("text", "a")], "text", "extra_forbidden"),
            ([.text("file", "eins"), briefing], "file", "value_error"),
        ]
        try await withFalara { calls, _ in
            for (parts, place, type) in cases {
                let answer = try await calls.form("/jobs/file", parts)
                #expect(answer.status == 422)
                #expect(answer.string("detail.0.loc.1") == place)
                #expect(answer.string("detail.0.type") == type)
            }
            let json = try await calls.post("/jobs/file", "{}")
            #expect(json.status == 422)
            let cut = try await calls.send(
                .post, "/jobs/file", headers: ["Content-Type": "multipart/form-data; boundary=x"],
                body: .bytes(Data("--x\r\n".utf8)))
            #expect(cut.status == 400)
        }
    }

    @Test(
        "A file has a limit, of which each style has its own",
        arguments: [(nil, 10_000_000), (.second, 50_000_000)] as [(FalaraPlan.Style?, Int)])
    func size(style: FalaraPlan.Style?, limit: Int) async throws {
        #expect(FalaraPlan.with { $0.style = style ?? .first }.fileLimit == Int64(limit))
        try await withFalara(plan: .with { $0.maximumFileSize = 4 }) { calls, _ in
            #expect(try await calls.upload("a.md", "text/plain", Data("eins".utf8)).status == 202)
            let answer = try await calls.upload("a.md", "text/plain", Data("eins!".utf8))
            #expect(answer.status == 413)
            #expect(answer.text == #"{"detail":"File too large: 4 bytes at most."}"#)
        }
    }

    @Test("A file is not there before the job is completed, and text has none")
    func notReady() async throws {
        try await withFalara { calls, time in
            let file = try await calls.upload("a.md", "text/plain", Data("eins".utf8)).string("job_id") ?? ""
            let early = try await calls.get("/jobs/\(file)/download")
            #expect(early.status == 409)
            #expect(early.string("status") == "queued")
            let text = try await calls.create()
            try await time.pass(.seconds(3))
            let none = try await calls.get("/jobs/\(text)/download")
            #expect(none.status == 400)
            #expect(none.text == #"{"detail":"The job is not a file job."}"#)
        }
    }
}
