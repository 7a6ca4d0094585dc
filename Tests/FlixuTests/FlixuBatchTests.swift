import Flixu
import Foundation
import LanguageJobsTesting
import Testing
import TestSupport

@Suite("A batch of strings at Flixu")
struct FlixuBatchTests {
    private static func strings(_ count: Int) -> FlixuStrings {
        FlixuStrings((0..<count).map { FlixuStrings.Entry(key: "k\($0)", text: "t\($0)") })
    }

    private static let codes = (0..<25).map { "l\($0)" }

    @Test("is one request when it is small, and is read by language and key")
    func small() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/batch").header("Content-Type", "application/json")
                        .body(json: try Fixture.text("flixu/batch-request.json")),
                    try FlixuRig.fixture("batch"))
            })
        defer { rig.removeFolder() }
        let batch = try await rig.flixu.translations.translate(
            [("greeting", "Hello"), ("farewell", "Goodbye"), ("cta", "Sign up now")], from: "en",
            to: ["de", "fr", "es"])
        #expect(try batch.get()["es"]?["cta"] == "Regístrate ahora")
        #expect(batch.creditsUsed == 112)
        #expect(batch.characterCount == 112)
        #expect(batch.parts.map(\.meta?.requestID) == ["7c9e6679-7425-40de-944b-e07fc1f90ae7"])
        #expect(
            batch.translations(into: "fr")
                == ["greeting": "Bonjour", "farewell": "Au revoir", "cta": "Inscrivez-vous maintenant"])
        #expect(batch.failures.isEmpty)
        try rig.mock.verify()
    }

    @Test(
        "is split into parts of 500 strings and 20 languages, in the order of the input",
        arguments: [
            (1, 1, [1], [1]), (500, 20, [500], [20]), (501, 20, [500, 1], [20, 20]),
            (500, 21, [500, 500], [20, 1]),
            (1_001, 41, [500, 500, 500, 500, 500, 500, 1, 1, 1], [20, 20, 1, 20, 20, 1, 20, 20, 1]),
        ] as [(Int, Int, [Int], [Int])])
    func split(strings: Int, languages: Int, sizes: [Int], widths: [Int]) async throws {
        let fake = FakeTranslations()
        let codes = (0..<languages).map { "l\($0)" }
        let batch = try await fake.translate(
            Self.strings(strings), from: "en", to: codes, options: .init(maxConcurrentParts: 1)
        ) {
            $0.glossaryIDs = ["g"]
        }
        #expect(fake.requests.map(\.strings.entries.count) == sizes)
        #expect(fake.requests.map(\.targetLanguages.count) == widths)
        #expect(fake.requests.allSatisfy { $0.assets.glossaryIDs == ["g"] && $0.sourceLanguage == "en" })
        let all = try batch.get()
        #expect(all.count == languages)
        #expect(all.values.allSatisfy { $0.count == strings })
        #expect(all["l\(languages - 1)"]?["k\(strings - 1)"] == "[l\(languages - 1)] t\(strings - 1)")
        #expect(batch.parts.map(\.index) == Array(sizes.indices))
        #expect(batch.creditsUsed == 10 * sizes.count)
    }

    @Test(
        "keeps the order of the input whichever part comes first, with no more parts under way than allowed")
    func order() async throws {
        let time = VirtualTime()
        let underWay = SendableBox((now: 0, most: 0))
        let fake = FakeTranslations { request, number in
            underWay.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            // The later a part is sent, the sooner it comes.
            try await time.sleep(until: time.now + .seconds(20 - number))
            underWay.withLock { $0.now -= 1 }
            return FakeTranslations.answer(request)
        }
        let ended = SendableBox<[Int]>([])
        let batch = try await time.run {
            try await fake.translate(
                Self.strings(3_000), from: "en", to: Self.codes, options: .init(maxConcurrentParts: 4),
                onPart: { part in ended.withLock { $0.append(part.index) } })
        }
        #expect(underWay.current.most == 4)
        #expect(batch.parts.map(\.index) == Array(0..<12))
        #expect(ended.current.sorted() == Array(0..<12))
        #expect(ended.current.first == 3)
        #expect(
            batch.translations(into: "l24").entries.map(\.key) == (0..<3_000).map { "k\($0)" })
        #expect(batch.translations(into: "l24").entries.last?.text == "[l24] t2999")
        #expect(FlixuBatchOptions().maxConcurrentParts == 2)
        #expect(FlixuBatchOptions(maxConcurrentParts: 0).maxConcurrentParts == 1)
    }

    @Test("keeps what came when a part failed, and its error tells which")
    func failing() async throws {
        let fake = FakeTranslations { request, number in
            guard number != 7 else {
                throw ClientError(
                    .serviceFailed, "The service failed.", status: 500, requestID: "r-7", serviceCode: "x")
            }
            return FakeTranslations.answer(request)
        }
        let batch = try await fake.translate(
            Self.strings(12_000), from: "en", to: Self.codes, options: .init(maxConcurrentParts: 1))
        #expect(fake.requests.count == 48)
        #expect(batch.failures.map(\.index) == [7])
        #expect(batch.failures.first?.languages == ["l20", "l21", "l22", "l23", "l24"])
        #expect(batch.failures.first?.keys.first == "k1500")
        #expect(batch.failures.first?.isSent == true)
        #expect(batch.failures.first?.meta?.requestID == "r-7")
        #expect(batch.creditsUsed == 470)
        #expect(batch.translations.values.reduce(0) { $0 + $1.count } == 12_000 * 25 - 500 * 5)
        #expect(batch.translations(into: "l20").entries.count == 11_500)
        #expect(batch.translations(into: "l0").entries.count == 12_000)
        let error = try #require(await FlixuRig.error { try batch.get() })
        #expect(error.code == .serviceFailed)
        #expect(error.requestID == "r-7")
        #expect(error.serviceCode == "x")
        #expect(
            error.message
                == "1 of 48 parts failed; what came of the others is in the batch's translations. part 8 of 48 "
                + "(500 strings from “k1500” on, into l20, l21, l22, l23, l24): The service failed.")
        let kept = try #require(error.underlying as? FlixuIncompleteBatch)
        #expect(kept.batch.translations["l0"]?["k11999"] == "[l0] t11999")
    }

    @Test(
        "sends nothing more when every other part would fail alike, and says so of each",
        arguments: [
            (401, ClientError.Code.unauthorized), (402, .insufficientCredit), (403, .forbidden),
        ])
    func stopped(status: Int, code: ClientError.Code) async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate/batch"), .json(#"{"data":{"translations":{"de":{"k0":"x"}}}}"#))
                Exchange(
                    .post("/v1/translate/batch"),
                    .status(status, json: #"{"error":{"code":"c","message":"No."}}"#))
            })
        defer { rig.removeFolder() }
        let parts = SendableBox<[Int]>([])
        let batch = try await rig.flixu.translations.translate(
            Self.strings(2_400), from: "en", to: ["de"], options: .init(maxConcurrentParts: 1),
            onPart: { part in parts.withLock { $0.append(part.index) } })
        #expect(rig.mock.requests.count == 2)
        #expect(parts.current == [0, 1, 2, 3, 4])
        #expect(batch.parts.map(\.isSent) == [true, true, false, false, false])
        #expect(batch.parts.map { $0.error?.code } == [.unexpectedResponse, code, code, code, code])
        #expect(batch.parts[1].error?.serviceCode == "c")
        #expect(
            batch.parts[4].error?.message.hasPrefix("This part was not sent, since part 2 failed: ") == true)
        #expect(batch.translations == ["de": ["k0": "x"]])
    }

    @Test("that stops keeps what was under way at that time")
    func stoppedBeside() async throws {
        let time = VirtualTime()
        let fake = FakeTranslations { request, number in
            try await time.sleep(until: time.now + .seconds(number == 0 ? 1 : 5))
            guard number > 0 else { throw ClientError(.insufficientCredit, "No credit.", status: 402) }
            return FakeTranslations.answer(request)
        }
        let batch = try await time.run {
            try await fake.translate(Self.strings(2_000), from: "en", to: ["de"])
        }
        #expect(fake.requests.count == 2)
        #expect(batch.parts.map(\.isSent) == [true, true, false, false])
        #expect(batch.parts.map { $0.error == nil } == [false, true, false, false])
        #expect(batch.translations["de"]?.count == 500)
        #expect(batch.translations["de"]?["k999"] == "[de] t999")
    }

    @Test("whose fake throws something else has failed parts, and one that says it is cancelled is")
    func otherErrors() async throws {
        struct Other: Error {}
        let failing = FakeTranslations { _, _ in throw Other() }
        let batch = try await failing.translate(Self.strings(1), from: "en", to: ["de"])
        #expect(batch.failures.map { $0.error?.code } == [.clientCodeFailed])
        #expect(batch.failures.first?.error?.underlying is Other)
        let cancelled = FakeTranslations { _, _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) {
            try await cancelled.translate(Self.strings(1), from: "en", to: ["de"])
        }
    }

    @Test("lets the others go on after any other failure")
    func goesOn() async throws {
        let codes: [ClientError.Code] = [
            .rejected, .rateLimited, .serviceFailed, .submissionUncertain, .connectionFailed, .notFound,
        ]
        let fake = FakeTranslations { _, number in throw ClientError(codes[number], "no \(number)") }
        let batch = try await fake.translate(
            Self.strings(3_000), from: "en", to: ["de"], options: .init(maxConcurrentParts: 1))
        #expect(batch.parts.map { $0.error?.code } == codes)
        // What may have been paid is the gravest.
        #expect(await FlixuRig.error { try batch.get() }?.code == .submissionUncertain)
        #expect(batch.translations.isEmpty)
    }

    @Test("counts a lost answer of a part as uncertain, and never sends that part again")
    func uncertain() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate/batch"), .failure(TransportFailure(.connectionLost, "cut")))
                Exchange(.post("/v1/translate/batch"), try FlixuRig.fixture("batch"))
            }, configuration: .init(retry: .init(maxAttempts: 3, baseDelay: .zero)))
        defer { rig.removeFolder() }
        var strings = Self.strings(500)
        strings.entries.append(.init(key: "cta", text: "Sign up now"))
        let batch = try await rig.flixu.translations.translate(
            strings, from: "en", to: ["de"], options: .init(maxConcurrentParts: 1))
        #expect(batch.parts.map { $0.error?.code } == [.submissionUncertain, nil])
        #expect(batch.translations == ["de": ["cta": "Jetzt anmelden"]])
        try rig.mock.verify()
    }

    @Test("reports what the service left out, and keeps what it sent")
    func leftOut() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/batch"),
                    .json(
                        """
                        {"data":{"translations":{"DE":{"a":"A","b":null,"x":"stray"},"zh_tw":{"a":1,"b":"B","c":"C"},
                        "es":"?","pt":{"a":"stray"}},"total_credits_used":"?"},"meta":{"request_id":"r-1","credits_used":4}}
                        """))
            })
        defer { rig.removeFolder() }
        let batch = try await rig.flixu.translations.translate(
            [("a", "1"), ("b", "2"), ("c", "3")], from: "en", to: ["de", "zh-TW", "es", "fr"])
        #expect(batch.translations == ["de": ["a": "A"], "zh-TW": ["b": "B", "c": "C"]])
        let error = try #require(batch.failures.first?.error)
        #expect(error.code == .unexpectedResponse)
        #expect(error.requestID == "r-1")
        #expect(
            error.message
                == "The service left out 9 of 12 translations: “b” in de, “c” in de, “a” in zh-TW, “a” in es, “b” in es "
                + "and 4 more. It sent texts under “pt”, which was not asked for: they are in the part's unclaimed, look "
                + "whether they will do before you pay again. What came is kept; translate the others again.")
        #expect(batch.parts[0].unclaimed == ["DE": ["x": "stray"], "pt": ["a": "stray"]])
        #expect(batch.creditsUsed == 4)
    }

    @Test(
        "is refused before anything is sent when something in it makes no sense",
        arguments: [
            ([], ["de"], "There is no string. Give one at least."),
            ([("a", "x")], [], "There is no target language. Give one at least."),
            ([("", "x")], ["de"], "A string has an empty key. Give each a key of its own."),
            (
                [("a", "x"), ("b", "")], ["de"],
                "The string of the key “b” is empty. Leave it out: there is nothing to translate."
            ),
            (
                [("a", "x"), ("b", "y"), ("a", "z")], ["de"],
                "The key “a” is there twice. Give each string a key of its own."
            ),
            ([("a", "x")], ["de", "DE"], "The target language “DE” is there twice. Name it once."),
            (
                [("a", "x")], ["de", "en"],
                "The target language “en” is the source language. Name another, or leave it out."
            ),
            ([("a", "x")], [""], "A target language is empty. Name it, such as “de”."),
        ] as [([(String, String)], [String], String)])
    func refused(pairs: [(String, String)], languages: [String], message: String) async throws {
        let fake = FakeTranslations()
        let strings = FlixuStrings(pairs.map { FlixuStrings.Entry(key: $0.0, text: $0.1) })
        let error = await FlixuRig.error {
            try await fake.translate(strings, from: "en", to: languages)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message == message)
        #expect(fake.requests.isEmpty)
    }

    @Test(
        "of one request is refused when it is larger than the service takes", arguments: [(501, 1), (1, 21)])
    func tooLarge(strings: Int, languages: Int) async throws {
        let rig = try FlixuRig(MockTransport {})
        defer { rig.removeFolder() }
        let request = FlixuBatchRequest(
            Self.strings(strings), from: "en", to: (0..<languages).map { "l\($0)" })
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate(request, options: .init())
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("not \(strings) and \(languages)") == true)
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("that is cancelled has told of every part that came, and begins no other")
    func cancelled() async throws {
        let time = VirtualTime()
        let fake = FakeTranslations { request, number in
            // The third never comes; the fourth comes at the very time of the cancellation.
            if number == 2 { try await time.sleep(until: .seconds(9_999)) }
            if number == 3 {
                try? await time.sleep(until: .seconds(9_999))
                return FakeTranslations.answer(request)
            }
            return FakeTranslations.answer(request)
        }
        let told = SendableBox<[Int]>([])
        let isCancelled = try await time.run {
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        _ = try await fake.translate(
                            Self.strings(5_000), from: "en", to: ["de"],
                            options: .init(maxConcurrentParts: 2),
                            onPart: { part in told.withLock { $0.append(part.index) } })
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
                try? await time.sleep(until: .seconds(10))
                group.cancelAll()
                return await group.next() ?? false
            }
        }
        #expect(isCancelled)
        #expect(told.current.sorted() == [0, 1, 3])
        #expect(fake.requests.count == 4)
    }

    @Test("is written with its keys as they are, whatever they hold")
    func keys() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/batch").body(
                        json:
                            #"{"strings":{"a.b":"1","a/b \"c\"":"2","é😀":"3"},"source_lang":"en","target_langs":["de"]}"#
                    ),
                    .json(#"{"data":{"translations":{"de":{"a.b":"x","a/b \"c\"":"y","é😀":"z"}}}}"#))
            })
        defer { rig.removeFolder() }
        let batch = try await rig.flixu.translations.translate(
            ["a.b": "1", "a/b \"c\"": "2", "é😀": "3"], from: "en", to: ["de"])
        #expect(try batch.get() == ["de": ["a.b": "x", "a/b \"c\"": "y", "é😀": "z"]])
        try rig.mock.verify()
    }
}
