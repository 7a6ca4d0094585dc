import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraFormTests {
    private func with(
        _ style: FalaraPlan.Style, jobs: FalaraJobPlan = .immediate,
        _ body: @escaping @Sendable (FalaraCalls) async throws -> Void
    ) async throws {
        let plan = FalaraPlan.with {
            $0.style = style
            $0.jobs = jobs
        }
        try await withFalara(plan: plan) { calls, _ in try await body(calls) }
    }

    @Test(
        "The answer to a new job",
        arguments: [
            (FalaraPlan.Style.first, ["job_id", "status"]), (.second, ["job_id", "message", "status"]),
            (.connector, ["job_id", "status"]),
        ])
    func created(style: FalaraPlan.Style, keys: [String]) async throws {
        try await with(style) { calls in
            let answer = try await calls.createAnswer()
            #expect(answer.status == 202)
            #expect(answer.keys() == keys)
            #expect(answer.string("status") == "queued")
            #expect(
                answer.string("job_id")?.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
        }
    }

    @Test(
        "The answer to a list of languages",
        arguments: [
            (FalaraPlan.Style.first, ["batch_id", "jobs"], ["job_id", "status", "target_language"]),
            (.second, ["batch_id", "jobs", "message"], ["job_id", "status", "target_lang"]),
            (.connector, ["batch_id", "jobs"], ["job_id", "target_language"]),
        ])
    func batch(style: FalaraPlan.Style, keys: [String], jobKeys: [String]) async throws {
        try await with(style) { calls in
            for path in ["/jobs", "/jobs/batch-text"] {
                let answer = try await calls.post(
                    path,
                    #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Für \#(path)."}"#
                )
                #expect(answer.status == 202)
                #expect(answer.keys() == keys)
                #expect(answer.keys("jobs.0") == jobKeys)
                #expect(answer.string("jobs.1.\(jobKeys.last ?? "")") == "fr")
            }
        }
    }

    @Test("A list of one language is a batch, too; batch-text takes nothing else")
    func listOfOne() async throws {
        try await with(.second) { calls in
            let body = #"{"mode":"translation","source_lang":"de","target_lang":["en"],"text":"Hallo."}"#
            #expect(try await calls.post("/jobs", body).count("jobs") == 1)
            let answer = try await calls.post(
                "/jobs/batch-text", body.replacing(#"["en"]"#, with: #""en""#))
            #expect(answer.status == 422)
            #expect(answer.string("detail.0.msg") == "Value error, a list of languages is needed.")
        }
    }

    private static let segments =
        #"[{"id":0,"qa_score":98,"source":"Guten Morgen.","status":"done","translation":"[en] Guten Morgen."}]"#

    @Test(
        "The result of running text",
        arguments: [
            (
                FalaraPlan.Style.first,
                #""qa_score":98,"segments":\#(segments),"status":"completed","#
                    + #""token_usage":{"cache_read":100,"cache_write":0,"input":300,"output":200,"total":500},"#
                    + #""translation":"[en] Guten Morgen.","warning":null,"word_count":{"source":2,"target":3}"#
            ),
            (
                .second,
                #""qa_score":98,"segments":\#(segments),"status":"completed","#
                    + #""token_usage":{"input_tokens":300,"output_tokens":200},"#
                    + #""translated_text":"[en] Guten Morgen.","warning":null,"word_count":2"#
            ),
            (.connector, #""qa_score":98,"translated_text":"[en] Guten Morgen.""#),
        ])
    func result(style: FalaraPlan.Style, rest: String) async throws {
        let jobs = FalaraJobPlan(queued: .zero, processing: .zero, correcting: .zero) { _ in 98 }
        try await with(style, jobs: jobs) { calls in
            let id = try await calls.create()
            let billed = style == .first ? "" : #""billed_words":2,"#
            let costs = style == .connector ? "" : #""cost_eur":0.0004,"delivery_notes":[],"#
            let answer = try await calls.get("/jobs/\(id)/result")
            #expect(answer.text == #"{\#(billed)\#(costs)"job_id":"\#(id)",\#(rest)}"#)
        }
    }

    @Test(
        "The result of texts, with and without what came along with them",
        arguments: [
            (
                FalaraPlan.Style.first, #"["Eins",{"text":"Zwei"}]"#, "translation",
                #""[en] Eins\n[en] Zwei""#
            ),
            (.second, #"["Eins",{"text":"Zwei"}]"#, "translated_text", #"["[en] Eins","[en] Zwei"]"#),
            (.connector, #"["Eins","Zwei"]"#, "translated_text", #"["[en] Eins","[en] Zwei"]"#),
            (
                .second, #"[{"text":"Eins","metadata":{"field":"title","n":1}},"Zwei"]"#, "translated_text",
                #"[{"metadata":{"field":"title","n":1},"translation":"[en] Eins"},{"metadata":null,"translation":"[en] Zwei"}]"#
            ),
            (
                .connector, #"[{"text":"Eins","metadata":{"field":"title","n":1}}]"#, "translated_text",
                #"[{"metadata":{"field":"title","n":1},"text":"[en] Eins"}]"#
            ),
        ])
    func texts(style: FalaraPlan.Style, texts: String, member: String, expected: String) async throws {
        try await with(style) { calls in
            let body = #"{"mode":"translation","source_lang":"de","target_lang":"en","texts":\#(texts)}"#
            let id = try await calls.post("/jobs", body).string("job_id") ?? ""
            let result = try await calls.get("/jobs/\(id)/result")
            let value = try JSONDecoder().decode(JSONValue.self, from: Data(expected.utf8))
            #expect(result[member] == value)
        }
    }

    @Test(
        "Stamps have an offset, a Z, or fractions",
        arguments: [
            (FalaraPlan.Style.first, "2026-03-06T10:00:00+00:00"), (.second, "2026-03-06T10:00:00Z"),
            (.connector, "2026-03-06T10:00:00.000000+00:00"),
        ])
    func stamps(style: FalaraPlan.Style, stamp: String) async throws {
        try await with(style) { calls in
            let id = try await calls.create()
            #expect(try await calls.get("/jobs/\(id)").string("created_at") == stamp)
            #expect(try await calls.get("/jobs").string("data.0.completed_at") == stamp)
        }
    }

    @Test("The refusal before there is a result")
    func notReady() async throws {
        for (style, expected) in [
            (FalaraPlan.Style.first, #"{"detail":"Job is not completed.","status":"queued"}"#),
            (.connector, #"{"detail":{"message":"Job is not completed.","status":"queued"}}"#),
        ] {
            try await with(style, jobs: FalaraJobPlan()) { calls in
                let id = try await calls.create()
                let answer = try await calls.get("/jobs/\(id)/result")
                #expect(answer.status == 409)
                #expect(answer.text == expected)
            }
        }
    }

    @Test(
        "The status has the documented members, and one more for the connector",
        arguments: FalaraPlan.Style.allCases)
    func status(style: FalaraPlan.Style) async throws {
        try await with(style) { calls in
            let job = try await calls.get("/jobs/\(try await calls.create())")
            let documented = [
                "cost_eur", "created_at", "current_step", "error_log", "finished_at", "job_id",
                "segment_count",
                "segments", "source_review_enabled", "started_at", "status", "token_usage",
            ]
            #expect(job.keys() == (documented + (style == .connector ? ["qa_score"] : [])).sorted())
            #expect(job.keys("segments.0") == ["error", "id", "qa_score", "retry_count", "status"])
            #expect(job.keys("token_usage") == ["input_tokens", "output_tokens"])
        }
    }

    @Test("The log of errors holds strings, or objects")
    func errorLog() async throws {
        let jobs = FalaraJobPlan(queued: .zero, processing: .zero, outcome: .failed(log: ["no"]))
        for style in FalaraPlan.Style.allCases {
            try await with(style, jobs: jobs) { calls in
                let job = try await calls.get("/jobs/\(try await calls.create())")
                #expect(job.string(style == .second ? "error_log.0.message" : "error_log.0") == "no")
            }
        }
    }

    @Test("A job of the mode creation may stay in its language")
    func creation() async throws {
        try await with(.second) { calls in
            let answer = try await calls.post(
                "/jobs", #"{"mode":"creation","source_lang":"de","target_lang":"de","text":"Ein Stuhl."}"#)
            #expect(answer.status == 202)
            let list = try await calls.get("/jobs")
            #expect(list.string("data.0.mode") == "creation")
        }
    }

    @Test("The same seed makes the same ids, another seed others")
    func ids() async throws {
        let ids = SendableBox<[String]>([])
        for seed in [1, 1, 2] as [UInt64] {
            try await withFalara(plan: .with { $0.seed = seed }) { calls, _ in
                let id = try await calls.create()
                ids.withLock { $0.append(id) }
            }
        }
        #expect(ids.current[0] == ids.current[1])
        #expect(ids.current[0] != ids.current[2])
    }

    @Test("Texts longer than a constraint allows are told of")
    func deliveryNotes() async throws {
        try await with(.second) { calls in
            let id = try await calls.create(
                "Kurz. Das ist länger.", others: #","constraints":[{"type":"max_chars","value":12}]"#)
            let result = try await calls.get("/jobs/\(id)/result")
            #expect(result.count("delivery_notes") == 1)
            #expect(result.string("delivery_notes.0.type") == "length_deviation")
            #expect(result.number("delivery_notes.0.segment_id") == 1)
        }
    }
}
