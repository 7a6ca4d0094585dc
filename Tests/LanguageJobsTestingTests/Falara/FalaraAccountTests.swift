import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraAccountTests {
    @Test("An account has its plan; the older names are others")
    func account() async throws {
        for (style, account, used) in [
            (FalaraPlan.Style.first, ["id", "name", "plan", "role"], "words_used"),
            (.second, ["account_id", "account_name", "plan", "role"], "words_used_this_period"),
        ] {
            let plan = FalaraPlan.with {
                $0.style = style
                $0.accountPlan = "business"
            }
            try await withFalara(plan: plan) { calls, _ in
                let answer = try await calls.get("/account")
                #expect(answer.keys() == account)
                #expect(answer.string("plan") == "business")
                let usage = try await calls.get("/account/usage")
                #expect(usage.keys() == ["bonus_words_available", "plan", "words_limit", used].sorted())
                #expect(usage.number(used) == 0)
                #expect(usage["words_limit"] == .null)
            }
        }
    }

    @Test("A key is made, shown once, accepted, and no more when it was revoked")
    func keys() async throws {
        try await withFalara(plan: .with { $0.acceptedKeys = ["key"] }) { calls, _ in
            let made = try await calls.post("/api-keys", #"{"name":"Production"}"#)
            #expect(made.status == 201)
            #expect(made.keys() == ["api_key", "created_at", "key_hash", "name"])
            let key = try #require(made.string("api_key"))
            #expect(key.wholeMatch(of: /fal_[0-9a-f]{24}/) != nil)
            let hash = try #require(made.string("key_hash"))
            let list = try await calls.get("/api-keys")
            #expect(
                list.text
                    == #"[{"created_at":"2026-03-06T10:00:00Z","key_hash":"\#(hash)","name":"Production"}]"#)
            var other = calls
            other.key = key
            #expect(try await other.get("/account").status == 200)
            #expect(try await calls.send(.delete, "/api-keys/\(hash)").status == 204)
            #expect(try await other.get("/account").status == 401)
            #expect(try await calls.send(.delete, "/api-keys/\(hash)").status == 404)
            #expect(try await calls.get("/api-keys").text == "[]")
        }
    }

    @Test("The older form of a key begins otherwise, and its removal has an answer")
    func firstKeys() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let made = try await calls.post("/api-keys", #"{"name":"A"}"#)
            #expect(made.string("api_key")?.hasPrefix("sk_live_") == true)
            let removed = try await calls.send(.delete, "/api-keys/\(made.string("key_hash") ?? "")")
            #expect(removed.status == 200)
            #expect(removed.text == #"{"message":"API key revoked."}"#)
        }
    }

    @Test("Keys are not for free, nor any number, and their names have 100 characters")
    func keyLimits() async throws {
        try await withFalara(plan: .with { $0.accountPlan = "free" }) { calls, _ in
            let answer = try await calls.post("/api-keys", #"{"name":"A"}"#)
            #expect(answer.status == 403)
            #expect(answer.text == #"{"detail":"API keys are not part of the free plan."}"#)
        }
        try await withFalara(plan: .with { $0.maximumKeys = 1 }) { calls, _ in
            #expect(try await calls.post("/api-keys", #"{"name":"A"}"#).status == 201)
            let second = try await calls.post("/api-keys", #"{"name":"B"}"#)
            #expect(second.status == 403)
            #expect(second.text == #"{"detail":"API key limit reached: 1."}"#)
            let long = String(repeating: "a", count: 101)
            #expect(try await calls.post("/api-keys", #"{"name":"\#(long)"}"#).status == 422)
        }
    }

    @Test(
        "A language is guessed from small words",
        arguments: [
            ("Bonjour, comment allez-vous?", "fr"), ("Das ist nicht mein Hund und der ist klein", "de"),
            ("This is the house of the rising sun", "en"), ("El perro no está con los gatos", "es"),
            ("これはペンです", "ja"), ("xyzzy", "en"),
        ])
    func detection(text: String, language: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.post("/detect-language", #"{"text":"\#(text)"}"#)
            #expect(answer.status == 200)
            #expect(answer.keys() == ["alternatives", "confidence", "language"])
            #expect(answer.string("language") == language)
            #expect(answer.count("alternatives") == 2)
            #expect(answer.keys("alternatives.0") == ["confidence", "language"])
            let best = try #require(answer.number("confidence"))
            let next = try #require(answer.number("alternatives.0.confidence"))
            #expect((0...1).contains(best) && next <= best)
        }
    }

    @Test("A text of two characters is too short to tell", arguments: [("ab", 422), ("abc", 200)])
    func shortText(text: String, status: Int) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.post("/detect-language", #"{"text":"\#(text)"}"#)
            #expect(answer.status == status)
        }
    }

    @Test("Engines come in an object, templates in an array, each by its id or slug")
    func engines() async throws {
        try await withFalara { calls, _ in
            #expect(try await calls.get("/engines").count("engines") == 2)
            let list = try await calls.get("/structure-templates")
            #expect(
                list.keys("0") == ["created_at", "description", "fields", "id", "name", "scope", "slug"])
            #expect(list.keys("0.fields.0") == ["key", "label", "max_length", "type"])
            for name in ["tpl_product", "product-description"] {
                #expect(
                    try await calls.get("/structure-templates/\(name)").string("name")
                        == "Product description")
            }
        }
    }

    @Test("A style reference is made, listed, shown and removed")
    func styleReferences() async throws {
        try await withFalara { calls, _ in
            let body = #"{"name":"Brand","description":"Ours.","content":"Short words."}"#
            let made = try await calls.post("/style-references", body)
            #expect(made.status == 201)
            #expect(made.keys() == ["content", "created_at", "description", "id", "name"])
            let id = try #require(made.string("id"))
            #expect(try await calls.get("/style-references").string("data.0.id") == id)
            #expect(try await calls.get("/style-references/\(id)").text == made.text)
            #expect(try await calls.send(.delete, "/style-references/\(id)").status == 204)
            #expect(try await calls.get("/style-references").count("data") == 0)
            let bad = try await calls.post("/style-references", #"{"name":"Brand"}"#)
            #expect(bad.status == 422)
            #expect(bad.string("detail.0.loc.1") == "content")
        }
    }
}
