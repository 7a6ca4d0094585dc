import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

/// The four ways to make jobs; each is one request for the same content.
enum FalaraCreation: String, CaseIterable, Sendable {
    case text
    case languages
    case file
    case files

    var operation: EmulatorOperation {
        switch self {
        case .text: .falaraCreateJob
        case .languages: .falaraCreateBatchText
        case .file: .falaraCreateFileJob
        case .files: .falaraCreateBatchFile
        }
    }

    /// The words of each job of the request, in order.
    var words: [Int] {
        switch self {
        case .text: [2]
        case .languages: [3, 3]
        case .file: [2]
        case .files: [2, 1]
        }
    }

    func send(_ calls: FalaraCalls) async throws -> ServiceAnswer {
        switch self {
        case .text: try await calls.createAnswer()
        case .languages:
            try await calls.post(
                "/jobs/batch-text",
                #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"texts":["Eins zwei","drei"]}"#
            )
        case .file: try await calls.upload("a.md", "text/markdown", Data("Eins zwei.".utf8))
        case .files:
            try await calls.form(
                "/jobs/batch-file",
                [
                    .file("files", name: "a.md", type: "text/markdown", Data("Eins zwei.".utf8)),
                    .file("files", name: "b.md", type: "text/markdown", Data("Drei.".utf8)),
                    .text("source_lang", "de"), .text("target_lang", "en"),
                    .text("briefing_json", FalaraCalls.briefing),
                ])
        }
    }
}

@Suite struct FalaraCreationFaultTests {
    private func afterLoss(
        _ creation: FalaraCreation, _ fault: Fault,
        _ check: @escaping @Sendable (FalaraCalls, VirtualTime) async throws -> Void
    ) async throws {
        let faults = FaultPlan([.call(1, of: creation.operation, fault)])
        try await withFalara(faults: faults) { calls, time in
            let failure = await #expect(throws: TransportFailure.self) { try await creation.send(calls) }
            #expect(failure?.reason == .connectionLost)
            try await check(calls, time)
        }
    }

    @Test(
        "A creation whose answer is lost is done once: sent again it names the first of its jobs",
        arguments: FalaraCreation.allCases,
        [Fault.dropAfter, .truncated(at: 0), .truncated(at: 30)])
    func lost(creation: FalaraCreation, fault: Fault) async throws {
        try await afterLoss(creation, fault) { calls, time in
            let made = await calls.falara.ledger
            #expect(made.falara.wordsBilled.map(\.words) == creation.words)
            #expect(made.jobsCreated.map(\.answerReachedClient) == creation.words.map { _ in false })
            let first = made.jobsCreated.first?.id ?? "none"
            for (seconds, status) in [(0, "queued"), (60, "completed")] {
                try await time.pass(.seconds(seconds))
                let again = try await creation.send(calls)
                #expect(again.status == 409)
                #expect(
                    again.text
                        == #"{"detail":"Duplicate content","job_id":"\#(first)","status":"\#(status)"}"#)
            }
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated == made.jobsCreated)
            #expect(ledger.falara.wordsBilled == made.falara.wordsBilled)
            #expect(ledger.requests.map(\.status).suffix(2) == [409, 409])
        }
    }

    @Test(
        "A creation that takes effect late, after it was sent again, makes nothing",
        arguments: FalaraCreation.allCases)
    func overtaken(creation: FalaraCreation) async throws {
        try await afterLoss(creation, .lateApply(after: .seconds(20))) { calls, time in
            #expect(try await creation.send(calls).status == 202)
            let made = await calls.falara.ledger.jobsCreated
            #expect(made.map(\.at) == creation.words.map { _ in .zero })
            #expect(made.map(\.answerReachedClient) == creation.words.map { _ in true })
            try await time.pass(.seconds(21))
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated == made)
            #expect(ledger.falara.wordsBilled.map(\.words) == creation.words)
        }
    }

    @Test(
        "A creation that took effect late, and is sent again after that, names its first job",
        arguments: FalaraCreation.allCases)
    func lateBefore(creation: FalaraCreation) async throws {
        try await afterLoss(creation, .lateApply(after: .seconds(20))) { calls, time in
            try await time.pass(.seconds(20))
            let again = try await creation.send(calls)
            #expect(again.status == 409)
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated.map(\.at) == creation.words.map { _ in .seconds(20) })
            #expect(again.string("job_id") == ledger.jobsCreated.first?.id)
            #expect(ledger.falara.wordsBilled.map(\.words) == creation.words)
        }
    }

    @Test("Where the same content is accepted twice, a late creation makes a second job")
    func twice() async throws {
        let faults = FaultPlan([.call(1, of: .falaraCreateJob, .lateApply(after: .seconds(20)))])
        try await withFalara(plan: .with { $0.duplicates = .accepted }, faults: faults) { calls, time in
            await #expect(throws: TransportFailure.self) { try await calls.create() }
            #expect(try await calls.createAnswer().status == 202)
            try await time.pass(.seconds(20))
            #expect(await calls.falara.ledger.jobsCreated.map(\.at) == [.zero, .seconds(20)])
            #expect(try await calls.get("/jobs").count("data") == 2)
        }
    }

    @Test("A refused creation stays refused when it comes late: nothing is made")
    func lateRefusal() async throws {
        let faults = FaultPlan([.call(1, of: .falaraCreateJob, .lateApply(after: .seconds(20)))])
        try await withFalara(plan: .with { $0.wordsLimit = 1 }, faults: faults) { calls, time in
            await #expect(throws: TransportFailure.self) { try await calls.create() }
            try await time.pass(.seconds(20))
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            #expect(try await calls.get("/account/usage").number("words_used_this_period") == 0)
        }
    }

    @Test("A job whose answer was lost goes on, and its webhook message tells of it")
    func message() async throws {
        try await withFalara(faults: FaultPlan([.call(1, of: .falaraCreateJob, .dropAfter)])) { calls, time in
            let config = #"{"webhook_url":"https://example.com/h","webhook_secret":"0123456789abcdef"}"#
            _ = try await calls.json(.put, "/webhooks/config", config)
            await #expect(throws: TransportFailure.self) { try await calls.create() }
            try await time.pass(.seconds(60))
            let id = try #require(await calls.falara.ledger.jobsCreated.first?.id)
            #expect(await calls.falara.deliveries.map(\.jobID) == [id])
            #expect(try await calls.get("/jobs/\(id)/result").status == 200)
        }
    }

    @Test(
        "A page of something between is no answer to a creation: sent again it is made, once",
        arguments: FalaraCreation.allCases, [200, 502])
    func html(creation: FalaraCreation, status: Int) async throws {
        let faults = FaultPlan([.call(1, of: creation.operation, .html(status: status))])
        try await withFalara(faults: faults) { calls, _ in
            let page = try await creation.send(calls)
            #expect(page.status == status)
            #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
            #expect(page.text.hasPrefix("<!DOCTYPE html>"))
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            #expect(try await creation.send(calls).status == 202)
            #expect(await calls.falara.ledger.falara.wordsBilled.map(\.words) == creation.words)
        }
    }
}

@Suite struct FalaraReadFaultTests {
    private static let reads: [(EmulatorOperation, @Sendable (String) -> String)] = [
        (.falaraGetJob, { "/jobs/\($0)" }), (.falaraGetResult, { "/jobs/\($0)/result" }),
        (.falaraDownloadJob, { "/jobs/\($0)/download" }), (.falaraListJobs, { _ in "/jobs" }),
    ]

    @Test("A reading that is cut off after some bytes is whole when it is asked for again", arguments: 0..<4)
    func truncated(place: Int) async throws {
        let (operation, path) = Self.reads[place]
        let faults = FaultPlan([
            .call(1, of: operation, .truncated(at: 0)), .call(2, of: operation, .truncated(at: 9)),
            .call(3, of: operation, .truncated(at: 1 << 20)),
        ])
        try await withFalara(plan: FalaraPlan(jobs: .immediate), faults: faults) { calls, _ in
            let id = try await FalaraCreation.file.send(calls).string("job_id") ?? ""
            for bytes in [0, 9] {
                let failure = await #expect(throws: TransportFailure.self) {
                    try await calls.get(path(id))
                }
                #expect(failure?.reason == .connectionLost)
                #expect(failure?.message.contains("after \(bytes) of ") == true)
            }
            // A cut behind the end is none.
            let whole = try await calls.get(path(id))
            #expect(whole.status == 200)
            #expect(whole.headers["Content-Length"] == String(whole.body.count))
            #expect(try await calls.get(path(id)).body == whole.body)
            #expect(await calls.falara.ledger.requests(to: operation) == 4)
        }
    }

    @Test("The bytes before the cut are those of the answer")
    func prefix() async throws {
        let faults = FaultPlan([.call(1, of: .falaraDownloadJob, .truncated(at: 6))])
        try await withFalara(plan: FalaraPlan(jobs: .immediate), faults: faults) { calls, _ in
            let id = try await FalaraCreation.file.send(calls).string("job_id") ?? ""
            let url = try #require(URL(string: "\(calls.falara.baseURL.absoluteString)/jobs/\(id)/download"))
            let response = try await calls.falara.transport.send(
                TransportRequest(.get, url, headers: ["X-API-Key": "key"]))
            #expect(response.status == 200)
            #expect(response.headers["Content-Length"] == "15")
            var seen = Data()
            await #expect(throws: TransportFailure.self) {
                for try await chunk in response.body { seen += chunk }
            }
            #expect(String(decoding: seen, as: UTF8.self) == "[en] E")
        }
    }
}
