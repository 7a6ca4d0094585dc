import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("A part of a batch at Flixu")
struct FlixuBatchPartTests {
    private static let answered = RecordedResponse.json(
        #"{"data":{"translations":{"de":{"a":"A"}}},"meta":{}}"#)

    @Test(
        "whose request never left is not sent, whatever kept it back",
        arguments: [
            TransportFailure.Reason.cannotResolveHost, .cannotConnect, .tlsFailed, .refused, .insecure,
        ])
    func neverLeft(reason: TransportFailure.Reason) async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate/batch"), .failure(TransportFailure(reason, "no")))
            })
        defer { rig.removeFolder() }
        let batch = try await rig.flixu.translations.translate(["a": "1"], from: "en", to: ["de"])
        #expect(batch.parts.map(\.isSent) == [false])
        #expect(batch.translations.isEmpty)
    }

    @Test("that the gate of an earlier answer holds back for too long is not sent")
    func gate() async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(
                [
                    Exchange(
                        .post("/v1/translate/batch"),
                        .status(
                            429, headers: ["Retry-After": "500"],
                            json: #"{"error":{"code":"rate_limit_exceeded"}}"#))
                ], time: time),
            configuration: .init(
                retry: .init(maxAttempts: 1, totalTime: .seconds(60)), runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let strings = FlixuStrings((0..<501).map { FlixuStrings.Entry(key: "k\($0)", text: "t") })
        let batch = try await time.run {
            try await rig.flixu.translations.translate(
                strings, from: "en", to: ["de"], options: .init(maxConcurrentParts: 1))
        }
        #expect(batch.parts.map { $0.error?.code } == [.rateLimited, .rateLimited])
        #expect(batch.parts.map { $0.error?.status } == [429, nil])
        #expect(batch.parts.map(\.isSent) == [true, false])
        try rig.mock.verify()
    }

    @Test("that was sent is graver than one that never left")
    func rank() async throws {
        let fake = FakeTranslations { _, number in
            throw number == 0
                ? ClientError(.connectionFailed, "no way") : ClientError(.serviceFailed, "bad", status: 500)
        }
        let strings = FlixuStrings((0..<501).map { FlixuStrings.Entry(key: "k\($0)", text: "t") })
        let batch = try await fake.translate(
            strings, from: "en", to: ["de"], options: .init(maxConcurrentParts: 1))
        #expect(batch.parts.map(\.isSent) == [false, true])
        #expect(await FlixuRig.error { try batch.get() }?.code == .serviceFailed)
    }

    @Test("keeps what came under another language's name, and more than one spelling of a language")
    func unclaimed() async throws {
        let fake = FakeTranslations { _, _ in
            FlixuBatchAnswer(translations: [
                "pt": ["a": "Olá", "b": "Tchau"], "zh_hans": ["a": "1"], "ZH-Hans": ["a": "2", "b": "3"],
                "zh-Hans": ["b": "4"], "fr": [:],
            ])
        }
        let batch = try await fake.translate(["a": "Hi", "b": "Bye"], from: "en", to: ["pt-BR", "zh-Hans"])
        #expect(batch.translations == ["zh-Hans": ["a": "2", "b": "4"]])
        #expect(
            batch.parts[0].unclaimed == [
                "pt": ["a": "Olá", "b": "Tchau"], "zh_hans": ["a": "1"], "ZH-Hans": ["b": "3"],
            ])
        #expect(
            batch.failures.first?.error?.message
                == "The service left out 2 of 4 translations: “a” in pt-BR, “b” in pt-BR. It sent texts under “pt”, "
                + "which was not asked for: they are in the part's unclaimed, look whether they will do before you pay "
                + "again. What came is kept; translate the others again.")
    }

    @Test("has no error when more came than was asked for")
    func more() async throws {
        let fake = FakeTranslations { _, _ in
            FlixuBatchAnswer(translations: ["de": ["a": "A", "z": "Z"], "fr": ["a": "F"]])
        }
        let batch = try await fake.translate(["a": "1"], from: "en", to: ["de"])
        #expect(try batch.get() == ["de": ["a": "A"]])
        #expect(batch.parts[0].unclaimed == ["de": ["z": "Z"], "fr": ["a": "F"]])
    }

    @Test(
        "may count absurdly much without harm",
        arguments: [(Int.max, 7, Int.max), (Int.min, -7, Int.min), (Int.max, -1, Int.max - 1)])
    func absurd(first: Int, second: Int, sum: Int) {
        let parts = [first, second].map {
            FlixuBatchPart(
                index: 0, count: 2, keys: ["a"], languages: ["de"], creditsUsed: $0, characterCount: $0)
        }
        let batch = FlixuBatch(strings: ["a": "1"], languages: ["de"], parts: parts)
        #expect(batch.creditsUsed == sum)
        #expect(batch.characterCount == sum)
    }
}
