import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraStrictnessTests {
    private static func body(_ others: String) -> String {
        #"{"mode":"translation","source_lang":"de","target_lang":"en"\#(others)}"#
    }

    /// A single fault of a validation, as it is answered.
    private static func fault(_ place: String, _ message: String, _ type: String) -> String {
        #"{"detail":[{"loc":\#(place),"msg":"\#(message)","type":"\#(type)"}]}"#
    }

    @Test(
        "A job request that is no good is refused with every fault in the array form",
        arguments: [
            (
                body(""),
                fault(#"["body"]"#, "Value error, exactly one of text and texts is needed.", "value_error")
            ),
            (
                body(#","text":"a","texts":["b"]"#),
                fault(#"["body"]"#, "Value error, exactly one of text and texts is needed.", "value_error")
            ),
            (
                body(#","text":" \n""#),
                fault(#"["body"]"#, "Value error, there is nothing to translate.", "value_error")
            ),
            (
                body(#","text":"""#),
                fault(#"["body","text"]"#, "String should have at least 1 characters", "string_too_short")
            ),
            (
                body(#","texts":[]"#),
                fault(
                    #"["body","texts"]"#, "List should have at least 1 item after validation, not 0",
                    "too_short")
            ),
            (
                body(#","texts":["a",7]"#),
                fault(#"["body","texts",1]"#, "Input should be a valid dictionary", "dict_type")
            ),
            (
                body(#","texts":[{"text":"a","entity_id":"7"}]"#),
                fault(#"["body","texts",0,"entity_id"]"#, "Extra inputs are not permitted", "extra_forbidden")
            ),
            (
                body(#","texts":[{"metadata":{}}]"#),
                fault(#"["body","texts",0,"text"]"#, "Field required", "missing")
            ),
            (
                body(#","text":"a","colour":"red""#),
                fault(#"["body","colour"]"#, "Extra inputs are not permitted", "extra_forbidden")
            ),
            (
                body(#","text":["a"]"#),
                fault(#"["body","text"]"#, "Input should be a valid string", "string_type")
            ),
            (
                body(#","text":"a","source_review":"yes""#),
                fault(#"["body","source_review"]"#, "Input should be a valid boolean", "bool_type")
            ),
            (
                body(#","text":"a","glossary_ids":"g""#),
                fault(#"["body","glossary_ids"]"#, "Input should be a valid list", "list_type")
            ),
            (
                body(#","text":"a","quality":"draft""#),
                fault(#"["body","quality"]"#, "Input should be 'standard' or 'premium'", "literal_error")
            ),
            (
                body(#","text":"a","tier":"gold""#),
                fault(
                    #"["body","tier"]"#,
                    "Input should be 'free', 'starter', 'professional', 'business' or 'enterprise'",
                    "literal_error")
            ),
            (
                #"{"source_lang":"de","target_lang":"en","text":"a"}"#,
                fault(#"["body","mode"]"#, "Field required", "missing")
            ),
            (
                #"{"mode":"translate","source_lang":"de","target_lang":"en","text":"a"}"#,
                fault(#"["body","mode"]"#, "Input should be 'translation' or 'creation'", "literal_error")
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":[],"text":"a"}"#,
                fault(
                    #"["body","target_lang"]"#, "List should have at least 1 item after validation, not 0",
                    "too_short")
            ),
            (
                #"{"mode":"translation","source_lang":"German","target_lang":"en","text":"a"}"#,
                fault(#"["body"]"#, "Value error, 'German' is not a language code.", "value_error")
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":"de","text":"a"}"#,
                fault(#"["body"]"#, "Value error, Invalid language combination.", "value_error")
            ),
            (
                #"{"mode":"translation","source_lang":"de","target_lang":["en","en"],"text":"a"}"#,
                fault(#"["body"]"#, "Value error, Invalid language combination.", "value_error")
            ),
            ("{", fault(#"["body"]"#, "JSON decode error", "json_invalid")),
            ("[]", fault(#"["body"]"#, "Input should be a valid dictionary", "dict_type")),
        ])
    func jobs(body: String, expected: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.post("/jobs", body)
            #expect(answer.status == 422)
            #expect(answer.text == expected)
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("Two faults are both told")
    func twoFaults() async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.post("/jobs", #"{"source_lang":7,"target_lang":"en","text":"a"}"#)
            #expect(answer.status == 422)
            #expect(
                answer.text
                    == #"{"detail":[{"loc":["body","mode"],"msg":"Field required","type":"missing"},"#
                    + #"{"loc":["body","source_lang"],"msg":"Input should be a valid string","type":"string_type"}]}"#
            )
        }
    }

    @Test("Instructions have 2,000 characters at most", arguments: [(2_000, 202), (2_001, 422)])
    func instructions(count: Int, status: Int) async throws {
        try await withFalara { calls, _ in
            let text = String(repeating: "ä", count: count)
            let answer = try await calls.createAnswer(others: #","instructions":"\#(text)""#)
            #expect(answer.status == status)
            #expect(
                answer.string("detail.0.msg")
                    == (status == 422 ? "String should have at most 2000 characters" : nil))
        }
    }

    @Test(
        "500 texts at most make a job, and ten languages",
        arguments: [(500, 10, 202), (501, 1, 422), (1, 11, 422)])
    func counts(texts: Int, languages: Int, status: Int) async throws {
        try await withFalara { calls, _ in
            let items = (0..<texts).map { #""Text \#($0)""# }.joined(separator: ",")
            let codes = ["en", "fr", "es", "it", "nl", "pl", "cs", "da", "sv", "fi", "no"].prefix(languages)
            let list = codes.map { "\"\($0)\"" }.joined(separator: ",")
            let answer = try await calls.post(
                "/jobs",
                #"{"mode":"translation","source_lang":"de","target_lang":[\#(list)],"texts":[\#(items)]}"#)
            #expect(answer.status == status)
            #expect(await calls.falara.ledger.jobsCreated.count == (status == 202 ? languages : 0))
        }
    }

    @Test("Every documented field of a job is taken, and null is as good as leaving it out")
    func everyField() async throws {
        try await withFalara { calls, _ in
            let all = #"""
                ,"domain":"legal","tone":"formal","instructions":"Kurz.","glossary_id":"g1","glossary_ids":["g2"],
                "glossary_priority":"private_first","style_reference":"Text.","text_type":"marketing",
                "glossary":[{"source":"Haus","target":"house"},{"term":"Hof","translations":{"en":"yard"},
                "context":"c","domain":"d","forbidden_alternatives":["x"],"status":"approved"}],
                "constraints":[{"type":"max_chars","value":100}],"tier":"business","source_review":false,
                "quality":"premium","project_name":"Website"
                """#
            let first = try await calls.createAnswer("Haus.", others: all)
            #expect(first.status == 202)
            let nulls = #","domain":null,"glossary_ids":null,"constraints":null,"source_review":null"#
            let second = try await calls.createAnswer("Hof.", others: nulls)
            #expect(second.status == 202)
        }
    }

    @Test(
        "A body that is not declared to be JSON is refused",
        arguments: ["text/plain", "application/json2", ""])
    func contentType(type: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.json(.post, "/jobs", "{}", headers: ["Content-Type": type])
            #expect(answer.status == 422)
            #expect(answer.string("detail.0.loc.1") == "content-type")
        }
    }

    @Test("A body beyond the plan's limit is too large")
    func largeBody() async throws {
        try await withFalara(plan: .with { $0.maximumBodySize = 100 }) { calls, _ in
            let answer = try await calls.createAnswer(String(repeating: "a", count: 100))
            #expect(answer.status == 413)
            #expect(answer.text == #"{"detail":"Request body too large."}"#)
        }
    }

    @Test(
        "Without a key, or with one that is not accepted, nothing is told but that",
        arguments: [nil, "", "other"])
    func keys(key: String?) async throws {
        try await withFalara(plan: .with { $0.acceptedKeys = ["mine"] }) { calls, _ in
            var stranger = calls
            stranger.key = key
            for path in ["/jobs", "/jobs/7/result", "/account"] {
                let answer = try await stranger.get(path)
                #expect(answer.status == 401)
                #expect(answer.text == #"{"detail":"Invalid API key."}"#)
            }
            stranger.key = "mine"
            #expect(try await stranger.get("/jobs").status == 200)
        }
    }

    @Test("A bearer token is no key")
    func bearer() async throws {
        try await withFalara { calls, _ in
            var stranger = calls
            stranger.key = nil
            let answer = try await stranger.send(.get, "/jobs", headers: ["Authorization": "Bearer key"])
            #expect(answer.status == 401)
        }
    }

    @Test(
        "What is out of scope or isn't there is not found",
        arguments: [
            "/translate", "/jobs/batch-csv/x", "/integrations/google/status", "/services/google-drive/jobs",
            "/integrations/shopify/status", "/dialog-sessions", "/review/bundles", "/auth/login",
            "/jobs/7/retry",
            "/jobs/", "/jobs//result", "/glossaries/1/entries/2", "/webhooks", "/account/plan",
        ])
    func unknownPaths(path: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.get(path)
            #expect(answer.status == 404)
            #expect(answer.text == #"{"detail":"Not found."}"#)
            #expect(await calls.falara.ledger.requests(to: .unknown) == 1)
        }
    }

    @Test(
        "An unknown id is not found",
        arguments: [
            "/jobs/7", "/jobs/7/result", "/jobs/7/download", "/jobs/batch/7", "/jobs/batch/7/download",
            "/glossaries/7", "/style-references/7", "/structure-templates/7",
        ])
    func unknownIDs(path: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.get(path)
            #expect(answer.status == 404)
            #expect(answer.text == #"{"detail":"Not found."}"#)
            #expect(await calls.falara.ledger.requests(to: .unknown) == 0)
        }
    }

    @Test(
        "A path without the method is told so",
        arguments: [
            (TransportMethod.delete, "/jobs"), (.delete, "/jobs/7"), (.post, "/jobs/7"),
            (.get, "/jobs/7/archive"),
            (.post, "/jobs/7/archive"), (.get, "/jobs/archive-all/x"), (.post, "/engines"),
            (.post, "/webhooks/config"),
        ])
    func methods(method: TransportMethod, path: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.send(method, path)
            let isPath = path != "/jobs/archive-all/x"
            #expect(answer.status == (isPath ? 405 : 404))
            #expect(answer.string("detail") == (isPath ? "Method Not Allowed" : "Not found."))
        }
    }

    @Test("A query item that an operation doesn't have is refused, and so is a body")
    func extras() async throws {
        try await withFalara { calls, _ in
            let id = try await calls.create()
            let query = try await calls.get("/jobs/\(id)?wait=10")
            #expect(query.status == 422)
            #expect(
                query.text
                    == Self.fault(#"["query","wait"]"#, "Extra inputs are not permitted", "extra_forbidden"))
            let body = try await calls.json(.patch, "/jobs/\(id)/archive", "{}")
            #expect(body.status == 422)
            #expect(
                body.text == Self.fault(#"["body"]"#, "Value error, this request has no body.", "value_error")
            )
        }
    }

    @Test(
        "The health is told without a key, at the server's root and nowhere else",
        arguments: [
            (TransportMethod.get, "/health", 200, #"{"status":"ok"}"#),
            (.get, "/api/health", 200, #"{"status":"ok"}"#),
            (.post, "/health", 405, #"{"detail":"Method Not Allowed"}"#),
            (.get, "/v1/health", 404, #"{"detail":"Not found."}"#),
            (.get, "/health/", 404, #"{"detail":"Not found."}"#),
            (.get, "/health/db", 404, #"{"detail":"Not found."}"#),
        ])
    func health(method: TransportMethod, path: String, status: Int, text: String) async throws {
        try await withFalara { calls, _ in
            let url = try #require(URL(string: "https://falara.emulator.invalid\(path)"))
            let response = try await calls.falara.transport.send(TransportRequest(method, url))
            let body = try await response.body.collect(upTo: 1000)
            #expect(response.status == status)
            #expect(String(decoding: body, as: UTF8.self) == text)
            let told = await calls.falara.ledger.requests(to: .falara("GET /health"))
            #expect(told == (status == 200 ? 1 : 0))
        }
    }

    @Test("The connector's address, with /api before the version, is served too")
    func apiPrefix() async throws {
        try await withFalara { calls, _ in
            let url = try #require(URL(string: "https://falara.emulator.invalid/api/v1/jobs"))
            let response = try await calls.falara.transport.send(
                TransportRequest(.get, url, headers: ["X-API-Key": "key"]))
            #expect(response.status == 200)
        }
    }
}
