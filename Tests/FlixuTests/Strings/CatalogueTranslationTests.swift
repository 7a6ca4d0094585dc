import Flixu
import Foundation
import Synchronization
import Testing

@Suite("A string catalogue, translated")
struct CatalogueTranslationTests {
    /// Puts the language before each text, and fails where told.
    private final class FakeTranslations: FlixuTranslating {
        private let sent = Mutex<[FlixuBatchRequest]>([])
        private let failure: @Sendable (FlixuBatchRequest) -> ClientError?

        var requests: [FlixuBatchRequest] { sent.withLock { $0 } }

        init(failure: @escaping @Sendable (FlixuBatchRequest) -> ClientError? = { _ in nil }) {
            self.failure = failure
        }

        func translate(_ request: FlixuTextRequest, options: CallOptions) async throws -> FlixuTranslation {
            throw ClientError(.invalidRequest, "not asked for")
        }

        func analyze(_ text: String, options: CallOptions) async throws -> FlixuAnalysis {
            throw ClientError(.invalidRequest, "not asked for")
        }

        func translate(_ request: FlixuBatchRequest, options: CallOptions) async throws -> FlixuBatchAnswer {
            sent.withLock { $0.append(request) }
            if let failure = failure(request) { throw failure }
            var translations: [String: [String: String]] = [:]
            for language in request.targetLanguages {
                for entry in request.strings.entries {
                    translations[language, default: [:]][entry.key] = "\(language) \(entry.text)"
                }
            }
            return FlixuBatchAnswer(translations: translations, totalCreditsUsed: 7)
        }
    }

    private static func json(_ text: String) throws -> StringCatalogue {
        try StringCatalogue(Data(text.utf8), format: .json)
    }

    @Test("a catalogue goes over the batch call with opaque keys")
    func opaqueKeys() async throws {
        let service = FakeTranslations()
        let catalogue = try Self.json(#"{"a.b": "One", "a": {"b": ["Two", 3]}}"#)
        let translated = try await service.translate(catalogue, from: "en", to: ["de", "fr"]) {
            $0.glossaryIDs = ["gloss_abc123"]
        }
        #expect(service.requests.count == 1)
        let request = try #require(service.requests.first)
        #expect(request.strings.entries == [.init(key: "s1", text: "One"), .init(key: "s2", text: "Two")])
        #expect(request.sourceLanguage == "en")
        #expect(request.targetLanguages == ["de", "fr"])
        #expect(request.assets.glossaryIDs == ["gloss_abc123"])
        #expect(translated["de"] == Data(#"{"a.b": "de One", "a": {"b": ["de Two", 3]}}"#.utf8))
        #expect(translated["fr"] == Data(#"{"a.b": "fr One", "a": {"b": ["fr Two", 3]}}"#.utf8))
        #expect(translated.problems == [])
        #expect(translated.batches.map(\.creditsUsed) == [7])
    }

    @Test("the language of an xcstrings file need not be named, and only what is lacking is sent")
    func lacking()
        async throws
    {
        let service = FakeTranslations()
        let done = #"{"localizations":{"de":{"stringUnit":{"state":"translated","value":"Zwei"}}}}"#
        let catalogue = try StringCatalogue(
            Data(#"{"sourceLanguage":"en","strings":{"One":{},"Two":\#(done)}}"#.utf8), format: .xcstrings)
        let translated = try await service.translate(catalogue, to: ["de", "fr", "es"], state: .translated)
        #expect(service.requests.map(\.sourceLanguage) == ["en", "en"])
        #expect(service.requests.map(\.targetLanguages) == [["de"], ["fr", "es"]])
        #expect(service.requests.map { $0.strings.entries.map(\.text) } == [["One"], ["One", "Two"]])
        let read = try JSONDecoder().decode(JSONValue.self, from: translated.files[0].data)
        let unit = { (text: String) -> JSONValue in
            ["stringUnit": ["state": "translated", "value": .string(text)]]
        }
        #expect(
            read["strings"] == [
                "One": ["localizations": ["de": unit("de One"), "es": unit("es One"), "fr": unit("fr One")]],
                "Two": ["localizations": ["de": unit("Zwei"), "es": unit("es Two"), "fr": unit("fr Two")]],
            ])
    }

    @Test("a language may have another code at the service, which is asked once")
    func codes() async throws {
        let service = FakeTranslations()
        let translated = try await service.translate(
            try Self.json(#"["One"]"#), from: "en", to: ["pt-BR", "pt-PT", "de"],
            codes: ["pt-BR": "pt", "pt-PT": "pt"])
        #expect(service.requests.map(\.targetLanguages) == [["pt", "de"]])
        #expect(
            translated.files.map { [$0.languages[0], String(decoding: $0.data, as: UTF8.self)] } == [
                ["pt-BR", #"["pt One"]"#], ["pt-PT", #"["pt One"]"#], ["de", #"["de One"]"#],
            ])
    }

    @Test("nothing is sent when nothing is lacking")
    func nothing() async throws {
        let service = FakeTranslations()
        let catalogue = try Self.json(#"{"a": "%@", "b": 7}"#)
        let translated = try await service.translate(catalogue, from: "en", to: ["de"])
        #expect(service.requests == [])
        #expect(translated["de"] == catalogue.data)
    }

    @Test("a part that fails leaves its texts open, and the others are not lost")
    func partFails() async throws {
        let service = FakeTranslations { request in
            request.strings.entries.contains { $0.key == "s501" }
                ? ClientError(.submissionUncertain, "The answer was lost.") : nil
        }
        let texts = (1...501).map { "\"text \($0)\"" }.joined(separator: ",")
        let translated = try await service.translate(try Self.json("[\(texts)]"), from: "en", to: ["de"])
        #expect(translated.problems.map(\.description) == ["de, [500]: there is no translation"])
        #expect(translated.failures.map { $0.error?.code } == [.submissionUncertain])
        let read = try JSONDecoder().decode([String].self, from: translated["de"] ?? Data())
        #expect(read.first == "de text 1")
        #expect(read.suffix(2) == ["de text 500", "text 501"])
    }

    @Test("when nothing came at all the failure is thrown")
    func nothingCame() async throws {
        let service = FakeTranslations { _ in ClientError(.insufficientCredit, "No credit.") }
        let done = #"{"localizations":{"de":{"stringUnit":{"state":"translated","value":"Zwei"}}}}"#
        let catalogue = try StringCatalogue(
            Data(#"{"sourceLanguage":"en","strings":{"One":{},"Two":\#(done)}}"#.utf8), format: .xcstrings)
        await #expect {
            try await service.translate(catalogue, to: ["de", "fr"])
        } throws: {
            ($0 as? ClientError)?.code == .insufficientCredit
        }
        // The second would have failed alike.
        #expect(service.requests.count == 1)
    }

    @Test("when nothing came, what may have been paid is not hidden behind what was not")
    func uncertainBehindCertain() async throws {
        let service = FakeTranslations { request in
            request.targetLanguages == ["de"]
                ? ClientError(.serviceFailed, "It failed.", status: 500)
                : ClientError(.submissionUncertain, "The answer was lost.")
        }
        let error = await FlixuRig.error {
            try await service.translate(try Self.twoRequests(), to: ["de", "fr"])
        }
        #expect(service.requests.count == 2)
        #expect(error?.code == .submissionUncertain)
        #expect((error?.underlying as? FlixuIncompleteBatch)?.batch.languages == ["fr"])
    }

    @Test("texts under another language's name are not thrown away")
    func unclaimed() async throws {
        let service = FlixuTests.FakeTranslations { request, _ in
            guard request.targetLanguages == ["de"] else {
                throw ClientError(.submissionUncertain, "The answer was lost.")
            }
            return FlixuBatchAnswer(translations: ["de-AT": ["s1": "Eins"]])
        }
        let translated = try await service.translate(try Self.twoRequests(), to: ["de", "fr"])
        #expect(translated.batches.map { $0.parts[0].unclaimed } == [["de-AT": ["s1": "Eins"]], [:]])
        #expect(translated.failures.map { $0.error?.code } == [.unexpectedResponse, .submissionUncertain])
    }

    @Test("parts are counted over all requests of a call")
    func numbers() async throws {
        let service = FakeTranslations()
        let told = Mutex<[[Int]]>([])
        let translated = try await service.translate(
            try Self.twoRequests(), to: ["de", "fr"],
            onPart: { part in told.withLock { $0.append([part.index, part.count]) } })
        #expect(told.withLock { $0 } == [[0, 2], [1, 2]])
        #expect(translated.batches.map { $0.parts.map(\.index) } == [[0], [1]])
    }

    @Test("requests after one that shows that they make no sense are told of as not sent")
    func unsent() async throws {
        let service = FakeTranslations { request in
            ClientError(.insufficientCredit, "No credit.", status: 402)
        }
        let told = Mutex<[FlixuBatchPart]>([])
        let error = await FlixuRig.error {
            try await service.translate(
                try Self.twoRequests(), to: ["de", "fr"],
                onPart: { part in told.withLock { $0.append(part) } })
        }
        #expect(error?.code == .insufficientCredit)
        #expect(service.requests.count == 1)
        #expect(told.withLock { $0.map(\.isSent) } == [true, false])
        #expect(
            told.withLock { $0.map { $0.error?.message } } == [
                "No credit.", "This part was not sent, since part 1 failed: No credit.",
            ])
    }

    /// Lacks other texts in German than in French.
    private static func twoRequests() throws -> StringCatalogue {
        let done = #"{"localizations":{"de":{"stringUnit":{"state":"translated","value":"Zwei"}}}}"#
        return try StringCatalogue(
            Data(#"{"sourceLanguage":"en","strings":{"One":{},"Two":\#(done)}}"#.utf8), format: .xcstrings)
    }

    @Test(
        "languages that make no sense are refused before anything is sent",
        arguments: [
            (nil, ["de"]), ("en", []), ("en", [""]), ("en", ["EN"]), ("", ["de"]),
        ] as [(String?, [String])])
    func refused(
        _ source: String?, _ targets: [String]
    ) async throws {
        let service = FakeTranslations()
        let catalogue = try Self.json(#"["One"]"#)
        await #expect {
            try await service.translate(catalogue, from: source, to: targets)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
        #expect(service.requests == [])
    }
}
