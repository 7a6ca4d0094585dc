import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Falara's account and library")
struct FalaraLibraryTests {
    @Test(
        "the account is read under both names",
        arguments: [
            ("account.abridged", "professional", "owner"), ("account-short-names.abridged", "free", "member"),
        ])
    func account(fixture: String, plan: String, role: String) async throws {
        let mock = try MockTransport {
            Exchange(.get("/v1/account"), .json(try Fixture.data("falara/\(fixture).json")))
        }
        let account = try await FalaraMock.client(mock).account()
        #expect(
            [account.id, account.name, account.plan?.rawValue, account.role] == [
                "acc_1", "Example", plan, role,
            ])
    }

    @Test("the usage is read under both names", arguments: ["usage.abridged", "usage-short-names.abridged"])
    func usage(fixture: String) async throws {
        let mock = try MockTransport {
            Exchange(.get("/v1/account/usage"), .json(try Fixture.data("falara/\(fixture).json")))
        }
        let usage = try await FalaraMock.client(mock).usage()
        #expect(usage.wordsUsed == 1_200)
        #expect(usage.wordsRemaining == 48_800)
    }

    @Test(
        "what is left of the words is never below nothing, and unknown without a limit",
        arguments: [
            (#"{"words_used":7,"words_limit":10}"#, 3), (#"{"words_used":12,"words_limit":10}"#, 0),
            (#"{"words_used_this_period":-5,"words_limit":10}"#, 10),
            (#"{"words_used":12,"words_limit":null}"#, nil),
            (#"{"words_used":12,"words_limit":-1}"#, nil),
            (#"{"words_used":12,"words_limit":"unlimited"}"#, nil),
            (#"{"words_limit":10}"#, nil), ("{}", nil),
            (
                #"{"words_used":-9223372036854775808,"words_limit":9223372036854775807}"#,
                9_223_372_036_854_775_807
            ),
        ] as [(String, Int?)])
    func remaining(answer: String, left: Int?) async throws {
        let mock = MockTransport { Exchange(.get("/v1/account/usage"), .json(answer)) }
        #expect(try await FalaraMock.client(mock).usage().wordsRemaining == left)
    }

    @Test("a language is detected, and a text that is too short is not sent")
    func detection() async throws {
        let mock = try MockTransport {
            Exchange(
                .post("/v1/detect-language").body(
                    json: try Fixture.data("falara/detect-language-request.json")),
                .json(try Fixture.data("falara/detect-language.json")))
        }
        let library = try FalaraMock.client(mock).library
        let found = try await library.detectLanguage(of: "Bonjour, comment allez-vous?")
        #expect(found.language == "fr")
        #expect(found.alternatives?.map(\.language) == ["it", "es"])
        await #expect {
            try await library.detectLanguage(of: "ab")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        try mock.verify()
    }

    @Test(
        "engines are given as they are, whatever they are",
        arguments: [
            (#"{"engines":[{"id":"default"},"other"]}"#, [["id": "default"], "other"]), ("[7]", [7]),
            (#"{"engines":[]}"#, []),
        ] as [(String, [JSONValue])])
    func engines(answer: String, engines: [JSONValue]) async throws {
        let mock = MockTransport { Exchange(.get("/v1/engines"), .json(answer)) }
        #expect(try await FalaraMock.client(mock).library.engines() == engines)
    }

    @Test("templates are listed, and asked for by id or slug")
    func templates() async throws {
        let list = try Fixture.data("falara/structure-templates.abridged.json")
        let one = Data(list.dropFirst().prefix { $0 != UInt8(ascii: "\n") }.dropLast())
        let mock = MockTransport {
            Exchange(.get("/v1/structure-templates"), .json(list))
            Exchange(.get("/v1/structure-templates/product-page"), .json(one))
        }
        let library = try FalaraMock.client(mock).library
        let all = try await library.structureTemplates()
        #expect(all.map(\.slug) == ["product-page"])
        let template = try await library.structureTemplate("product-page")
        #expect(template.fields?.map(\.kind) == [.text, .textarea])
        #expect(template.fields?.map(\.maxLength) == [60, 2_000])
        try mock.verify()
    }

    @Test("a style reference is made once, and its answer given as it is")
    func styleReference() async throws {
        let mock = try MockTransport {
            Exchange(
                .post("/v1/style-references").body(
                    json: try Fixture.data("falara/style-reference-request.abridged.json")),
                .status(201, json: #"{"style_ref_id":"s1"}"#))
            Exchange(.post("/v1/style-references"), FalaraMock.cut)
        }
        let library = try FalaraMock.client(mock).library
        let reference = FalaraStyleReference(
            "Product pages", summary: "How we write about products.",
            content: "Leise, leicht und lange haltbar.")
        #expect(try await library.createStyleReference(reference) == ["style_ref_id": "s1"])
        await #expect {
            try await library.createStyleReference(reference)
        } throws: {
            ($0 as? ClientError)?.code == .submissionUncertain
        }
        for broken in [FalaraStyleReference("", content: "x"), FalaraStyleReference("x", content: " ")] {
            await #expect {
                try await library.createStyleReference(broken)
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
        }
        try mock.verify()
    }
}
