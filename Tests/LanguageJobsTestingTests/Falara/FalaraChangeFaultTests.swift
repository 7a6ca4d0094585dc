import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

/// What comes of changes whose answers are lost when they are sent again.
@Suite struct FalaraChangeFaultTests {
    @Test(
        "A job is archived once, however often that is asked for",
        arguments: [Fault.dropAfter, .serverError(applied: true), .truncated(at: 3)])
    func archive(fault: Fault) async throws {
        let faults = FaultPlan([.call(1, of: .falaraArchiveJob, fault)])
        try await withFalara(faults: faults) { calls, _ in
            let id = try await calls.create()
            _ = try? await calls.send(.patch, "/jobs/\(id)/archive")
            let list = try await calls.get("/jobs")
            #expect(list.count("data") == 0)
            let again = try await calls.send(.patch, "/jobs/\(id)/archive")
            #expect(again.text == #"{"archived":true,"job_id":"\#(id)"}"#)
            let archives = await calls.falara.ledger.falara.archives
            #expect(archives.map { "\($0.jobID) \($0.isArchived)" } == ["\(id) true"])
        }
    }

    @Test("A late archiving of all jobs takes those along that came meanwhile")
    func archiveAll() async throws {
        let faults = FaultPlan([.call(1, of: .falaraArchiveAll, .lateApply(after: .seconds(20)))])
        try await withFalara(faults: faults) { calls, time in
            let first = try await calls.create("Eins.")
            await #expect(throws: TransportFailure.self) { try await calls.send(.post, "/jobs/archive-all") }
            try await time.pass(.seconds(10))
            let second = try await calls.create("Zwei.")
            #expect(try await calls.get("/jobs").count("data") == 2)
            try await time.pass(.seconds(10))
            #expect(try await calls.get("/jobs").count("data") == 0)
            let archives = await calls.falara.ledger.falara.archives
            #expect(archives.map(\.jobID) == [first, second])
            #expect(archives.map(\.at) == [.seconds(20), .seconds(20)])
        }
    }

    @Test("An entry, a glossary and a delivery are there twice when they are sent twice")
    func additions() async throws {
        let faults = FaultPlan([
            .call(2, of: .falara("POST /glossaries"), .dropAfter),
            .call(1, of: .falara("POST /glossaries/{id}/entries"), .dropAfter),
            .call(1, of: .falaraDeliverJob, .dropAfter),
        ])
        try await withFalara(plan: FalaraPlan(jobs: .immediate), faults: faults) { calls, _ in
            let glossary = try await calls.post("/glossaries", #"{"name":"A"}"#).string("glossary_id") ?? ""
            let file = try await FalaraCreation.file.send(calls).string("job_id") ?? ""
            let entry = #"{"term":"Haus","translations":{"en":"house"}}"#
            for isLost in [true, false] {
                let answers: [Result<ServiceAnswer, any Error>] = [
                    await caught { try await calls.post("/glossaries", #"{"name":"B"}"#) },
                    await caught { try await calls.post("/glossaries/\(glossary)/entries", entry) },
                    await caught { try await calls.send(.post, "/jobs/\(file)/deliver") },
                ]
                #expect(
                    answers.map { (try? $0.get())?.status } == (isLost ? [nil, nil, nil] : [201, 201, 200]))
            }
            #expect(try await calls.get("/glossaries").count("data") == 3)
            let shown = try await calls.get("/glossaries/\(glossary)")
            #expect(shown.count("entries") == 2)
            #expect(shown.string("entries.0.id") != shown.string("entries.1.id"))
            #expect(await calls.falara.ledger.falara.deliveries.map(\.jobID) == [file, file])
        }
    }

    @Test("What is removed and lost is not there the second time")
    func removals() async throws {
        let faults = FaultPlan([.call(1, of: .falara("DELETE /glossaries/{id}"), .dropAfter)])
        try await withFalara(faults: faults) { calls, _ in
            let id = try await calls.post("/glossaries", #"{"name":"A"}"#).string("glossary_id") ?? ""
            await #expect(throws: TransportFailure.self) {
                try await calls.send(.delete, "/glossaries/\(id)")
            }
            #expect(try await calls.send(.delete, "/glossaries/\(id)").status == 404)
            #expect(try await calls.get("/glossaries").count("data") == 0)
        }
    }

    @Test("A webhook that was set and lost is set, and one that is set late tells of later ends only")
    func webhook() async throws {
        let config = #"{"webhook_url":"https://example.com/h","webhook_secret":"0123456789abcdef"}"#
        for (fault, ends) in [
            (Fault.dropAfter, [1, 2]), (.lateApply(after: .seconds(20)), [2]), (.dropBefore, []),
        ] {
            let faults = FaultPlan([.call(1, of: .falara("PUT /webhooks/config"), fault)])
            try await withFalara(faults: faults) { calls, time in
                await #expect(throws: TransportFailure.self) {
                    try await calls.json(.put, "/webhooks/config", config)
                }
                let first = try await calls.create("Eins.")
                try await time.pass(.seconds(20))
                let second = try await calls.create("Zwei.")
                try await time.pass(.seconds(20))
                let deliveries = await calls.falara.deliveries
                #expect(deliveries.map(\.jobID) == ends.map { $0 == 1 ? first : second })
            }
        }
    }

    private func caught(
        _ body: () async throws -> ServiceAnswer
    ) async -> Result<ServiceAnswer, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
