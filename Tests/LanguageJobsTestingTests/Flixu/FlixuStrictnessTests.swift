import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuStrictnessTests {
    private static let text = "/translate"
    private static let batch = "/translate/batch"
    private static let analyze = "/analyze/headless"

    @Test(
        "A body that is not right is a bad request, with the reason, and costs nothing",
        arguments: [
            (text, "", "is not JSON"),
            (text, "[]", "must be a JSON object"),
            (text, #"{"text":"#, "is not JSON"),
            (text, #"{"source_lang":"en","target_lang":"de"}"#, "text is required"),
            (text, #"{"text":"","source_lang":"en","target_lang":"de"}"#, "text is empty"),
            (text, #"{"text":" \n","source_lang":"en","target_lang":"de"}"#, "text is empty"),
            (text, #"{"text":5,"source_lang":"en","target_lang":"de"}"#, "text must be a string"),
            (text, #"{"text":"a","target_lang":"de"}"#, "source_lang is required"),
            (text, #"{"text":"a","source_lang":"en"}"#, "target_lang is required"),
            (text, #"{"text":"a","source_lang":"en","target_lang":null}"#, "target_lang must be a string"),
            (text, #"{"text":"a","source_lang":"en","target_lang":"en"}"#, "must differ"),
            (text, #"{"text":"a","source_lang":"en","target_lang":"xx"}"#, #""xx" is no code"#),
            (text, #"{"text":"a","source_lang":"auto","target_lang":"de"}"#, #""auto" is no code"#),
            (text, #"{"text":"a","source_lang":"EN","target_lang":"de"}"#, #""EN" is no code"#),
            (text, #"{"text":"a","source_lang":"en-US","target_lang":"de"}"#, #""en-US" is no code"#),
            (text, #"{"text":"a","source_lang":"","target_lang":"de"}"#, #""" is no code"#),
            (text, #"{"text":"a","source_lang":"en","target_langs":["de"]}"#, "target_langs is no field"),
            (
                text, #"{"text":"a","source_lang":"en","target_lang":"de","glossary_ids":"g"}"#,
                "an array of strings"
            ),
            (
                text, #"{"text":"a","source_lang":"en","target_lang":"de","glossary_ids":[1]}"#,
                "strings only"
            ),
            (
                text, #"{"text":"a","source_lang":"en","target_lang":"de","glossary_ids":[""]}"#,
                "The id of a glossary"
            ),
            (text, #"{"text":"a","source_lang":"en","target_lang":"de","tm_id":""}"#, "translation memory"),
            (
                text, #"{"text":"a","source_lang":"en","target_lang":"de","brand_voice_id":7}"#,
                "brand_voice_id must be a string"
            ),
            (batch, #"{"source_lang":"en","target_langs":["de"]}"#, "strings is required"),
            (batch, #"{"strings":{},"source_lang":"en","target_langs":["de"]}"#, "strings is empty"),
            (
                batch, #"{"strings":["a"],"source_lang":"en","target_langs":["de"]}"#,
                "strings must be an object"
            ),
            (
                batch, #"{"strings":{"a":1},"source_lang":"en","target_langs":["de"]}"#,
                "strings must hold strings only, not an integer"
            ),
            (
                batch, #"{"strings":{"a":{"b":"c"}},"source_lang":"en","target_langs":["de"]}"#,
                "strings only, not an object"
            ),
            (batch, #"{"strings":{"a":"b"},"source_lang":"en"}"#, "target_langs is required"),
            (
                batch, #"{"strings":{"a":"b"},"source_lang":"en","target_langs":[]}"#,
                "target_langs is empty"
            ),
            (
                batch, #"{"strings":{"a":"b"},"source_lang":"en","target_langs":"de"}"#,
                "an array of strings"
            ),
            (
                batch, #"{"strings":{"a":"b"},"source_lang":"en","target_langs":["de","en"]}"#, "must differ"
            ),
            (batch, #"{"strings":{"a":"b"},"source_lang":"en","target_langs":["de","de"]}"#, "there twice"),
            (
                batch, #"{"strings":{"a":"b"},"source_lang":"en","target_langs":["de","zz"]}"#,
                #""zz" is no code"#
            ),
            (
                batch, #"{"strings":{"a":"b"},"source_lang":"en","target_lang":"de","target_langs":["de"]}"#,
                "target_lang is no field"
            ),
            (analyze, "{}", "text is required"),
            (analyze, #"{"text":""}"#, "text is empty"),
            (analyze, #"{"text":"a","source_lang":"en"}"#, "source_lang is no field"),
        ])
    func body(path: String, body: String, reason: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.post(path, json: body)
            #expect(answer.isError(400, "bad_request", "validation_error"), "\(answer.text)")
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
        }
    }

    @Test(
        "A batch has 500 strings and 20 languages at most",
        arguments: [(500, 20, 200), (501, 20, 400), (500, 21, 400)])
    func batchSize(strings: Int, languages: Int, status: Int) async throws {
        try await withFlixu { caller, _ in
            let members = (0..<strings).map { #""k\#($0)":"a""# }.joined(separator: ",")
            let codes = [
                "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "sl", "hr",
                "ro", "hu", "el", "tr", "uk", "ru",
            ]
            let targets = codes.prefix(languages).map { "\"\($0)\"" }.joined(separator: ",")
            let answer = try await caller.post(
                Self.batch,
                json: "{\"strings\":{\(members)},\"source_lang\":\"en\",\"target_langs\":[\(targets)]}")
            #expect(answer.status == status)
            #expect(
                await caller.flixu.ledger.flixu.translations.map(\.texts) == (status == 200 ? [10_000] : []))
        }
    }

    @Test("A plan may limit the length of texts", arguments: [("12345", 200), ("123456", 400)])
    func textLength(text: String, status: Int) async throws {
        var plan = FlixuPlan()
        plan.maximumTextLength = 5
        try await withFlixu(plan: plan) { caller, _ in
            let single = try await caller.translate(text)
            #expect(single.status == status)
            let batch = try await caller.post(
                Self.batch, json: #"{"strings":{"a":"\#(text)"},"source_lang":"en","target_langs":["de"]}"#)
            #expect(batch.status == status)
        }
    }

    @Test("A body beyond 16 MiB is too large")
    func bodySize() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.translate(String(repeating: "a", count: 16 << 20))
            #expect(answer.isError(413, "file_too_large", "validation_error"))
        }
    }

    @Test(
        "A body of another type is a bad request",
        arguments: [
            (text, "text/plain"), (text, "application/json; charset=latin1"), (batch, ""),
            ("/translate/document", "application/json"), ("/translate/document", "multipart/form-data"),
            ("/translate/document", "multipart/mixed; boundary=cut-here"),
        ])
    func contentType(path: String, type: String) async throws {
        try await withFlixu { caller, _ in
            let headers: TransportHeaders = type.isEmpty ? [:] : ["Content-Type": type]
            let answer = try await caller.send(.post, path, headers: headers, body: .bytes(Data("{}".utf8)))
            #expect(answer.isError(400, "bad_request", "validation_error"))
        }
    }

    private static let good = [
        FlixuCaller.part("source_lang", "en"), FlixuCaller.part("target_lang", "de"),
        FlixuCaller.file("a.txt", Data("Hello".utf8)),
    ]

    private static func good(and more: Data) -> [Data] { good + [more] }

    private static let forms: [([Data], String)] = [
        ([], "file is required"),
        ([good[0], good[1]], "file is required"),
        ([good[1], good[2]], "source_lang is required"),
        ([good[0], good[2]], "target_lang is required"),
        (good(and: good[0]), "source_lang is there twice"),
        (good(and: good[2]), "file is there twice"),
        (good(and: FlixuCaller.part("file_name", "a")), "file_name is no field"),
        (good(and: FlixuCaller.file("b.txt", Data(), name: "tm_id")), "tm_id is no field"),
        ([good[0], good[1], FlixuCaller.part("file", "Hello")], "file has no file name"),
        ([good[0], good[1], FlixuCaller.file("a.txt", Data())], "file is empty"),
        ([good[0], FlixuCaller.part("target_lang", "en"), good[2]], "must differ"),
        ([good[0], FlixuCaller.part("target_lang", "de,fr"), good[2]], "is no code"),
        (good(and: FlixuCaller.part("glossary_ids", "gloss_1")), "must be a JSON array"),
        (good(and: FlixuCaller.part("glossary_ids", #"["a",1]"#)), "must be a JSON array"),
        (good(and: FlixuCaller.part("glossary_ids", #"[""]"#)), "The id of a glossary"),
        (good(and: FlixuCaller.part("tm_id", "")), "translation memory"),
        (good(and: FlixuCaller.part("tm_id", String(repeating: "a", count: 70_000))), "tm_id is too long"),
        ([good[0], good[1], FlixuCaller.file("a.txt", Data([0xFF]))], "it is not UTF-8"),
        ([good[0], good[1], FlixuCaller.file("a.xlf", Data("<a/>".utf8))], "it is not XLIFF"),
        ([good[0], good[1], FlixuCaller.file("a.docx", Data("PK".utf8))], "it is not DOCX"),
        ([Data("cut".utf8)], "multipart body is malformed"),
    ]

    @Test(
        "A form that is not right is a bad request, with the reason, and nothing is stored",
        arguments: forms)
    func form(parts: [Data], reason: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.form(parts)
            #expect(answer.isError(400, "bad_request", "validation_error"), "\(answer.text)")
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            let ledger = await caller.flixu.ledger
            #expect(ledger.filesStored.isEmpty)
            #expect(ledger.flixu.translations.isEmpty)
        }
    }

    @Test("A form with everything in it is taken")
    func fullForm() async throws {
        try await withFlixu { caller, _ in
            let texts = [
                "glossary_ids": #"["gloss_abc123", "gloss_def456"]"#, "brand_voice_id": "bv_1",
                "tm_id": "tm_1",
            ]
            let answer = try await caller.document("a.txt", Data("Hello".utf8), texts)
            #expect(answer.status == 200)
        }
    }

    @Test(
        "A format is told by the extension alone",
        arguments: [
            ("slides.pptx", ".pptx"), ("a.pdf", ".pdf"), ("a.xcstrings", ".xcstrings"), ("noextension", "."),
            ("a.", "."), ("a.txt.zip", ".zip"),
        ])
    func format(name: String, shown: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.document(name, Data("Hello".utf8))
            #expect(answer.isError(400, "unsupported_format", "validation_error"))
            #expect(answer.string("error.message") == "Unsupported file format: \(shown)")
        }
    }

    @Test("An extension may be in capitals")
    func capitals() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.document("A.TXT")
            #expect(answer.status == 200)
        }
    }

    @Test(
        "A document of its format's largest size is taken, one byte more is too large",
        arguments: [("a.txt", 5_000), ("a.csv", 10_000), ("a.xliff", 20_000)])
    func documentSize(name: String, limit: Int) async throws {
        var plan = FlixuPlan()
        plan.bytesPerMegabyte = 1_000
        try await withFlixu(plan: plan) { caller, _ in
            let over = try await caller.document(name, Data(repeating: 0x20, count: limit + 1))
            #expect(over.isError(413, "file_too_large", "validation_error"))
            let exact = try await caller.document(name, Data(repeating: 0x20, count: limit))
            #expect(exact.status != 413)
        }
    }

    @Test("A body that must be too large is refused unread, and a megabyte has 2^20 bytes")
    func announcedSize() async throws {
        try await withFlixu { caller, _ in
            let read = SendableBox(0)
            let answer = try await caller.send(
                .post, "/translate/document",
                headers: ["Content-Type": "multipart/form-data; boundary=b"],
                body: .stream(length: 22_020_097) {
                    TransportStream {
                        read.withLock { $0 += 1 }
                        return Data([1])
                    }
                })
            #expect(answer.isError(413, "file_too_large", "validation_error"))
            #expect(answer.string("error.message") == "No document may be larger than 20971520 bytes.")
            #expect(read.current == 0)
        }
    }

    @Test(
        "There is nothing at an unknown path",
        arguments: [
            "", "/", "/translate/", "/translate/a/b", "/translations/sync", "/documents/a",
            "/documents//download",
            "/analyze", "/me/", "/glossaries", "/../me", "/presigned/a/b",
        ])
    func unknownPath(path: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.get(path)
            #expect(answer.isError(404, "not_found", "not_found_error"))
            #expect(await caller.flixu.ledger.requests(to: .unknown) == 1)
        }
    }

    @Test("Without the version in the path there is nothing", arguments: ["", "/me", "/v2/me", "/v1me"])
    func noVersion(path: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.get("https://flixu.emulator.invalid\(path)")
            #expect(answer.isError(404, "not_found", "not_found_error"))
        }
    }

    @Test(
        "A path has the methods that it has",
        arguments: [
            (TransportMethod.get, "/translate"), (.put, "/translate/batch"), (.delete, "/translate/document"),
            (.delete, "/translate/doc_1"), (.post, "/documents/doc_1/download"), (.get, "/analyze/headless"),
            (.post, "/languages"), (.post, "/formats"), (.post, "/quota"), (.post, "/usage"), (.put, "/me"),
        ])
    func method(method: TransportMethod, path: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.send(method, path)
            // A name that is no operation of its own is taken for an id.
            let isID = method == .get
            #expect(isID || answer.isError(405, "method_not_allowed", "validation_error"), "\(answer.text)")
            #expect((400..<500).contains(answer.status))
        }
    }

    @Test(
        "A query item that an operation doesn't have is a bad request",
        arguments: ["/me?a=1", "/languages?limit=5", "/usage?since=2026-03-01", "/translate/doc_1?wait=5"])
    func query(path: String) async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.get(path)
            #expect(answer.isError(400, "bad_request", "validation_error"))
        }
    }

    @Test("An unknown job or document is not found")
    func unknownJob() async throws {
        try await withFlixu { caller, _ in
            let inline = try await caller.document().string("data.download_url") ?? ""
            let id = String(inline.split(separator: "/")[3])
            // A document that came in the answer is no job, but can be had again.
            for path in ["/translate/doc_1", "/translate/\(id)", "/documents/doc_1/download"] {
                let answer = try await caller.get(path)
                #expect(answer.isError(404, "not_found", "not_found_error"))
            }
            #expect(try await caller.get("/documents/\(id)/download").status == 200)
        }
    }
}
