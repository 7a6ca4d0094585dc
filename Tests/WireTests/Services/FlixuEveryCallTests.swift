import Flixu
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Over a socket, every public call of Flixu", .timeLimit(.minutes(1)))
struct FlixuEveryCallTests {
    private func flixu(
        _ documents: FlixuPlan.Documents = .inline, faults: FaultPlan = .none
    ) throws -> (FlixuEmulator, WireServer, FlixuClient) {
        var plan = FlixuPlan(documents: documents)
        plan.jobs = .immediate
        plan.filesOrigin = nil
        let emulator = FlixuEmulator(plan: plan, faults: faults)
        let server = try EmulatorPeer.serve(emulator)
        let client = try FlixuClient(credential: .value("test-key"), baseURL: try server.url("/v1"))
        return (emulator, server, client)
    }

    @Test("works at the first try: texts, batches, analysis, lists and account")
    func firstTry() async throws {
        let (_, server, flixu) = try flixu()
        defer { server.stop() }
        let text = try await flixu.translations.translate("Hello %@, 日本!", from: "en", to: "de")
        #expect(text.text.contains("Hello %@, 日本!"))
        let batch = try await flixu.translations.translate(
            [(key: "a.b", text: "One"), (key: "ключ", text: "Two")], from: "en", to: ["de", "fr"])
        #expect(Set(try batch.get().keys) == ["de", "fr"])
        #expect(batch.translations(into: "fr").entries.map(\.key) == ["a.b", "ключ"])
        #expect(try await flixu.translations.retry(batch).failures.isEmpty)
        #expect(try await flixu.translations.analyze("A contract.").title?.isEmpty == false)
        #expect(try await flixu.languages().languages.count == 147)
        #expect(try await flixu.formats().formats.count == 16)
        #expect(try await flixu.me().source == "api_key")
        let used = batch.creditsUsed + (text.creditsUsed ?? 0)
        #expect(used > 0)
        #expect(try await flixu.quota().credits?.consumed == used)
        #expect(Set(try await flixu.usage().byLanguage?.map(\.targetLanguage) ?? []) == ["de", "fr"])
        #expect(server.failures == [])
    }

    @Test(
        "works at the first try: documents, however their translation comes",
        arguments: FlixuPlan.Documents.allCases)
    func documents(way: FlixuPlan.Documents) async throws {
        let (_, server, flixu) = try flixu(way)
        defer { server.stop() }
        let document = try await flixu.documents.run(
            .data(Data("# Title\n\nText.\n".utf8), filename: "日本 \"1\".md"), from: "en", to: "de")
        let text = String(decoding: try await document.data(), as: UTF8.self)
        #expect(text.hasPrefix("# ") && text.contains("Title") && text.contains("Text."))
        if let reference = document.reference {
            let again = try await flixu.documents.resume(reference).result()
            #expect(String(decoding: try await again.data(), as: UTF8.self) == text)
        }
        #expect((document.reference == nil) == (way != .job))
        #expect(server.failures == [])
    }

    @Test("A connection that is cut after a text was translated is uncertain, and the text is paid once")
    func cutAfter() async throws {
        let (emulator, server, flixu) = try flixu(
            faults: FaultPlan([.call(1, of: .flixuTranslate, .dropAfter)]))
        defer { server.stop() }
        let error = await #expect(throws: ClientError.self) {
            try await flixu.translations.translate("Hello", from: "en", to: "de")
        }
        #expect(error?.code == .submissionUncertain)
        #expect(await emulator.ledger.flixu.translations.count == 1)
    }
}
