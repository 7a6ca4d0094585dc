import Flixu
import Foundation
import LanguageJobsTesting
import Testing

/// 12,000 strings into 25 languages, against a service that takes 10 translations a minute.
@Suite("A large batch at Flixu")
struct FlixuPacingTests {
    private static let languages = [
        "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "nb", "pl", "cs", "sk", "hu", "ro", "bg", "el",
        "tr", "uk", "ja", "ko", "zh", "vi", "th", "id",
    ]

    private static let strings = FlixuStrings(
        (0..<12_000).map { FlixuStrings.Entry(key: "key.\($0)", text: "Text \($0)") })

    private func emulated(
        faults: FaultPlan = .none, configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws -> EmulatedFlixu {
        var plan = FlixuPlan()
        plan.limits = .init(translate: 10, segment: 5, analyze: 5, api: 30)
        plan.allowance = 1_000_000_000
        return try EmulatedFlixu(plan: plan, faults: faults, configure: configure)
    }

    private func translate(_ emulated: EmulatedFlixu, width: Int = 2) async throws -> (FlixuBatch, Ledger) {
        try await emulated.time.run {
            let batch = try await emulated.flixu.translations.translate(
                Self.strings, from: "en", to: Self.languages, options: .init(maxConcurrentParts: width))
            return (batch, await emulated.service.ledger)
        }
    }

    @Test(
        "keeps within the limit: 48 requests, none refused, at least 4 minutes, in order",
        arguments: [2, 12])
    func paced(width: Int) async throws {
        let emulated = try emulated()
        let (batch, ledger) = try await translate(emulated, width: width)
        #expect(ledger.requests(to: .flixuBatch) == 48)
        #expect(ledger.requests.count { $0.status == 429 } == 0)
        #expect(ledger.requests.count == 48)
        #expect(emulated.time.now >= .seconds(240))
        #expect(emulated.time.now < .seconds(360))
        #expect(batch.failures.isEmpty)
        let all = try batch.get()
        #expect(all.count == 25)
        #expect(all.values.reduce(0) { $0 + $1.count } == 300_000)
        for language in ["de", "id"] {
            let translated = batch.translations(into: language).entries
            #expect(translated.map(\.key) == (0..<12_000).map { "key.\($0)" })
            #expect(translated.map(\.text) == (0..<12_000).map { "⟦\(language)⟧ Text \($0)" })
        }
        #expect(batch.creditsUsed == ledger.flixu.translations.reduce(0) { $0 + $1.credits })
    }

    @Test("is refused by the service where the client does not keep within the limit")
    func unpaced() async throws {
        let hasty = try emulated {
            $0.heedsRateWindows = false
            $0.retry = .never
        }
        let (batch, ledger) = try await translate(hasty)
        #expect(ledger.requests.count { $0.status == 429 } > 0)
        #expect(!batch.failures.isEmpty)
        #expect(batch.failures.allSatisfy { $0.error?.code == .rateLimited })
        #expect(batch.failures.contains { $0.error?.serviceCode == "rate_limit_exceeded" })
        #expect(batch.parts.count == 48)
    }

    @Test(
        "loses nothing of the other 47 when one part's answer is lost, and sends that part once",
        arguments: [
            Fault.dropAfter, .serverError(status: 500, applied: true),
        ])
    func oneLost(fault: Fault) async throws {
        let emulated = try emulated(faults: FaultPlan([.call(7, of: .flixuBatch, fault)]))
        let (batch, ledger) = try await translate(emulated, width: 1)
        #expect(ledger.requests(to: .flixuBatch) == 48)
        #expect(batch.failures.map(\.index) == [6])
        #expect(batch.failures.first?.error?.code == .submissionUncertain)
        #expect(batch.parts.count { $0.error == nil } == 47)
        // The seventh part is the fourth 500 strings into the first 20 languages.
        #expect(batch.translations(into: "de").entries.count == 11_500)
        #expect(batch.translations["de"]?["key.1500"] == nil)
        #expect(batch.translations["de"]?["key.1499"] == "⟦de⟧ Text 1499")
        #expect(batch.translations(into: "id").entries.count == 12_000)
        let error = await FlixuRig.error { try batch.get() }
        #expect(error?.code == .submissionUncertain)
        #expect((error?.underlying as? FlixuIncompleteBatch)?.batch.failures.count == 1)
    }

    @Test("holds back translations only: analyses and what is read have limits of their own")
    func buckets() async throws {
        var plan = FlixuPlan()
        plan.limits = .init(translate: 2, segment: 5, analyze: 2, api: 30)
        let emulated = try EmulatedFlixu(plan: plan)
        try await emulated.time.run {
            let flixu = emulated.flixu
            _ = try await flixu.translations.translate("One", from: "en", to: "de")
            _ = try await flixu.translations.translate(["a": "Two"], from: "en", to: ["de"]).get()
            _ = try await flixu.translations.analyze("One")
            _ = try await flixu.translations.analyze("Two")
            _ = try await flixu.quota()
            #expect(emulated.time.now == .zero)
            _ = try await flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
            #expect(emulated.time.now == .seconds(60))
            _ = try await flixu.translations.analyze("Three")
            #expect(await emulated.service.ledger.requests.count { $0.status == 429 } == 0)
        }
        #expect(emulated.time.now == .seconds(60))
    }

    @Test("stops when the credits are used up, and what was paid is there")
    func credits() async throws {
        var plan = FlixuPlan()
        plan.allowance = 500_000
        let emulated = try EmulatedFlixu(plan: plan)
        let (batch, ledger) = try await translate(emulated, width: 1)
        let paid = ledger.flixu.translations.count
        #expect(paid > 0)
        #expect(ledger.requests(to: .flixuBatch) == paid + 1)
        #expect(batch.parts.count { $0.error == nil } == paid)
        #expect(batch.parts.count { !$0.isSent } == 47 - paid)
        #expect(batch.failures.allSatisfy { $0.error?.code == .insufficientCredit })
        #expect(batch.creditsUsed == ledger.flixu.translations.reduce(0) { $0 + $1.credits })
    }
}
