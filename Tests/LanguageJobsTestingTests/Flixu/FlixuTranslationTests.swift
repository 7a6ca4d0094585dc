import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuTranslationTests {
    @Test("A text comes back translated, in the documented envelope")
    func text() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.translate("Hello %1$@, <b>{name}</b>")
            #expect(answer.status == 200)
            #expect(answer.keys() == ["data", "meta"])
            #expect(
                answer.keys("data") == [
                    "character_count", "credits_used", "quality_score", "source_lang", "target_lang",
                    "translation",
                ])
            #expect(answer.string("data.translation") == "⟦de⟧ Hello %1$@, <b>{name}</b>")
            #expect(answer.string("data.source_lang") == "en")
            #expect(answer.string("data.target_lang") == "de")
            #expect(answer.number("data.quality_score") == 94)
            #expect(answer.number("data.credits_used") == 30)
            #expect(answer.number("data.character_count") == 30)
            #expect(answer.keys("meta") == ["credits_used", "processing_time_ms", "request_id"])
            #expect(answer.number("meta.credits_used") == 30)
            #expect(answer.number("meta.processing_time_ms") == 0)
            #expect(answer.string("meta.request_id") == answer.headers["X-Request-Id"])
        }
    }

    @Test("A batch has one translation for each key and language")
    func batch() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.post(
                "/translate/batch",
                json: """
                    {"strings":{"a.b":"Hello","c":"Sign up now","d":" "},"source_lang":"en",
                    "target_langs":["fr","de"],"glossary_ids":["gloss_1"],"brand_voice_id":"bv_1","tm_id":"tm_1"}
                    """)
            #expect(answer.status == 200)
            #expect(answer.keys("data") == ["total_characters", "total_credits_used", "translations"])
            let translations = try #require(answer["data.translations"])
            #expect(
                translations
                    == .object([
                        "de": .object(["a.b": "⟦de⟧ Hello", "c": "⟦de⟧ Sign up now", "d": " "]),
                        "fr": .object(["a.b": "⟦fr⟧ Hello", "c": "⟦fr⟧ Sign up now", "d": " "]),
                    ]))
            // 10, 16 and 1 characters, in each language.
            #expect(answer.number("data.total_characters") == 54)
            #expect(answer.number("data.total_credits_used") == 54)
            #expect(answer.number("meta.credits_used") == 54)
        }
    }

    @Test("The same request has the same translation, whoever asks and when")
    func determinism() async throws {
        try await withFlixu { caller, time in
            let first = try await caller.translate().string("data.translation")
            try await time.pass(.seconds(1_000))
            #expect(try await caller.translate().string("data.translation") == first)
            var other = FlixuPlan()
            other.seed = 99
            let stranger = FlixuCaller(flixu: FlixuEmulator(time: time, plan: other), key: "eyJ")
            #expect(try await stranger.translate().string("data.translation") == first)
        }
    }

    @Test("A score that isn't known is null")
    func noScore() async throws {
        var plan = FlixuPlan()
        plan.qualityScore = nil
        try await withFlixu(plan: plan) { caller, _ in
            let text = try await caller.translate()
            #expect(text["data.quality_score"] == .null)
            let document = try await caller.document()
            #expect(document["data.quality_score"] == .null)
        }
    }

    @Test("Credits are taken for what comes out, and what can't be paid is refused and takes nothing")
    func credits() async throws {
        var plan = FlixuPlan()
        plan.allowance = 40
        plan.topUp = 5
        plan.consumed = 10
        try await withFlixu(plan: plan) { caller, _ in
            // 5 of the mark and 13 of the text.
            #expect(try await caller.translate().status == 200)
            let refused = try await caller.translate()
            #expect(refused.isError(402, "insufficient_credits", "billing_error"))
            #expect(
                refused.string("error.message") == "Insufficient credits. Required: 18, available: 17.")
            #expect(try await caller.translate("Hello, world").status == 200)
            let quota = try await caller.get("/quota")
            #expect(quota.number("data.credits.consumed") == 45)
            #expect(quota.number("data.credits.remaining") == 0)
            #expect(quota.number("data.credits.usage_percent") == 100)
            #expect(await caller.flixu.ledger.flixu.translations.map(\.credits) == [18, 17])
        }
    }

    @Test("An analysis costs nothing, and says what it can tell by the words")
    func analysis() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.post(
                "/analyze/headless",
                json: """
                    {"text":"Der Auftragnehmer haftet für mittelbare Schäden nur bei Vorsatz oder grober Fahrlässigkeit."}
                    """)
            #expect(answer.status == 200)
            #expect(answer.string("data.detected_language") == "de")
            #expect(answer.string("data.domain") == "Legal")
            #expect(answer.string("data.formality") == "Formal")
            #expect(answer.string("data.model_tier") == "premium")
            #expect(answer.number("data.routing_confidence") == 0.94)
            #expect(
                answer.keys("data.risks") == [
                    "constraintSaturation", "crossCulturalRisk", "discourseComplexity", "implicitMeaningLoad",
                    "semanticRisk",
                ])
            #expect(answer["data.tags"] == .array(["legal"]))
            #expect(answer.string("data.title") == "Der Auftragnehmer Haftet Für")
            #expect(answer.keys("meta") == ["request_id"])
            let plain = try await caller.post("/analyze/headless", json: #"{"text":"Zzz."}"#)
            #expect(plain.string("data.detected_language") == "auto")
            #expect(plain["data.tags"] == .null)
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
        }
    }

    @Test(
        "An analysis has a title, if only the text's own start",
        arguments: [
            ("Zzz.", "Zzz"), ("12345", "12345"), (" 1\n2 3  4 5", "1 2 3 4"), ("?!", "?!"),
            (String(repeating: "7", count: 100), String(repeating: "7", count: 60)),
        ])
    func title(text: String, title: String) {
        #expect(FlixuAnalysis(of: text).members["title"] == .string(title))
    }

    @Test(
        "The language of a text is told by its script or its function words",
        arguments: [
            ("The price of the house is high.", "en"), ("Le chat est dans la maison.", "fr"),
            ("El precio es alto para los clientes.", "es"), ("品質を確認します。", "ja"), ("质量很好", "zh"),
            ("안녕하세요", "ko"), ("שלום", "he"), ("مرحبا", "ar"), ("12345", "auto"),
        ])
    func language(text: String, code: String) {
        #expect(FlixuAnalysis(of: text).members["detected_language"] == .string(code))
    }
}
