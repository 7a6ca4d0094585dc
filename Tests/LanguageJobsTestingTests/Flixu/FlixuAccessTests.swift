import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuAccessTests {
    private static let paths: [(TransportMethod, String)] = [
        (.post, "/translate"), (.post, "/translate/batch"), (.post, "/translate/document"),
        (.get, "/translate/doc_1"), (.get, "/documents/doc_1/download"), (.post, "/analyze/headless"),
        (.get, "/languages"), (.get, "/formats"), (.get, "/quota"), (.get, "/usage"), (.get, "/me"),
    ]

    @Test("Nothing of the API is for those without a key", arguments: paths)
    func anonymous(method: TransportMethod, path: String) async throws {
        try await withFlixu { caller, _ in
            var caller = caller
            caller.key = nil
            let answer = try await caller.send(method, path)
            #expect(answer.isError(401, "unauthorized", "authentication_error"))
        }
    }

    @Test(
        "A key is a bearer token, and one of those that are accepted",
        arguments: [
            ("Bearer flx_right", 200), ("bearer flx_right", 200), ("Bearer flx_wrong", 401), ("Bearer ", 401),
            ("Bearer", 401), ("flx_right", 401), ("Basic flx_right", 401), ("Bearer flx_right more", 401),
        ])
    func key(authorization: String, status: Int) async throws {
        var plan = FlixuPlan()
        plan.acceptedKeys = ["flx_right"]
        try await withFlixu(plan: plan) { caller, _ in
            let answer = try await caller.get("/me", headers: ["Authorization": authorization])
            #expect(answer.status == status)
        }
    }

    @Test(
        "A key does what its scopes say",
        arguments: [
            (["translate"], "/translate", 400), (["read"], "/translate", 403), (["write"], "/translate", 403),
            (["read"], "/translate/batch", 403), (["read"], "/translate/document", 403),
            (["read"], "/analyze/headless", 403), ([], "/analyze/headless", 403),
        ])
    func translateScope(scopes: [String], path: String, status: Int) async throws {
        var plan = FlixuPlan()
        plan.scopes = Set(scopes)
        try await withFlixu(plan: plan) { caller, _ in
            let answer = try await caller.send(.post, path)
            #expect(answer.status == status)
            #expect(status == 400 || answer.isError(403, "insufficient_scope", "authorization_error"))
        }
    }

    @Test(
        "The scope for reading is of its own, and either will do for jobs",
        arguments: [
            (["translate"], "/quota", 403), (["translate"], "/usage", 403),
            (["translate"], "/languages", 403),
            (["translate"], "/formats", 403), (["translate"], "/me", 403), (["read"], "/me", 200),
            (["read"], "/translate/doc_1", 404), (["translate"], "/translate/doc_1", 404),
            (["read"], "/documents/doc_1/download", 404), (["write"], "/documents/doc_1/download", 403),
        ])
    func readScope(scopes: [String], path: String, status: Int) async throws {
        var plan = FlixuPlan()
        plan.scopes = Set(scopes)
        try await withFlixu(plan: plan) { caller, _ in
            let answer = try await caller.get(path)
            #expect(answer.status == status)
        }
    }

    @Test("A session's token has no scopes, and may do everything")
    func session() async throws {
        var plan = FlixuPlan()
        plan.scopes = []
        try await withFlixu(plan: plan) { caller, _ in
            var caller = caller
            caller.key = "eyJhbGciOi"
            #expect(try await caller.translate().status == 200)
            let me = try await caller.get("/me")
            #expect(me.string("data.source") == "clerk_jwt")
            #expect(me["data.scopes"] == .null)
        }
    }

    @Test("A brand voice is not for the free plan", arguments: FlixuPlan.Subscription.allCases)
    func brandVoice(subscription: FlixuPlan.Subscription) async throws {
        var plan = FlixuPlan()
        plan.subscription = subscription
        try await withFlixu(plan: plan) { caller, _ in
            let text = try await caller.post(
                "/translate",
                json: #"{"text":"Hi","source_lang":"en","target_lang":"de","brand_voice_id":"bv_1"}"#)
            let document = try await caller.document("a.txt", Data("Hi".utf8), ["brand_voice_id": "bv_1"])
            for answer in [text, document] {
                if subscription == .free {
                    #expect(answer.isError(403, "feature_locked", "authorization_error"))
                    #expect(
                        answer.string("error.message")
                            == "Brand voice is not available on your current plan.")
                } else {
                    #expect(answer.status == 200)
                }
            }
        }
    }

    @Test("Who one is, and what is paid for")
    func me() async throws {
        var plan = FlixuPlan()
        plan.subscription = .starter
        try await withFlixu(plan: plan) { caller, _ in
            let me = try await caller.get("/me")
            #expect(me.keys("data") == ["org_id", "plan", "scopes", "source", "user_id"])
            #expect(me.string("data.source") == "api_key")
            #expect(me.string("data.plan") == "starter")
            #expect(me["data.scopes"] == .array(["read", "translate"]))
            #expect(me.keys("meta") == ["request_id"])
        }
    }

    @Test(
        "The figures of each plan",
        arguments: [
            (FlixuPlan.Subscription.free, 30_000.0, [10.0, 5, 5, 30]),
            (.starter, 150_000, [60, 30, 30, 120]), (.professional, 500_000, [300, 60, 100, 600]),
        ])
    func quota(subscription: FlixuPlan.Subscription, allowance: Double, rates: [Double]) async throws {
        var plan = FlixuPlan()
        plan.subscription = subscription
        plan.topUp = 50_000
        plan.consumed = 12_450
        try await withFlixu(plan: plan) { caller, _ in
            let quota = try await caller.get("/quota")
            #expect(quota.keys("data") == ["credits", "limits", "plan", "rate_limits"])
            #expect(quota.string("data.plan") == subscription.rawValue)
            #expect(quota.number("data.credits.allowance") == allowance)
            #expect(quota.number("data.credits.top_up_balance") == 50_000)
            #expect(quota.number("data.credits.consumed") == 12_450)
            #expect(quota.number("data.credits.remaining") == allowance + 50_000 - 12_450)
            let names = ["translate_per_min", "segment_per_min", "analyze_per_min", "api_per_min"]
            #expect(names.map { quota.number("data.rate_limits.\($0)") } == rates)
            #expect(
                quota.keys("data.limits") == [
                    "brandvoice_profiles_max", "glossaries_max", "projects_max", "translation_memories_max",
                ])
        }
    }

    @Test("The usage of a plan is rounded to a tenth of a percent")
    func percent() async throws {
        var plan = FlixuPlan()
        plan.topUp = 50_000
        plan.consumed = 124_500
        try await withFlixu(plan: plan) { caller, _ in
            let quota = try await caller.get("/quota")
            #expect(quota.number("data.credits.usage_percent") == 22.6)
            #expect(quota.number("data.credits.remaining") == 425_500)
        }
    }

    @Test("Languages and formats are lists with their lengths")
    func lists() async throws {
        try await withFlixu { caller, _ in
            let formats = try await caller.get("/formats")
            #expect(formats.number("data.total") == 16)
            #expect(formats.count("data.formats") == 16)
            #expect(
                formats.keys("data.formats.0") == [
                    "category", "extension", "max_size_mb", "mime_type", "name",
                ])
            #expect(formats.string("data.formats.8.extension") == "docx")
            #expect(formats.number("data.formats.8.max_size_mb") == 20)
            let languages = try await caller.get("/languages")
            #expect(languages.number("data.total") == 147)
            #expect(languages.count("data.languages") == 147)
            #expect(
                languages["data.languages.0"]
                    == .object(["code": "en", "name": "English", "direction": "ltr"]))
        }
    }

    @Test("Each of 147 languages is there once, and 13 go from right to left")
    func languages() {
        let languages = FlixuCatalogue.languages
        #expect(languages.count == 147)
        #expect(FlixuCatalogue.codes.count == 147)
        #expect(Set(languages.map(\.name)).count == 147)
        #expect(
            languages.filter(\.isRightToLeft).map(\.code).sorted() == [
                "ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
            ])
        #expect(languages.allSatisfy { $0.code.wholeMatch(of: /[a-z]{2,3}(-TW)?/) != nil })
        #expect(FlixuCatalogue.codes.isSuperset(of: ["en", "de", "ar", "zh", "zh-TW", "nb", "ja", "he"]))
    }

    @Test("Usage counts each language of each translation, by day")
    func usage() async throws {
        try await withFlixu { caller, time in
            _ = try await caller.translate("12345")
            _ = try await caller.post(
                "/translate/batch",
                json: #"{"strings":{"a":"123","b":"1"},"source_lang":"en","target_langs":["fr","de"]}"#)
            // From noon into the next day.
            try await time.pass(.seconds(43_200))
            _ = try await caller.document("a.txt", Data("A234567890".utf8), ["target_lang": "ja"])
            let all = try await caller.get("/usage")
            #expect(all.string("data.from") == "2026-02-16")
            #expect(all.string("data.to") == "2026-03-18")
            #expect(all.number("data.total_characters") == 53)
            #expect(all.number("data.total_documents") == 4)
            #expect(
                all["data.by_language"]
                    == .array([
                        .object(["target_lang": "de", "characters": 24, "documents": 2]),
                        .object(["target_lang": "ja", "characters": 15, "documents": 1]),
                        .object(["target_lang": "fr", "characters": 14, "documents": 1]),
                    ]))
            let second = try await caller.get("/usage?from=2026-03-18&to=2026-03-18")
            #expect(second.number("data.total_characters") == 15)
            let before = try await caller.get("/usage?from=2026-03-01&to=2026-03-16")
            #expect(before.number("data.total_documents") == 0)
            #expect(before.count("data.by_language") == 0)
        }
    }

    @Test(
        "A date that is none is a bad request",
        arguments: [
            "from=2026-02-30", "from=yesterday", "to=2026-3-1", "from=2026-03-18&to=2026-03-17", "from=",
            "from=2026-03-01T00:00:00Z", "to=2026-03-01&to=2026-03-02", "from=2026-04-01",
        ])
    func badDate(query: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.get("/usage?\(query)")
            #expect(answer.isError(400, "bad_request", "validation_error"))
        }
    }
}
