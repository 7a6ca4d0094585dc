import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Creations at Falara whose answers are lost")
struct FalaraFaultTests {
    private static let faults: [Fault] = [
        .dropBefore, .dropAfter, .lateApply(after: .seconds(10)), .truncated(at: 5),
        .serverError(status: 503, applied: true), .serverError(status: 500), .html(status: 502),
        .hang(applied: true),
    ]

    @Test("make one job and no error, whatever was lost", arguments: faults)
    func text(fault: Fault) async throws {
        let setup = try EmulatedFalara(faults: FaultPlan([.call(1, of: .falaraCreateJob, fault)]))
        let result = try await setup.time.run {
            try await setup.falara.jobs.run(.text("Eins"), from: "de", to: "en")
        }
        #expect(result.text == "[en] Eins")
        #expect(await setup.emulator.ledger.jobsCreated.map(\.id) == [result.jobID?.rawValue])
    }

    @Test("make one job of a file", arguments: faults)
    func file(fault: Fault) async throws {
        let setup = try EmulatedFalara(faults: FaultPlan([.call(1, of: .falaraCreateFileJob, fault)]))
        let made = try await setup.time.run {
            try await setup.falara.jobs.run(EmulatedFalara.markdown, from: "de", to: "en")
        }
        #expect(await setup.emulator.ledger.jobsCreated.map(\.id) == [made.result.jobID?.rawValue])
    }

    @Test("make one job a language, and each is found", arguments: faults)
    func languages(fault: Fault) async throws {
        let setup = try EmulatedFalara(faults: FaultPlan([.call(1, of: .falaraCreateJob, fault)]))
        let results = try await setup.time.run {
            try await setup.falara.jobs.run(.text("Eins"), from: "de", to: ["en", "fr", "es"])
        }
        #expect(
            try results.languages.map { try $0.texts().map(\.text) } == [
                ["[en] Eins"], ["[fr] Eins"], ["[es] Eins"],
            ])
        #expect(await setup.emulator.ledger.jobsCreated.count == 3)
    }

    @Test("that are refused for now are made once they are let in")
    func rateLimited() async throws {
        let setup = try EmulatedFalara(
            faults: FaultPlan([.call(1, of: .falaraCreateJob, .rateLimited(.seconds(5)))]))
        let result = try await setup.time.run {
            try await setup.falara.jobs.run(.text("Eins"), from: "de", to: "en")
        }
        #expect(result.text == "[en] Eins")
        let ledger = await setup.emulator.ledger
        #expect(ledger.jobsCreated.map(\.at) == [.seconds(5)])
        #expect(ledger.requests(to: .falaraCreateJob) == 2)
    }

    @Test("whose connection is refused made nothing, say so, and are not sent again")
    func refused() async throws {
        let setup = try EmulatedFalara(
            faults: FaultPlan([.every(.falaraCreateJob, .refuseConnection)]))
        await #expect {
            try await setup.time.run {
                try await setup.falara.jobs.create(.init(.text("Eins"), from: "de", to: "en"))
            }
        } throws: { ($0 as? ClientError)?.code == .connectionFailed }
        let ledger = await setup.emulator.ledger
        #expect(ledger.jobsCreated.isEmpty)
        #expect(ledger.requests(to: .falaraCreateJob) == 1)
    }

    @Test(
        "and whose job failed for good meanwhile end in another job, since the service takes the content again"
    )
    func deadMeanwhile() async throws {
        var plan = FalaraPlan()
        plan.numbered = [1: FalaraJobPlan(queued: .zero, processing: .seconds(1), outcome: .dead())]
        let setup = try EmulatedFalara(
            plan: plan, faults: FaultPlan([.call(1, of: .falaraCreateJob, .dropAfter)]))
        let result = try await setup.time.run {
            try await setup.falara.jobs.run(.text("Eins"), from: "de", to: "en")
        }
        #expect(result.text == "[en] Eins")
        #expect(await setup.emulator.ledger.jobsCreated.map(\.at) == [.zero, .seconds(30)])
    }

    @Test("of many files are uncertain, and name the job that the service names")
    func files() async throws {
        let setup = try EmulatedFalara(
            faults: FaultPlan([.call(1, of: .falaraCreateBatchFile, .dropAfter)]))
        let other = UploadSource.data(Data("# Zwei\n".utf8), filename: "b.md")
        await #expect {
            try await setup.time.run {
                try await setup.falara.jobs.submitFiles(
                    [EmulatedFalara.markdown, other], from: "de", to: ["en"])
            }
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .submissionUncertain && error?.reference != nil
        }
        #expect(await setup.emulator.ledger.jobsCreated.count == 2)
    }

    @Test("that are applied after the pause are refused by the service itself, so that one job is made")
    func late() async throws {
        let setup = try EmulatedFalara(
            faults: FaultPlan([.call(1, of: .falaraCreateJob, .lateApply(after: .seconds(45)))]))
        let id = try await setup.time.run {
            let job = try await setup.falara.jobs.create(.init(.text("Eins"), from: "de", to: "en"))
            try await setup.time.sleep(until: .seconds(100))
            return job.id
        }
        #expect(await setup.emulator.ledger.jobsCreated.map(\.id) == [id.rawValue])
    }

    @Test("of the same content as before are refused when nothing is lost")
    func duplicate() async throws {
        let setup = try EmulatedFalara()
        let (first, again) = try await setup.time.run {
            let first = try await setup.falara.jobs.create(.init(.text("Eins"), from: "de", to: "en"))
            do {
                _ = try await setup.falara.jobs.create(.init(.text("Eins"), from: "de", to: "en"))
                return (first, nil as ClientError?)
            } catch let error as ClientError {
                return (first, error)
            }
        }
        #expect(again?.code == .duplicate)
        #expect(again?.reference?.id == first.id.rawValue)
        #expect(await setup.emulator.ledger.jobsCreated.count == 1)
    }

    /// What became of 200 submissions of which a third is faulted.
    private func submissions(
        _ duplicates: FalaraPlan.Duplicates
    ) async throws -> (results: [Int: FalaraResult], uncertain: Int, ledger: Ledger) {
        let rules: [FaultPlan.Rule] = [
            Fault.dropBefore, .dropAfter, .lateApply(after: .seconds(12)), .truncated(at: 7),
            .serverError(status: 503, applied: true), .html(status: 502),
        ].map { .rate(0.055, of: .falaraCreateJob, $0) }
        var plan = FalaraPlan(jobs: .immediate)
        plan.duplicates = duplicates
        let setup = try EmulatedFalara(plan: plan, faults: FaultPlan(rules, seed: 11))
        let outcomes = try await setup.time.run {
            try await withThrowingTaskGroup(of: (Int, FalaraResult?).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            return (
                                number,
                                try await setup.falara.jobs.run(
                                    .text("Satz \(number)"), from: "de", to: "en")
                            )
                        } catch let error as ClientError where error.code == .submissionUncertain {
                            return (number, nil)
                        }
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
            }
        }
        let results = outcomes.compactMapValues { $0 }
        return (results, outcomes.count - results.count, await setup.emulator.ledger)
    }

    @Test(
        "under 200 submissions with a third faulted: none lost without a word, none doubled, none of others")
    func many() async throws {
        let (results, uncertain, ledger) = try await submissions(.refused())
        #expect(results.count + uncertain == 200)
        // Four faults running are one in a hundred.
        #expect(uncertain <= 10)
        #expect(results.allSatisfy { number, result in result.text == "[en] Satz \(number)" })
        #expect(Set(results.values.map(\.jobID)).count == results.count)
        #expect((results.count...200).contains(ledger.jobsCreated.count))
        #expect(ledger.requests.count { $0.fault != nil } > 40)
    }

    @Test("are doubled by a service that takes the same content twice, which the same look finds")
    func control() async throws {
        let (_, _, ledger) = try await submissions(.accepted)
        #expect(ledger.jobsCreated.count > 200)
    }

    @Test("in the middle of many texts lose nothing of what was created before and after")
    func chunks() async throws {
        let setup = try EmulatedFalara(
            faults: FaultPlan([
                .call(2, of: .falaraCreateJob, .dropAfter), .call(4, of: .falaraCreateJob, .dropBefore),
            ]))
        let texts = EmulatedFalara.texts(1_200)
        let results = try await setup.time.run {
            try await setup.falara.jobs.run(.texts(texts), from: "de", to: ["en"])
        }
        #expect(try results["en"]?.texts().map(\.text) == texts.map { "[en] \($0)" })
        #expect(await setup.emulator.ledger.jobsCreated.count == 3)
    }

    @Test("and polls that fail now and then do not keep a job from its end")
    func polls() async throws {
        let setup = try EmulatedFalara(
            plan: FalaraPlan(jobs: FalaraJobPlan(processing: .seconds(60))),
            faults: FaultPlan(
                [
                    .rate(0.3, of: .falaraGetJob, .serverError(status: 503)),
                    .rate(0.2, of: .falaraGetJob, .dropBefore), .rate(0.2, of: .falaraGetResult, .dropAfter),
                ], seed: 5))
        let text = try await setup.time.run {
            try await setup.falara.jobs.run(.text("Eins"), from: "de", to: "en").text
        }
        #expect(text == "[en] Eins")
    }
}
