import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuLedgerTests {
    @Test("Every effect is written down with its time")
    func effects() async throws {
        try await withFlixu { caller, time in
            try await time.pass(.seconds(3))
            _ = try await caller.translate("Hello", tag: "one")
            try await time.pass(.seconds(2))
            _ = try await caller.post(
                "/translate/batch",
                json: #"{"strings":{"a":"b","c":"d"},"source_lang":"de","target_langs":["en","zh-TW"]}"#)
            let address =
                try await caller.document("a.txt", Data("Hi".utf8)).string("data.download_url") ?? ""
            let id = String(address.split(separator: "/")[3])
            _ = try await caller.getSigned(address)
            let ledger = await caller.flixu.ledger
            #expect(
                ledger.flixu.translations == [
                    .init(
                        at: .seconds(3), operation: .flixuTranslate, documentID: nil, sourceLanguage: "en",
                        targetLanguages: ["de"], texts: 1, characters: [10], credits: 10, tag: "one",
                        answerReachedClient: true),
                    .init(
                        at: .seconds(5), operation: .flixuBatch, documentID: nil, sourceLanguage: "de",
                        targetLanguages: ["en", "zh-TW"], texts: 4, characters: [12, 18], credits: 30,
                        tag: nil,
                        answerReachedClient: true),
                    .init(
                        at: .seconds(5), operation: .flixuDocument, documentID: id, sourceLanguage: "en",
                        targetLanguages: ["de"], texts: 1, characters: [7], credits: 7, tag: "document",
                        answerReachedClient: true),
                ])
            #expect(
                ledger.filesStored == [.init(at: .seconds(5), id: id, filename: "a.txt", size: 2)])
            #expect(ledger.jobsCreated.isEmpty)
            #expect(ledger.requests.map(\.status) == [200, 200, 200, 200])
            #expect(ledger.requests(to: .flixuPresigned, for: id) == 1)
            #expect(ledger.flixu.strayKeys.isEmpty)
        }
    }

    @Test("A job is written down when it is created, its cost when it ends, in the order of the ends")
    func jobs() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.numbered = [1: JobPlan(queued: .zero, processing: .seconds(30)), 2: .failing()]
        try await withFlixu(plan: plan) { caller, time in
            var ids: [String] = []
            for name in ["long.txt", "failing.txt", "short.txt"] {
                ids.append(try await caller.document(name).string("data.job_id") ?? "")
            }
            try await time.pass(.seconds(100))
            let ledger = await caller.flixu.ledger
            #expect(ledger.jobsCreated.map(\.id) == ids)
            #expect(ledger.jobsCreated.map(\.service) == ["documents", "documents", "documents"])
            #expect(ledger.jobsCreated.map(\.answerReachedClient) == [true, true, true])
            #expect(ledger.filesStored.map(\.filename) == ["long.txt", "failing.txt", "short.txt"])
            #expect(ledger.flixu.translations.map(\.documentID) == [ids[2], ids[0]])
            #expect(ledger.flixu.translations.map(\.at) == [.milliseconds(2_500), .seconds(30)])
            #expect(ledger.jobsCreated(tag: "document").count == 3)
        }
    }

    @Test("An answer has reached the client when its last byte was taken, not before")
    func reached() async throws {
        try await withFlixu { caller, _ in
            let response = try await caller.start(
                .post, "/translate", headers: ["Content-Type": "application/json"],
                body: .bytes(Data(#"{"text":"Hi","source_lang":"en","target_lang":"de"}"#.utf8)))
            let before = await caller.flixu.ledger
            #expect(before.flixu.translations.map(\.answerReachedClient) == [false])
            _ = try await response.body.collect(upTo: 1_000)
            #expect(await caller.flixu.ledger.flixu.translations.map(\.answerReachedClient) == [true])
            #expect(before.flixu.translations.map(\.answerReachedClient) == [false])
        }
    }

    @Test("Every answer has an id of its own, in the field and in the body")
    func requestIDs() async throws {
        try await withFlixu { caller, _ in
            var seen: Set<String> = []
            for path in ["/me", "/me", "/nothing", "/quota", "/translate/doc_1"] {
                let answer = try await caller.get(path)
                let id = try #require(answer.headers["X-Request-Id"])
                #expect(id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
                #expect((answer.string("meta.request_id") ?? answer.string("error.request_id")) == id)
                seen.insert(id)
            }
            #expect(seen.count == 5)
        }
    }

    @Test(
        "Ids of documents depend on what was translated, not on how often somebody asked", arguments: [0, 3])
    func ids(polls: Int) async throws {
        try await withFlixu(plan: FlixuPlan(documents: .job)) { caller, _ in
            for _ in 0..<polls { _ = try await caller.get("/me") }
            #expect(try await caller.document().string("data.job_id") == "doc_17eb9055861e0a8b31e86cdc")
        }
    }
}
