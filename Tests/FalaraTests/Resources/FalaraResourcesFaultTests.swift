import Falara
import Foundation
import LanguageJobsTesting
import Testing

@Suite("Falara's resources, when answers are lost")
struct FalaraResourcesFaultTests {
    private struct Rig {
        let time = VirtualTime()
        let emulator: FalaraEmulator
        let falara: FalaraClient

        init(_ pattern: String, _ fault: Fault, call: Int = 1) throws {
            emulator = FalaraEmulator(
                time: time, startingAt: Date(timeIntervalSince1970: 1_772_791_200),
                faults: FaultPlan([.call(call, of: .falara(pattern), fault)]))
            falara = try FalaraClient(
                credential: .value("fal_key"), baseURL: emulator.baseURL,
                configuration: ClientConfiguration(runtime: time.runtime(seed: 7)),
                transport: emulator.transport)
        }
    }

    @Test(
        "a glossary is never made twice",
        arguments: [
            (Fault.dropAfter, 1), (.dropBefore, 0), (.serverError(status: 500, applied: true), 1),
            (.html(), 0),
            (.truncated(at: 9), 1),
        ])
    func created(fault: Fault, count: Int) async throws {
        let rig = try Rig("POST /glossaries", fault)
        try await rig.time.run {
            await #expect {
                try await rig.falara.glossaries.create(FalaraGlossaryRequest("Medical"))
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
            let made = try await rig.falara.glossaries.list()
            #expect(made.count == count)
        }
    }

    @Test(
        "a creation that was refused for its rate is sent again",
        arguments: [Fault.rateLimited(.seconds(3)), .refuseConnection])
    func rateLimited(fault: Fault) async throws {
        let rig = try Rig("POST /api-keys", fault)
        try await rig.time.run {
            if case .refuseConnection = fault {
                await #expect {
                    try await rig.falara.apiKeys.create(name: "One")
                } throws: {
                    ($0 as? ClientError)?.code == .connectionFailed
                }
            }
            _ = try await rig.falara.apiKeys.create(name: "One")
            #expect(try await rig.falara.apiKeys.list().map(\.name) == ["One"])
        }
    }

    @Test("a change whose answer was lost is made again, with the same end")
    func updated() async throws {
        let rig = try Rig("PUT /glossaries/{id}", .dropAfter)
        try await rig.time.run {
            let glossaries = rig.falara.glossaries
            let made = try await glossaries.create(FalaraGlossaryRequest("Old"))
            try await glossaries.update(made.id, FalaraGlossaryRequest("New"))
            #expect(try await glossaries.list().map(\.name) == ["New"])
        }
    }

    @Test("a removal whose answer was lost finds nothing when it is made again")
    func deleted() async throws {
        let rig = try Rig("DELETE /glossaries/{id}", .dropAfter)
        try await rig.time.run {
            let glossaries = rig.falara.glossaries
            let made = try await glossaries.create(FalaraGlossaryRequest("Old"))
            await #expect {
                try await glossaries.delete(made.id)
            } throws: {
                ($0 as? ClientError)?.code == .notFound
            }
            #expect(try await glossaries.list() == [])
        }
    }

    @Test("an entry is never added twice")
    func entry() async throws {
        let rig = try Rig("POST /glossaries/{id}/entries", .dropAfter)
        try await rig.time.run {
            let glossaries = rig.falara.glossaries
            let made = try await glossaries.create(FalaraGlossaryRequest("Medical"))
            await #expect {
                try await glossaries.add(FalaraGlossaryEntry("heart", ["de": "Herz"]), to: made.id)
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
            #expect(try await glossaries.glossary(made.id).entries?.map(\.term) == ["heart"])
        }
    }

    @Test(
        "a webhook is set and removed all the same",
        arguments: ["PUT /webhooks/config", "DELETE /webhooks/config"])
    func webhook(pattern: String) async throws {
        let rig = try Rig(pattern, .dropAfter)
        try await rig.time.run {
            let settings = rig.falara.webhookSettings
            let url = try #require(URL(string: "https://example.com/hook"))
            try await settings.set(url, secret: FalaraWebhookSecret("0123456789abcdef"))
            #expect(try await settings.current()?.url == "https://example.com/hook")
            try await settings.remove()
            #expect(try await settings.current() == nil)
        }
    }

    @Test("what only reads is asked again", arguments: [Fault.dropAfter, .serverError(), .html()])
    func reads(fault: Fault) async throws {
        for pattern in ["GET /account", "GET /engines", "POST /detect-language", "GET /structure-templates"] {
            let rig = try Rig(pattern, fault)
            try await rig.time.run {
                let account = try await rig.falara.account()
                #expect(account.role == "owner")
                #expect(try await rig.falara.library.engines().count == 2)
                #expect(try await rig.falara.library.structureTemplates().count == 1)
                let found = try await rig.falara.library.detectLanguage(of: "Guten Tag, wie geht es Ihnen?")
                #expect(found.language == "de")
            }
        }
    }
}
