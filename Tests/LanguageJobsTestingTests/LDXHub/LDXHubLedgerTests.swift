import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubLedgerTests {
    @Test("Every effect is written down with its time")
    func effects() async throws {
        try await withHub { caller, time in
            try await time.pass(.seconds(3))
            let fileID = try await caller.upload("a.xlf", HubCaller.xliff).string("file_id") ?? ""
            try await time.pass(.seconds(2))
            let first = try await caller.refine(fileID, tag: "one")
            let second = try await caller.refine(fileID)
            _ = try await caller.get("/refineloop/jobs/\(first)")
            _ = try await caller.get("/refineloop/jobs/\(first)?wait=1")
            _ = try await caller.get("/refineloop/jobs")
            let ledger = await caller.hub.ledger
            #expect(
                ledger.filesStored == [
                    .init(at: .seconds(3), id: fileID, filename: "a.xlf", size: Int64(HubCaller.xliff.count))
                ])
            #expect(ledger.jobsCreated.map(\.id) == [first, second])
            #expect(ledger.jobsCreated.map(\.answerReachedClient) == [true, true])
            #expect(
                ledger.jobsCreated(tag: "one") == [
                    .init(
                        at: .seconds(5), service: "refineloop", id: first, fileID: fileID,
                        model: "google/gemini-3.5-flash", tag: "one", answerReachedClient: true)
                ])
            #expect(ledger.jobsCreated(fileID: fileID).count == 2)
            #expect(ledger.jobsCreated(fileID: "other").isEmpty)
            #expect(ledger.requests(to: .uploadFile) == 1)
            #expect(ledger.requests(to: .createJob(.refineLoop)) == 2)
            #expect(ledger.requests(to: .getJob(.refineLoop)) == 2)
            #expect(ledger.requests(to: .getJob(.refineLoop), for: first) == 2)
            #expect(ledger.requests(to: .getJob(.refineLoop), for: second) == 0)
            #expect(ledger.requests(to: .listJobs(.refineLoop)) == 1)
            #expect(ledger.requests(to: .createJob(.renderOCR)) == 0)
            #expect(ledger.requests.map(\.status) == [201, 202, 202, 200, 200, 200])
            #expect(ledger.requests.map(\.number) == [1, 1, 2, 1, 2, 1])
        }
    }

    @Test("A ledger doesn't change after it was read")
    func value() async throws {
        try await withHub { caller, _ in
            let before = await caller.hub.ledger
            _ = try await caller.fileID()
            #expect(before.filesStored.isEmpty)
            #expect(await caller.hub.ledger.filesStored.count == 1)
        }
    }

    @Test("An answer has reached the client when its last byte was taken, not before")
    func reached() async throws {
        try await withHub { caller, _ in
            let body = #"{"model":"openai/gpt-5.5","file_id":"\#(try await caller.fileID())"}"#
            let response = try await caller.start(
                .post, "/refineloop/jobs", headers: ["Content-Type": "application/json"],
                body: .bytes(Data(body.utf8)))
            #expect(await caller.hub.ledger.jobsCreated.map(\.answerReachedClient) == [false])
            _ = try await response.body.collect(upTo: 1_000)
            #expect(await caller.hub.ledger.jobsCreated.map(\.answerReachedClient) == [true])
        }
    }

    @Test("A run under a seed can be repeated, byte for byte")
    func determinism() async throws {
        let first = try await run(seed: 5, faults: 11)
        #expect(try await run(seed: 5, faults: 11) == first)
        #expect(try await run(seed: 6, faults: 11).answers != first.answers)
        #expect(try await run(seed: 5, faults: 12).faults != first.faults)
    }

    @Test("Ids depend on what was created, not on how often somebody asked", arguments: [0, 3])
    func ids(polls: Int) async throws {
        try await withHub { caller, _ in
            for _ in 0..<polls { _ = try await caller.get("/files") }
            #expect(try await caller.fileID() == "am00000157ublw9l0axyka4nrt20acxw")
        }
    }

    private struct Run: Equatable, Sendable {
        var answers: [String] = []
        var faults: [Fault?] = []
    }

    private func run(seed: UInt64, faults: UInt64) async throws -> Run {
        var plan = LDXHubPlan()
        plan.seed = seed
        let rates = FaultPlan(
            [.rate(0.3, of: nil, .dropAfter), .rate(0.2, of: nil, .serverError())], seed: faults)
        let run = SendableBox(Run())
        try await withHub(plan: plan, faults: rates) { caller, time in
            for index in 0..<40 {
                let result = try? await index % 2 == 0 ? caller.upload("\(index)") : caller.get("/files")
                run.withLock {
                    $0.answers.append(
                        result.map { "\($0.status) \($0.text) \($0.headers["zp-rid"] ?? "")" } ?? "lost")
                }
                try await time.pass(.milliseconds(700))
            }
            let seen = await caller.hub.ledger.requests.map(\.fault)
            run.withLock { $0.faults = seen }
        }
        return run.current
    }
}
