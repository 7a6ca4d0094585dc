import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraBatchTests {
    private static func briefing(_ target: String = #""en""#) -> FalaraCalls.Part {
        .text("briefing_json", #"{"mode":"translation","source_lang":"de","target_lang":\#(target)}"#)
    }

    private static func file(_ name: String, _ text: String = "Eins zwei.") -> FalaraCalls.Part {
        .file("files", name: name, type: "text/markdown", Data(text.utf8))
    }

    /// The two parts that the newer documents want.
    private static let languages: [FalaraCalls.Part] = [
        .text("source_lang", "de"), .text("target_lang", "en"),
    ]

    @Test("The older form has a line for each file and language, and one for a file that is no good")
    func firstForm() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let answer = try await calls.form(
                "/jobs/batch-file",
                [
                    Self.file("a.md"), .file("files", name: "b.xyz", type: "text/plain", Data("x".utf8)),
                    Self.file("c.md", "Drei."), Self.briefing(#"["en","fr"]"#),
                ])
            #expect(answer.status == 202)
            #expect(
                answer.keys() == [
                    "batch_id", "estimated_total_cost_eur", "jobs", "total_files", "total_words",
                ])
            let lines = (0..<6).map { place in
                let names = ["filename", "status", "target_language"].map {
                    answer.string("jobs.\(place).\($0)") ?? "?"
                }
                return names.joined(separator: " ")
            }
            #expect(
                lines == [
                    "a.md queued en", "a.md queued fr", "b.xyz error en", "b.xyz error fr", "c.md queued en",
                    "c.md queued fr",
                ])
            #expect(answer["jobs.2.job_id"] == .null)
            #expect(answer.string("jobs.2.error") == "Unsupported file format: b.xyz.")
            #expect(answer.number("jobs.0.word_count") == 2)
            #expect(answer.number("jobs.0.estimated_cost_eur") == 0.0004)
            #expect(answer.number("total_files") == 3)
            #expect(answer.number("total_words") == 6)
            #expect(await calls.falara.ledger.jobsCreated.count == 4)
        }
    }

    @Test("A batch of no usable file is refused")
    func nothingUsable() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let answer = try await calls.form("/jobs/batch-file", [Self.file("a.xyz"), Self.briefing()])
            #expect(answer.status == 400)
            #expect(answer.text == #"{"detail":"No file has translatable content."}"#)
        }
    }

    @Test("The newer form has the ids; the safe request for both forms is taken in all styles")
    func secondForm() async throws {
        for (style, keys) in [
            (FalaraPlan.Style.second, ["batch_id", "job_ids", "status", "total_jobs"]),
            (.connector, ["batch_id", "estimated_total_cost_eur", "jobs", "total_files", "total_words"]),
            (.first, ["batch_id", "estimated_total_cost_eur", "jobs", "total_files", "total_words"]),
        ] {
            try await withFalara(plan: .with { $0.style = style }) { calls, _ in
                let answer = try await calls.form(
                    "/jobs/batch-file",
                    [Self.file("a.md"), Self.file("b.md", "Zwei.")] + Self.languages + [Self.briefing()])
                #expect(answer.status == 202)
                #expect(answer.keys() == keys)
                #expect(await calls.falara.ledger.jobsCreated.count == 2)
            }
        }
    }

    @Test("The connector sends no files, so its style tells of a batch as the older documents do")
    func connectorForm() async throws {
        try await withFalara(plan: .with { $0.style = .connector }) { calls, _ in
            let answer = try await calls.form(
                "/jobs/batch-file",
                [Self.file("a.md"), Self.file("b.md", "Drei.")] + Self.languages + [Self.briefing()])
            let ids = await calls.falara.ledger.jobsCreated.map(\.id)
            try #require(ids.count == 2)
            let lines = [("a.md", 2, 0.0004), ("b.md", 1, 0.0002)].enumerated().map { place, line in
                JSONValue.object([
                    "job_id": .string(ids[place]), "filename": .string(line.0), "status": "queued",
                    "target_language": "en", "word_count": .integer(line.1),
                    "estimated_cost_eur": .number(line.2), "error": .null,
                ])
            }
            #expect(answer["jobs"] == .array(lines))
            #expect(answer.number("total_files") == 2)
            #expect(answer.number("total_words") == 3)
            #expect(answer.number("estimated_total_cost_eur") == 0.0006)
            #expect(answer.string("batch_id")?.hasPrefix("batch-") == true)
        }
    }

    @Test("A batch from CSV is in the newer overview only, and is refused since its body is in no page")
    func table() async throws {
        let text =
            #"{"detail":"This emulator has no batches from CSV: what they look like is not documented."}"#
        for (style, status) in [(FalaraPlan.Style.first, 405), (.second, 422), (.connector, 422)] {
            try await withFalara(plan: .with { $0.style = style }) { calls, _ in
                let csv = FalaraCalls.Part.file(
                    "file", name: "a.csv", type: "text/csv", Data("name\nlamp\n".utf8))
                let answer = try await calls.form("/jobs/batch-csv", [csv, Self.briefing()])
                #expect(answer.status == status)
                #expect(answer.text == (status == 405 ? #"{"detail":"Method Not Allowed"}"# : text))
                var stranger = calls
                stranger.key = nil
                let refused = try await stranger.form("/jobs/batch-csv", [csv])
                #expect(refused.status == (status == 405 ? 405 : 401))
                #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            }
        }
    }

    @Test("The newer form needs no briefing")
    func withoutBriefing() async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.form("/jobs/batch-file", [Self.file("a.md")] + Self.languages)
            #expect(answer.number("total_jobs") == 1)
            #expect(answer.string("batch_id")?.hasPrefix("batch_") == true)
        }
    }

    @Test("A batch that is no good is refused")
    func refused() async throws {
        let cases: [(FalaraPlan.Style, [FalaraCalls.Part], Int, String)] = [
            (.second, Self.languages, 422, #"{"detail":"No files."}"#),
            (
                .second, (1...21).map { Self.file("\($0).md") } + Self.languages, 422,
                #"{"detail":"Too many files: 20 at most."}"#
            ),
            (
                .second, [Self.file("a.md"), .text("source_lang", "de")], 422,
                #"{"detail":[{"loc":["body","target_lang"],"msg":"Field required","type":"missing"}]}"#
            ),
            (
                .second,
                [Self.file("a.md"), .text("source_lang", "fr"), .text("target_lang", "en"), Self.briefing()],
                422,
                #"{"detail":"Invalid language combination."}"#
            ),
            (
                .second, [Self.file("a.xyz")] + Self.languages, 400,
                #"{"detail":"Unsupported file format: a.xyz."}"#
            ),
            (
                .first, [Self.file("a.md")], 422,
                #"{"detail":[{"loc":["body","briefing_json"],"msg":"Field required","type":"missing"}]}"#
            ),
            (
                .first,
                (1...11).map { Self.file("\($0).md", "Text \($0).") }
                    + [Self.briefing(#"["en","fr","es","it","nl","pl","cs","da","sv","fi"]"#)],
                422, #"{"detail":"Too many jobs: 100 at most."}"#
            ),
            (
                .first,
                [
                    Self.file("a.md"),
                    Self.briefing(#"["en","fr","es","it","nl","pl","cs","da","sv","fi","no"]"#),
                ],
                400,
                #"{"detail":"Invalid briefing_json: target_lang: List should have at most 10 items after validation, not 11"}"#
            ),
        ]
        for (style, parts, status, text) in cases {
            try await withFalara(plan: .with { $0.style = style }) { calls, _ in
                let answer = try await calls.form("/jobs/batch-file", parts)
                #expect(answer.status == status)
                #expect(answer.text == text)
                #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            }
        }
    }

    @Test("The files of a batch have 50 MB in all")
    func size() async throws {
        try await withFalara { calls, _ in
            let half = Data(repeating: UInt8(ascii: "a"), count: 25_000_001)
            let answer = try await calls.form(
                "/jobs/batch-file",
                [
                    .file("files", name: "a.md", type: "text/markdown", half),
                    .file("files", name: "b.md", type: "text/markdown", half),
                ] + Self.languages)
            #expect(answer.status == 422)
            #expect(answer.text == #"{"detail":"The files have more than 50 MB in all."}"#)
        }
    }

    @Test("A batch's status is that of its jobs")
    func status() async throws {
        let plan = FalaraPlan.with {
            $0.numbered = [1: FalaraJobPlan(queued: .seconds(1)), 2: FalaraJobPlan(outcome: .dead())]
        }
        try await withFalara(plan: plan) { calls, time in
            let body = #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Eins."}"#
            let id = try await calls.post("/jobs", body).string("batch_id") ?? ""
            var seen: [String] = []
            for moment in [0, 600, 1_900, 2_999, 3_000] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let batch = try await calls.get("/jobs/batch/\(id)")
                let counts = ["completed_jobs", "failed_jobs"].map { String(Int(batch.number($0) ?? -1)) }
                seen.append(([batch.string("status") ?? "?"] + counts).joined(separator: " "))
            }
            #expect(
                seen == [
                    "queued 0 0", "processing 0 0", "processing 0 1", "processing 0 1",
                    "completed_with_errors 1 1",
                ])
            let batch = try await calls.get("/jobs/batch/\(id)")
            #expect(batch.string("jobs.0.status") == "completed")
            #expect(batch.string("jobs.1.target_lang") == "fr")
            #expect(try await calls.get("/jobs").string("data.0.batch_id") == id)
        }
    }

    @Test("A batch's files come as a ZIP, in folders by language, once all jobs have ended")
    func archive() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, time in
            let created = try await calls.form(
                "/jobs/batch-file",
                [Self.file("a.md", "Eins."), Self.file("a.md", "Zwei."), Self.briefing(#"["en","fr"]"#)])
            let id = try #require(created.string("batch_id"))
            #expect(try await calls.get("/jobs/batch/\(id)/download").status == 409)
            try await time.pass(.seconds(3))
            let answer = try await calls.get("/jobs/batch/\(id)/download")
            #expect(answer.headers["Content-Type"] == "application/zip")
            let archive = try ZIPReader(StoredBody(answer.body))
            for (path, text) in [
                ("en/a.md", "[en] Eins."), ("fr/a.md", "[fr] Eins."), ("en/3-a.md", "[en] Zwei."),
                ("fr/4-a.md", "[fr] Zwei."),
            ] {
                #expect(try archive.content(path) == Data(text.utf8))
            }
        }
    }

    @Test("A batch of text has no files")
    func textBatch() async throws {
        try await withFalara(plan: FalaraPlan(jobs: .immediate)) { calls, _ in
            let body = #"{"mode":"translation","source_lang":"de","target_lang":["en"],"text":"Eins."}"#
            let id = try await calls.post("/jobs", body).string("batch_id") ?? ""
            let answer = try await calls.get("/jobs/batch/\(id)/download")
            #expect(answer.status == 400)
            #expect(answer.text == #"{"detail":"The batch has no files."}"#)
        }
    }
}
