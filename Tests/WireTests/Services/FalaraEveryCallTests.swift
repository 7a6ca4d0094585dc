import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Over a socket, every public call of Falara", .timeLimit(.minutes(1)))
struct FalaraEveryCallTests {
    private func falara(
        _ style: FalaraPlan.Style = .second, faults: FaultPlan = .none
    ) throws -> (FalaraEmulator, WireServer, FalaraClient) {
        var plan = FalaraPlan(jobs: .immediate)
        plan.style = style
        let emulator = FalaraEmulator(plan: plan, faults: faults)
        let server = try EmulatorPeer.serve(emulator)
        let client = try FalaraClient(
            credential: .value("test-key"), baseURL: try server.url("/v1"), settleTime: .milliseconds(50))
        return (emulator, server, client)
    }

    /// Real time goes by here.
    private let soon = WatchOptions(schedule: .constant(.milliseconds(100)))

    @Test("works at the first try: jobs of texts, files and batches", arguments: FalaraPlan.Style.allCases)
    func jobs(style: FalaraPlan.Style) async throws {
        let (_, server, falara) = try falara(style)
        defer { server.stop() }
        let jobs = falara.jobs
        let result = try await jobs.run(.text("Guten Tag. 日本!"), from: "de", to: "en", options: soon)
        #expect(result.text?.contains("日本") == true)
        let submission = try await jobs.submit(.texts(["Ja.", "Nein."]), from: "de", to: ["en", "fr"])
        #expect(try await jobs.results(of: submission, options: soon)["fr"]?.texts().count == 2)
        let file = try await jobs.run(
            .data(Data("# Titel\n".utf8), filename: "日本 \"1\".md"), from: "de", to: "en", options: soon)
        #expect(String(decoding: try await file.download.data(), as: UTF8.self).hasPrefix("# "))
        let batch = try await jobs.submitFiles(
            [.data(Data("Eins.\n".utf8), filename: "a.md"), .data(Data("Zwei.\n".utf8), filename: "b.md")],
            from: "de", to: ["en"])
        #expect(batch.jobs.count == 2)
        let batchID = try #require(batch.batchID)
        _ = try await jobs.batch(batchID)
        for job in batch.jobs { _ = try await jobs.watch(job, options: soon).result() }
        #expect(try await jobs.downloadBatch(batchID).data().prefix(2) == Data("PK".utf8))
        let first = try #require(batch.jobs.first)
        try await jobs.archive(first.id)
        try await jobs.unarchive(first.id)
        try await jobs.archive([first.id])
        try await jobs.deliver(first.id)
        var ids: [JobID<FalaraJob>] = []
        for try await job in jobs.allJobs(matching: .init(pageSize: 2)) { ids.append(job.id) }
        #expect(Set(ids).count == 5)
        #expect(ids.count == 5)
        try await jobs.archiveAll()
        #expect(try await jobs.jobs().isEmpty)
        #expect(server.failures == [])
    }

    @Test(
        "works at the first try: glossaries, library, keys, account and webhook settings",
        arguments: FalaraPlan.Style.allCases)
    func resources(style: FalaraPlan.Style) async throws {
        let (_, server, falara) = try falara(style)
        defer { server.stop() }
        let glossary = try await falara.glossaries.create(
            FalaraGlossaryRequest("Medical"))
        #expect(try await falara.glossaries.list().map(\.id) == [glossary.id])
        let id = glossary.id
        #expect(try await falara.glossaries.glossary(id).name == "Medical")
        _ = try await falara.glossaries.delete(id)
        #expect(try await falara.library.detectLanguage(of: "Bonjour, comment allez-vous?").language == "fr")
        #expect(try await falara.library.structureTemplates().isEmpty == false)
        #expect(try await falara.library.engines().isEmpty == false)
        let key = try await falara.apiKeys.create(name: "Server")
        let hash = try #require(key.hash)
        #expect(try await falara.apiKeys.list().contains { $0.hash == hash })
        _ = try await falara.apiKeys.revoke(hash)
        #expect(try await falara.account().plan == "professional")
        #expect(try await falara.usage().plan == "professional")
        #expect(try await falara.webhookSettings.current() == nil)
        let secret = try FalaraWebhookSecret("sixteen letters!")
        let hook = try #require(URL(string: "https://example.com/hook"))
        #expect(try await falara.webhookSettings.set(hook, secret: secret).isActive == true)
        _ = try await falara.webhookSettings.remove()
        #expect(try await falara.webhookSettings.current() == nil)
        #expect(server.failures == [])
    }

    @Test("A connection that is cut after a job was created ends in that job, and there is one")
    func cutAfter() async throws {
        let (emulator, server, falara) = try falara(
            faults: FaultPlan([.call(1, of: .falaraCreateJob, .dropAfter)]))
        defer { server.stop() }
        let result = try await falara.jobs.run(.text("Guten Tag."), from: "de", to: "en", options: soon)
        #expect(result.text?.contains("Guten Tag.") == true)
        #expect(await emulator.ledger.jobsCreated.count == 1)
    }
}
