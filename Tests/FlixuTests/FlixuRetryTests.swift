import Flixu
import Foundation
import Testing
import TestSupport

@Suite("A batch at Flixu, sent again")
struct FlixuRetryTests {
    private static let strings = FlixuStrings(
        (0..<1_001).map { FlixuStrings.Entry(key: "k\($0)", text: "t\($0)") })

    /// Of three parts the first lacks a text, the second failed, and of the third nobody knows.
    private static func broken(
        _ answer: @escaping @Sendable (FlixuBatchRequest, Int) throws -> FlixuBatchAnswer = { request, _ in
            FakeTranslations.answer(request)
        }
    ) -> FakeTranslations {
        FakeTranslations { request, number in
            switch number {
            case 0:
                var answer = FakeTranslations.answer(request)
                answer.translations["fr"]?["k0"] = nil
                return answer
            case 1: throw ClientError(.rateLimited, "Too much.", status: 429)
            case 2: throw ClientError(.submissionUncertain, "Lost.")
            default: return try answer(request, number)
            }
        }
    }

    private static func first(_ fake: FakeTranslations) async throws -> FlixuBatch {
        try await fake.translate(
            strings, from: "en", to: ["de", "fr"], options: .init(maxConcurrentParts: 1)
        ) {
            $0.glossaryIDs = ["g"]
        }
    }

    @Test("asks only for what is missing for certain, and merges what comes")
    func certain() async throws {
        let fake = Self.broken()
        let batch = try await Self.first(fake)
        #expect(batch.failures.count == 3)
        let told = SendableBox<[[Int]]>([])
        let merged = try await fake.retry(
            batch, options: .init(maxConcurrentParts: 1),
            onPart: { part in told.withLock { $0.append([part.index, part.count]) } })
        let sent = fake.requests.dropFirst(3)
        #expect(sent.map(\.targetLanguages) == [["de"], ["fr"], ["fr"]])
        #expect(sent.map(\.strings.entries.count) == [500, 500, 1])
        #expect(sent.map { $0.strings.entries.first?.key } == ["k500", "k0", "k999"])
        #expect(sent.allSatisfy { $0.sourceLanguage == "en" && $0.assets.glossaryIDs == ["g"] })
        // The first and the third part are kept, the second brought nothing.
        #expect(told.current == [[2, 5], [3, 5], [4, 5]])
        #expect(merged.parts.map(\.index) == [0, 1, 2, 3, 4])
        #expect(merged.parts.map(\.count) == [5, 5, 5, 5, 5])
        #expect(merged.failures.map { $0.error?.code } == [.submissionUncertain])
        #expect(merged.failures.map(\.keys) == [["k1000"]])
        #expect(merged.creditsUsed == 40)
        #expect(merged.languages == ["de", "fr"])
        #expect(merged.translations["de"]?.count == 1_000)
        #expect(merged.translations["fr"]?.count == 1_000)
        #expect(merged.translations["fr"]?["k0"] == "[fr] t0")
        #expect(merged.translations(into: "de").entries.last?.text == "[de] t999")
    }

    @Test("asks for what may be paid when that is wanted, and then for nothing")
    func uncertain() async throws {
        let fake = Self.broken()
        let merged = try await fake.retry(try await Self.first(fake))
        let count = fake.requests.count
        #expect(try await fake.retry(merged).failures.count == 1)
        #expect(fake.requests.count == count)
        let whole = try await fake.retry(merged, includingUncertain: true)
        #expect(fake.requests.count == count + 1)
        #expect(fake.requests.last?.strings.entries.map(\.key) == ["k1000"])
        #expect(fake.requests.last?.targetLanguages == ["de", "fr"])
        let all = try whole.get()
        #expect(all.values.map(\.count) == [1_001, 1_001])
        #expect(try await fake.retry(whole, includingUncertain: true).parts.count == whole.parts.count)
        #expect(fake.requests.count == count + 1)
    }

    @Test("that fails again can be sent once more, and has lost nothing")
    func again() async throws {
        let fake = Self.broken { request, number in
            guard number > 3 else { throw ClientError(.insufficientCredit, "No credit.", status: 402) }
            return FakeTranslations.answer(request)
        }
        let first = try await Self.first(fake)
        let second = try await fake.retry(first, options: .init(maxConcurrentParts: 1))
        #expect(fake.requests.count == 4)
        #expect(second.parts.map(\.isSent) == [true, true, true, false, false])
        #expect(second.translations == first.translations)
        #expect(
            second.parts[4].error?.message == "This part was not sent, since part 3 failed: No credit.")
        let third = try await fake.retry(second, includingUncertain: true)
        #expect(third.failures.isEmpty)
        #expect(third.translations.values.map(\.count) == [1_001, 1_001])
    }

    @Test("leaves what came under another language's name to its reader")
    func unclaimed() async throws {
        let fake = FakeTranslations { request, number in
            number == 0
                ? FlixuBatchAnswer(translations: ["pt": ["a": "Olá"]], totalCreditsUsed: 3)
                : FakeTranslations.answer(request)
        }
        let batch = try await fake.translate(["a": "Hi"], from: "en", to: ["pt-BR"])
        #expect(try await fake.retry(batch).failures.count == 1)
        #expect(fake.requests.count == 1)
        let merged = try await fake.retry(batch, includingUncertain: true)
        #expect(try merged.get() == ["pt-BR": ["a": "[pt-BR] Hi"]])
        #expect(merged.parts.map(\.unclaimed) == [["pt": ["a": "Olá"]], [:]])
        #expect(merged.creditsUsed == 13)
    }

    @Test("is refused when nobody says which language it is in")
    func source() async throws {
        let fake = FakeTranslations()
        let part = FlixuBatchPart(
            index: 0, count: 1, keys: ["a"], languages: ["de"], error: ClientError(.serviceFailed, "x"))
        let batch = FlixuBatch(strings: ["a": "1"], languages: ["de"], parts: [part])
        #expect(await FlixuRig.error { try await fake.retry(batch) }?.code == .invalidRequest)
        #expect(fake.requests.isEmpty)
        let named = FlixuBatch(
            strings: ["a": "1"], languages: ["de"], parts: [part], sourceLanguage: "en")
        #expect(try await fake.retry(named).get() == ["de": ["a": "[de] 1"]])
    }
}
