import Flixu
import Foundation
import LanguageJobsTesting
import Testing
import TestSupport

@Suite("A text at Flixu")
struct FlixuTranslationsTests {
    @Test("is translated in one request that has what was set, and nothing else")
    func translate() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate").header("Content-Type", "application/json")
                        .body(json: try Fixture.text("flixu/quickstart-request.json")),
                    try FlixuRig.fixture("quickstart"))
                Exchange(
                    .post("/v1/translate").body(
                        json: """
                            {"text":"Hi","source_lang":"en","target_lang":"ja","glossary_ids":["g1","g2"],
                            "brand_voice_id":"bv_ghi","tm_id":"tm_abc123"}
                            """),
                    try FlixuRig.fixture("translate"))
            })
        defer { rig.removeFolder() }
        let hello = try await rig.flixu.translations.translate("Hello, world!", from: "en", to: "de")
        #expect(hello.text == "Hallo, Welt!")
        #expect(hello.qualityScore == 97)
        #expect(hello.creditsUsed == 13)
        #expect(hello.meta?.processingTime == 820)
        _ = try await rig.flixu.translations.translate("Hi", from: "en", to: "ja") {
            $0.glossaryIDs = ["g1", "g2"]
            $0.brandVoiceID = "bv_ghi"
            $0.translationMemoryID = "tm_abc123"
        }
        try rig.mock.verify()
    }

    @Test(
        "is refused before anything is sent when it, a language or an id is empty, or the languages are one",
        arguments: [
            ("", "en", "de", "g"), (" \n", "en", "de", "g"), ("a", "", "de", "g"), ("a", "en", " ", "g"),
            ("a", "en", "en", "g"), ("a", "zh-TW", "zh_tw", "g"), ("a", "en", "de", ""),
        ])
    func refused(text: String, source: String, target: String, glossary: String) async throws {
        let rig = try FlixuRig(MockTransport {})
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate(text, from: source, to: target) {
                $0.glossaryIDs = [glossary]
            }
        }
        #expect(error?.code == .invalidRequest)
        #expect(rig.mock.requests.isEmpty)
    }

    /// Ways to lose an answer after the request may have been applied.
    static let losses: [RecordedResponse] = [
        .failure(TransportFailure(.connectionLost, "cut")), .failure(TransportFailure(.idleTimeout, "slow")),
        .status(500, json: "{}"), .status(502, body: Data("<html>".utf8)), .json("not json"),
        .json(#"{"data":{"text":"?"}}"#), .json(#"{"data":null}"#),
        .redirect(to: "https://elsewhere.example/"),
        .json(#"{"data":{"translation":"Hallo"}}"#).truncated(after: 20), .status(204),
    ]

    @Test("is never sent twice when its answer was lost, and the error says so", arguments: losses.indices)
    func lost(index: Int) async throws {
        let rig = try FlixuRig(
            MockTransport { Exchange(.post("/v1/translate"), Self.losses[index]) },
            configuration: .init(retry: .init(maxAttempts: 4, baseDelay: .zero)))
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate("Hello", from: "en", to: "de")
        }
        #expect(error?.code == .submissionUncertain)
        #expect(
            error?.message.hasSuffix(
                " Flixu lists no translations: quota() tells whether credits were taken, once the service is done."
            )
                == true)
        #expect(rig.mock.requests.count == 1)
    }

    @Test("whose connection was refused is known not to be translated")
    func refusedConnection() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate"), .failure(TransportFailure(.cannotConnect, "refused")))
            })
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate("Hello", from: "en", to: "de")
        }
        #expect(error?.code == .connectionFailed)
    }

    @Test("is analyzed without credits, so that a lost answer is asked for again")
    func analyze() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/analyze/headless").body(json: try Fixture.text("flixu/analyze-request.json")),
                    .failure(TransportFailure(.connectionLost, "cut")))
                Exchange(.post("/v1/analyze/headless"), try FlixuRig.fixture("analyze"))
            }, configuration: .init(retry: .init(maxAttempts: 2, baseDelay: .zero)))
        defer { rig.removeFolder() }
        let analysis = try await rig.flixu.translations.analyze(
            "Der Auftragnehmer haftet für mittelbare Schäden nur bei Vorsatz oder grober Fahrlässigkeit.")
        #expect(analysis.risks?.constraintSaturation == .high)
        #expect(analysis.tags == ["legal", "liability", "B2B"])
        try rig.mock.verify()
        #expect(
            await FlixuRig.error { try await rig.flixu.translations.analyze(" ") }?.code == .invalidRequest)
    }

    @Test(
        "waits for its own time, for longer when the client is set so, and for what the call says before all")
    func timeouts() async throws {
        let seen = SendableBox<[TransportTimeouts]>([])
        struct Seeing: HTTPMiddleware {
            let seen: SendableBox<[TransportTimeouts]>

            func intercept(_ request: TransportRequest, _ context: CallContext, next: Next) async throws
                -> TransportResponse
            {
                seen.withLock { $0.append(request.timeouts) }
                return try await next(request, context)
            }
        }
        func timeouts(_ usual: TransportTimeouts, _ call: CallOptions = .init()) async throws {
            let rig = try FlixuRig(
                MockTransport {
                    Exchange(.post("/v1/translate"), try FlixuRig.fixture("quickstart"))
                    Exchange(.post("/v1/translate/batch"), try FlixuRig.fixture("batch"))
                },
                configuration: .init(retry: .never, timeouts: usual, attemptMiddlewares: [Seeing(seen: seen)])
            )
            defer { rig.removeFolder() }
            _ = try await rig.flixu.translations.translate("Hello", from: "en", to: "de", options: call)
            _ = try await rig.flixu.translations.translate(
                FlixuBatchRequest(["a": "b"], from: "en", to: ["de"]), options: call)
        }
        try await timeouts(.init(idle: .seconds(60)))
        try await timeouts(.init(idle: .seconds(900), total: .seconds(30)))
        try await timeouts(.init(), .init(timeouts: .init(idle: .seconds(5), total: .seconds(6))))
        #expect(
            seen.current == [
                .init(idle: .seconds(120)), .init(idle: .seconds(600)),
                .init(idle: .seconds(900), total: .seconds(120)),
                .init(idle: .seconds(900), total: .seconds(600)),
                .init(idle: .seconds(5), total: .seconds(6)), .init(idle: .seconds(5), total: .seconds(6)),
            ])
    }

    @Test("can be translated by a fake")
    func fake() async throws {
        let fake: any FlixuTranslating = FakeTranslations()
        #expect(try await fake.translate("Hello", from: "en", to: "de").text == "[de] Hello")
        let batch = try await fake.translate(["b": "B", "a": "A"], from: "en", to: ["de"])
        #expect(try batch.get() == ["de": ["a": "[de] A", "b": "[de] B"]])
        #expect(try await fake.analyze("x").domain == "General")
    }
}

/// Marks each text with its language, and keeps what it was asked.
final class FakeTranslations: FlixuTranslating {
    private let all = SendableBox<[FlixuBatchRequest]>([])
    private let answer: @Sendable (FlixuBatchRequest, _ number: Int) async throws -> FlixuBatchAnswer

    /// - Parameter answer: Answers a part, with its number from 0; by default as asked for.
    init(
        _ answer: @escaping @Sendable (FlixuBatchRequest, _ number: Int) async throws -> FlixuBatchAnswer = {
            request, _ in FakeTranslations.answer(request)
        }
    ) {
        self.answer = answer
    }

    var requests: [FlixuBatchRequest] { all.current }

    static func answer(_ request: FlixuBatchRequest) -> FlixuBatchAnswer {
        FlixuBatchAnswer(
            translations: Dictionary(
                uniqueKeysWithValues: request.targetLanguages.map { language in
                    let texts = request.strings.entries.map { ($0.key, "[\(language)] \($0.text)") }
                    return (language, Dictionary(uniqueKeysWithValues: texts))
                }), totalCreditsUsed: 10, totalCharacters: 9)
    }

    func translate(_ request: FlixuTextRequest, options: CallOptions) async throws -> FlixuTranslation {
        FlixuTranslation(text: "[\(request.targetLanguage)] \(request.text)")
    }

    func translate(_ request: FlixuBatchRequest, options: CallOptions) async throws -> FlixuBatchAnswer {
        let number = all.withLock { all in
            all.append(request)
            return all.count - 1
        }
        return try await answer(request, number)
    }

    func analyze(_ text: String, options: CallOptions) async throws -> FlixuAnalysis {
        FlixuAnalysis(domain: "General")
    }
}
