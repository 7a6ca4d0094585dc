import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Rows at the emulated service")
struct ExtractFlowTests {
    private struct Item: Codable, Sendable, Equatable {
        var seq: Int
        var note: String
        var price: Double
        var isNew: Bool

        static let example = Item(seq: 1, note: "text", price: 12.5, isNew: true)

        static func rows(_ count: Int) -> [Item] {
            (1...count).map {
                Item(seq: $0, note: "row \($0) 日本\n\"x\"", price: Double($0) + 0.25, isNew: $0 % 2 == 0)
            }
        }
    }

    private func plan(_ change: (inout LDXHubPlan.StructFlow) -> Void) -> LDXHubPlan {
        var plan = LDXHubPlan()
        change(&plan.structFlow)
        return plan
    }

    private func extract(
        _ setup: EmulatedHub, _ rows: [Item], _ delivery: RowDelivery<Item> = .file
    ) async throws -> Extractions<Item> {
        try await setup.ldx.structFlow.extract(
            Item.example, model: EmulatedHub.model, prompt: "Give each row back.", from: rows,
            delivery: delivery)
    }

    @Test(
        "become records in their order, whatever form the output file has; those that fail are told",
        arguments: [false, true], [false, true])
    func file(isWrapped: Bool, isPlain: Bool) async throws {
        let setup = try EmulatedHub(
            plan: plan {
                $0.failingRecords = [2, 40]
                $0.wrapsOutput = isWrapped
                $0.lineEnding = isPlain ? .lineFeed : .carriageReturnLineFeed
                $0.endsLastLine = isPlain
            })
        try await setup.time.run {
            let rows = Item.rows(40)
            let outcomes = try await extract(setup, rows).all()
            #expect(outcomes.map(\.id) == (1...40).map(String.init))
            #expect(outcomes.filter { $0.failure?.reason == .refused }.map(\.index) == [1, 39])
            for (outcome, row) in zip(outcomes, rows) where outcome.failure == nil {
                #expect(outcome.record == row)
            }
            let ledger = await setup.hub.ledger
            #expect(ledger.jobsCreated.count == 1)
            #expect(ledger.filesStored.count >= 1)
        }
    }

    @Test("become records from the request as well, by id or by order", arguments: [true, false])
    func inline(hasIDs: Bool) async throws {
        let setup = try EmulatedHub(
            plan: plan {
                $0.failingRecords = [3]
                $0.results.id = hasIDs ? "id" : nil
                $0.results.isReversed = hasIDs
                $0.results.output = "data"
            })
        try await setup.time.run {
            let rows = Item.rows(5)
            let outcomes = try await extract(setup, rows, .inline(id: { "item \($0.seq)" })).all()
            #expect(outcomes.map(\.id) == (1...5).map { "item \($0)" })
            #expect(outcomes.map(\.failure?.reason) == [nil, nil, .refused, nil, nil])
            #expect(outcomes.compactMap(\.record) == rows.filter { $0.seq != 3 })
            #expect(await setup.hub.ledger.filesStored.isEmpty)
        }
    }

    @Test("are paid once when the wait is cancelled, and their records come from the reference")
    func cancelled() async throws {
        var plan = LDXHubPlan(jobs: JobPlan(processing: .seconds(60)))
        plan.structFlow.wrapsOutput = true
        let setup = try EmulatedHub(plan: plan)
        let reference = SendableBox<JobReference?>(nil)
        try await setup.time.run {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    let run = { @Sendable in
                        try await setup.ldx.structFlow.extract(
                            Item.example, model: EmulatedHub.model, prompt: "p", from: Item.rows(7),
                            onEvent: { if case .created(let job) = $0 { reference.exchange(job) } })
                    }
                    await #expect(throws: CancellationError.self) { _ = try await run() }
                }
                group.addTask { try? await setup.time.sleep(until: .seconds(20)) }
                await group.next()
                group.cancelAll()
            }
            let job = try #require(reference.current)
            let saved = try JSONEncoder().encode(job)
            let outcomes = try await setup.ldx.structFlow.outcomes(
                of: JSONDecoder().decode(JobReference.self, from: saved), as: Item.self)
            #expect(try await outcomes.all().compactMap(\.record) == Item.rows(7))
            #expect(await setup.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("come through polls that fail, a 429 and a cut output", arguments: [1, 2, 3] as [UInt64])
    func bumpy(seed: UInt64) async throws {
        let faults = FaultPlan(
            [
                .rate(0.15, of: .getJob(.structFlow), .dropBefore),
                .rate(0.15, of: .getJob(.structFlow), .serverError(status: 503, hint: .seconds(2))),
                .rate(0.15, of: .getJob(.structFlow), .truncated(at: 20)),
                .call(1, of: .createJob(.structFlow), .rateLimited(.milliseconds(700))),
                .call(1, of: .downloadFile, .truncated(at: 100)),
            ], seed: seed)
        let setup = try EmulatedHub(
            plan: LDXHubPlan(jobs: JobPlan(processing: .seconds(60))), faults: faults)
        try await setup.time.run {
            let outcomes = try await extract(setup, Item.rows(300))
            #expect(try await outcomes.all().compactMap(\.record) == Item.rows(300))
            #expect(await setup.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("of a job that fails, or whose creation is not answered, are an error of the whole")
    func failed() async throws {
        let failing = try EmulatedHub(plan: LDXHubPlan(jobs: .failing()))
        _ = try await failing.time.run {
            await #expect {
                _ = try await extract(failing, Item.rows(2))
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .jobFailed && error?.reference?.service == "ldxhub.structflow"
            }
        }
        let lost = try EmulatedHub(faults: FaultPlan([.call(1, of: .createJob(.structFlow), .dropAfter)]))
        try await lost.time.run {
            await #expect {
                _ = try await extract(lost, Item.rows(2))
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
            #expect(await lost.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("whose output is asked for too late are an error that says so")
    func expired() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            let reference = try await extract(setup, Item.rows(2)).reference
            try await setup.time.sleep(until: .seconds(200 * 3_600))
            await #expect {
                _ = try await setup.ldx.structFlow.outcomes(of: reference, as: Item.self)
            } throws: { error in
                let error = error as? ClientError
                return [.notFound, .resultExpired].contains(error?.code) && error?.reference == reference
            }
        }
    }

    @Test("by a model that the service does not have are refused before anything is uploaded")
    func preflight() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            await #expect {
                _ = try await setup.ldx.structFlow.extract(
                    Item.example, model: "nobody/nothing", prompt: "p", from: Item.rows(2), preflight: true)
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
            #expect(await setup.hub.ledger.filesStored.isEmpty)
        }
    }

    private struct Page: Codable, Sendable, Equatable {
        var text: String
    }

    @Test("can be what another job made, without a download between")
    func chained() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            let rows = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n"
            let first = try await setup.ldx.structFlow.run(
                .data(Data(rows.utf8), filename: "rows.jsonl"), model: EmulatedHub.model, prompt: "p",
                example: ["text": "x"])
            let second = try await setup.ldx.structFlow.extract(
                Page(text: "x"), model: EmulatedHub.model, prompt: "p", from: .result(first))
            #expect(try await second.all().compactMap(\.record) == [Page(text: "one"), Page(text: "two")])
            #expect(await setup.hub.ledger.jobsCreated.count == 2)
        }
    }
}
