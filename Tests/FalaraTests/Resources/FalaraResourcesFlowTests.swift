import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Falara's resources, against the emulator")
struct FalaraResourcesFlowTests {
    private struct Rig {
        let time = VirtualTime()
        let emulator: FalaraEmulator
        let falara: FalaraClient

        init(_ style: FalaraPlan.Style, faults: FaultPlan = .none) throws {
            var plan = FalaraPlan()
            plan.style = style
            emulator = FalaraEmulator(
                time: time, startingAt: Date(timeIntervalSince1970: 1_772_791_200), plan: plan, faults: faults
            )
            falara = try FalaraClient(
                credential: .value("fal_key"), baseURL: emulator.baseURL,
                configuration: ClientConfiguration(runtime: time.runtime(seed: 7)),
                transport: emulator.transport)
        }
    }

    @Test(
        "a glossary lives from its making to its end, in each form of the answers",
        arguments: FalaraPlan.Style.allCases)
    func glossary(style: FalaraPlan.Style) async throws {
        let rig = try Rig(style)
        try await rig.time.run {
            let glossaries: any FalaraGlossaryService = rig.falara.glossaries
            let made = try await glossaries.create(
                FalaraGlossaryRequest("Medical", entries: [FalaraGlossaryEntry("heart", ["de": "Herz"])]))
            try await glossaries.add(FalaraGlossaryEntry("lung", ["de": "Lunge"]), to: made.id)
            let listed = try await glossaries.list()
            #expect(listed.map(\.id) == [made.id])
            #expect(listed.map(\.entryCount) == [2])
            try await glossaries.update(made.id, FalaraGlossaryRequest("Medicine"))
            let read = try await glossaries.glossary(made.id)
            #expect(read.name == "Medicine")
            #expect(read.entries?.map(\.term) == ["heart", "lung"])
            try await glossaries.delete(made.id)
            #expect(try await glossaries.list() == [])
        }
    }

    @Test("a glossary comes of a file")
    func upload() async throws {
        let rig = try Rig(.second)
        try await rig.time.run {
            let glossaries = rig.falara.glossaries
            let file = UploadSource.data(Data("term,de,fr\nheart,Herz,cœur\n".utf8), filename: "terms.csv")
            #expect(try await glossaries.previewUpload(file)["entry_count"] == 1)
            #expect(try await glossaries.list() == [])
            try await glossaries.commitUpload(file, fields: ["name": "Medical"])
            #expect(try await glossaries.list().map(\.name) == ["Medical"])
        }
    }

    @Test("a key is made, works, and works no more when it is revoked", arguments: FalaraPlan.Style.allCases)
    func key(style: FalaraPlan.Style) async throws {
        let rig = try Rig(style)
        try await rig.time.run {
            let keys: any FalaraAPIKeyService = rig.falara.apiKeys
            let made = try await keys.create(name: "Second")
            #expect(try await keys.list().map(\.name) == ["Second"])
            let second = try FalaraClient(
                credential: made.secret.credential, baseURL: rig.emulator.baseURL,
                configuration: ClientConfiguration(runtime: rig.time.runtime(seed: 8)),
                transport: rig.emulator.transport)
            #expect(try await second.library.detectLanguage(of: "Guten Tag, wie geht es?").language == "de")
            try await keys.revoke(try #require(made.hash))
            await #expect {
                try await second.account()
            } throws: {
                ($0 as? ClientError)?.code == .unauthorized
            }
        }
    }

    @Test("a key whose answer was lost is there once, and can be found by its name")
    func lostKey() async throws {
        let rig = try Rig(
            .second, faults: FaultPlan([.call(1, of: .falara("POST /api-keys"), .dropAfter)]))
        try await rig.time.run {
            await #expect {
                try await rig.falara.apiKeys.create(name: "Lost")
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
            let left = try await rig.falara.apiKeys.list()
            #expect(left.map(\.name) == ["Lost"])
            try await rig.falara.apiKeys.revoke(try #require(left.first?.hash))
            #expect(try await rig.falara.apiKeys.list() == [])
        }
    }

    @Test("a webhook is set, shown and removed", arguments: FalaraPlan.Style.allCases)
    func webhook(style: FalaraPlan.Style) async throws {
        let rig = try Rig(style)
        try await rig.time.run {
            let settings: any FalaraWebhookSettingsService = rig.falara.webhookSettings
            #expect(try await settings.current() == nil)
            let url = try #require(URL(string: "https://example.com/hooks/falara"))
            let set = try await settings.set(url, secret: FalaraWebhookSecret("0123456789abcdef"))
            #expect(set.isActive == true)
            let shown = try await settings.current()
            #expect(shown?.url == "https://example.com/hooks/falara")
            #expect(shown?.maskedSecret?.contains("0123456789ab") == false)
            try await settings.remove()
            try await settings.remove()
            #expect(try await settings.current() == nil)
        }
    }

    @Test("the account, the usage, templates and engines are there", arguments: FalaraPlan.Style.allCases)
    func rest(style: FalaraPlan.Style) async throws {
        let rig = try Rig(style)
        try await rig.time.run {
            let falara = rig.falara
            let account = try await falara.account()
            #expect(account.id == "acc_emulator")
            #expect(account.plan == .professional)
            let usage = try await falara.usage()
            #expect(usage.wordsUsed == 0)
            #expect(usage.plan == .professional)
            #expect(try await falara.library.structureTemplates().map(\.scope) == [.system])
            #expect(try await falara.library.structureTemplate("product-description").id == "tpl_product")
            #expect(try await falara.library.engines().count == 2)
            let reference = FalaraStyleReference("Pages", content: "Leise und leicht.")
            #expect(try await falara.library.createStyleReference(reference)["name"] == "Pages")
        }
    }
}
