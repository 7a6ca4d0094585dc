import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraGlossaryTests {
    private static let entry =
        #"{"term":"Haus","translations":{"en":"house","fr":"maison"},"context":"building"}"#

    private static func body(_ others: String = "") -> String {
        #"{"name":"Marketing","description":"Words.","entries":[\#(entry)]\#(others)}"#
    }

    @Test("A glossary in the newer form")
    func secondForm() async throws {
        try await withFalara { calls, time in
            let made = try await calls.post("/glossaries", Self.body())
            #expect(made.status == 201)
            let id = try #require(made.string("glossary_id"))
            #expect(id.wholeMatch(of: /gloss_[0-9a-f]{8}/) != nil)
            try await time.pass(.seconds(60))
            let list = try await calls.get("/glossaries")
            #expect(
                list["data.0"]
                    == .object([
                        "glossary_id": .string(id), "name": "Marketing", "description": "Words.",
                        "scope": "private", "entry_count": 1, "created_at": "2026-03-06T10:00:00Z",
                        "updated_at": "2026-03-06T10:00:00Z",
                    ]))
            let shown = try await calls.get("/glossaries/\(id)")
            #expect(shown.string("entries.0.id")?.wholeMatch(of: /term_[0-9a-f]{8}/) != nil)
            #expect(shown.string("entries.0.status") == "approved")
            #expect(shown["entries.0.domain"] == .null)
            #expect(shown["entries.0.forbidden_alternatives"] == .array([]))
        }
    }

    @Test("A glossary in the older form")
    func firstForm() async throws {
        try await withFalara(plan: .with { $0.style = .first }) { calls, _ in
            let id =
                try await calls.post("/glossaries", Self.body(#","source_lang":"de""#)).string("id") ?? ""
            let list = try await calls.get("/glossaries")
            #expect(
                list.keys("0") == [
                    "created_at", "description", "entries_count", "id", "name", "source_lang", "updated_at",
                ])
            #expect(list.string("0.id") == id)
            #expect(list.string("0.source_lang") == "de")
        }
    }

    @Test("A glossary is changed, gets entries, and is removed")
    func life() async throws {
        try await withFalara { calls, time in
            let id = try await calls.post("/glossaries", Self.body()).string("glossary_id") ?? ""
            try await time.pass(.seconds(1))
            let added = try await calls.post("/glossaries/\(id)/entries", Self.entry)
            #expect(added.status == 201)
            #expect(added.string("suggested_at") == "2026-03-06T10:00:01Z")
            #expect(added.string("suggested_by")?.count == 36)
            #expect(try await calls.get("/glossaries/\(id)").number("entry_count") == 2)
            let changed = try await calls.json(.put, "/glossaries/\(id)", #"{"name":"Neu","entries":[]}"#)
            #expect(changed.status == 200)
            #expect(changed.string("name") == "Neu")
            #expect(changed.string("description") == "Words.")
            #expect(changed.count("entries") == 0)
            #expect(try await calls.send(.delete, "/glossaries/\(id)").status == 204)
            #expect(try await calls.get("/glossaries/\(id)").status == 404)
            #expect(try await calls.json(.put, "/glossaries/\(id)", "{}").status == 404)
        }
    }

    @Test("A private glossary is its key's, one of the account is everybody's")
    func scopes() async throws {
        try await withFalara { calls, _ in
            let own = try await calls.post("/glossaries", Self.body()).string("glossary_id") ?? ""
            let common = try await calls.post("/glossaries", Self.body(#","scope":"account""#))
                .string("glossary_id")
            var stranger = calls
            stranger.key = "other"
            let list = try await stranger.get("/glossaries")
            #expect(list.count("data") == 1)
            #expect(list.string("data.0.glossary_id") == common)
            #expect(try await stranger.get("/glossaries/\(own)").status == 404)
        }
    }

    @Test(
        "A glossary that is no good is refused",
        arguments: [
            (#"{"entries":[]}"#, "name", "missing"),
            (#"{"name":"A","colour":1}"#, "colour", "extra_forbidden"),
            (#"{"name":"A","scope":"mine"}"#, "scope", "literal_error"),
            (#"{"name":"A","entries":[{"term":"a"}]}"#, "entries.0.translations", "missing"),
            (
                #"{"name":"A","entries":[{"term":"a","translations":{}}]}"#, "entries.0.translations",
                "too_short"
            ),
            (
                #"{"name":"A","entries":[{"term":"a","translations":{"en":1}}]}"#,
                "entries.0.translations.en", "string_type"
            ),
            (
                #"{"name":"A","entries":[{"term":"a","translations":{"en":"b"},"status":"new"}]}"#,
                "entries.0.status", "literal_error"
            ),
        ])
    func strictness(body: String, place: String, type: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.post("/glossaries", body)
            #expect(answer.status == 422)
            #expect(answer.count("detail") == 1)
            #expect(answer.string("detail.0.type") == type)
            let steps = (1..<(answer.count("detail.0.loc") ?? 1)).map { step in
                answer.string("detail.0.loc.\(step)") ?? answer.number("detail.0.loc.\(step)").map {
                    String(Int($0))
                } ?? "?"
            }
            #expect(steps.joined(separator: ".") == place)
        }
    }

    @Test("A name has 100 characters at most", arguments: [(100, 201), (101, 422)])
    func name(count: Int, status: Int) async throws {
        try await withFalara { calls, _ in
            let name = String(repeating: "n", count: count)
            let answer = try await calls.post("/glossaries", #"{"name":"\#(name)"}"#)
            #expect(answer.status == status)
        }
    }

    @Test("A table is shown before it becomes a glossary")
    func upload() async throws {
        try await withFalara { calls, _ in
            let file = FalaraCalls.Part.file(
                "file", name: "a.csv", type: "text/csv",
                Data("term,en,fr\nHaus,house,maison\nHof,yard,\n".utf8))
            let preview = try await calls.form("/glossaries/upload/preview", [file])
            #expect(preview.status == 200)
            #expect(preview.number("entry_count") == 2)
            #expect(preview.string("entries.0.translations.fr") == "maison")
            #expect(preview.keys("entries.1.translations") == ["en"])
            #expect(try await calls.get("/glossaries").count("data") == 0)
            let made = try await calls.form("/glossaries/upload/commit", [file, .text("name", "Tabelle")])
            #expect(made.status == 201)
            #expect(made.number("entry_count") == 2)
            #expect(try await calls.form("/glossaries/upload/commit", [file]).status == 422)
            let bad = FalaraCalls.Part.file("file", name: "a.csv", type: nil, Data("Haus;house".utf8))
            #expect(try await calls.form("/glossaries/upload/preview", [bad]).status == 422)
        }
    }

    @Test("The terms of glossaries and of the request itself are used; whose goes first can be said")
    func terms() async throws {
        let plan = FalaraPlan.with {
            $0.jobs = .immediate
            $0.duplicates = .accepted
        }
        try await withFalara(plan: plan) { calls, _ in
            func make(_ word: String, _ scope: String) async throws -> String {
                let entry = #"{"term":"haus","translations":{"en":"\#(word)"}}"#
                return try await calls.post(
                    "/glossaries", #"{"name":"A","scope":"\#(scope)","entries":[\#(entry)]}"#
                ).string("glossary_id") ?? ""
            }
            func result(_ others: String) async throws -> String? {
                let id = try await calls.create("Das Haus.", others: others)
                return try await calls.get("/jobs/\(id)/result").string("translated_text")
            }
            let own = try await make("home", "private")
            let common = try await make("house", "account")
            let both = #","glossary_ids":["\#(own)","\#(common)"]"#
            #expect(try await result("") == "[en] Das Haus.")
            #expect(try await result(#","glossary_id":"\#(own)""#) == "[en] Das home.")
            #expect(try await result(both) == "[en] Das house.")
            #expect(try await result(both + #","glossary_priority":"private_first""#) == "[en] Das home.")
            let inline = #","glossary":[{"source":"Haus","target":"hut"}]"#
            #expect(try await result(both + inline) == "[en] Das hut.")
            let term = #","glossary":[{"term":"Haus","translations":{"en":"shed"},"status":"deprecated"}]"#
            #expect(try await result(term) == "[en] Das Haus.")
        }
    }
}
