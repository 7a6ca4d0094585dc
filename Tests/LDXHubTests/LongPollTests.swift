import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Long polls at LDX hub")
struct LongPollTests {
    @Test("need one request in ten seconds when only the result counts")
    func honoured() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(45))))
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            let job = try await setup.ldx.refineLoop.create(.init(model: EmulatedHub.model, fileID: file.id))
            _ = try await setup.ldx.refineLoop.result(of: job.id)
            // 10 + 10 + 10 + 10 seconds, and the last returns at the end.
            #expect(await setup.hub.ledger.requests(to: .getJob(.refineLoop)) == 5)
            #expect(setup.time.now == .seconds(45))
        }
    }

    @Test("that ask for more than the service holds back are not taken for ignored")
    func longerThanHonoured() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(45))))
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            let job = try await setup.ldx.refineLoop.create(.init(model: EmulatedHub.model, fileID: file.id))
            let options = WatchOptions(longPollForResult: .seconds(60))
            _ = try await setup.ldx.refineLoop.result(of: job.id, options: options)
            #expect(await setup.hub.ledger.requests(to: .getJob(.refineLoop)) == 5)
            #expect(!setup.ldx.refineLoop.context.longPolls.isIgnored)
        }
    }

    @Test("that are ignored fall back to the schedule, for other jobs of the client too")
    func ignored() async throws {
        var plan = LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(45)))
        plan.wait = .ignored
        let setup = try EmulatedHub(plan: plan)
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            let request = RefineLoop.Request(model: EmulatedHub.model, fileID: file.id)
            let first = try await setup.ldx.refineLoop.create(request)
            _ = try await setup.ldx.refineLoop.result(of: first.id)
            let polls = await setup.hub.ledger.requests(to: .getJob(.refineLoop))
            // Delays of about 1, 1.5, 2.25, 3.4 and then 5 seconds: 45 seconds take about 12 polls.
            #expect((11...14).contains(polls))
            #expect(setup.ldx.refineLoop.context.longPolls.isIgnored)
        }
    }

    @Test("that are ignored are not taken for honoured because a retry took its time")
    func retried() async throws {
        var plan = LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(45)))
        plan.wait = .ignored
        let operation = EmulatorOperation.getJob(.refineLoop)
        let faults = FaultPlan([.call(1, of: operation, .serverError(status: 503, hint: .seconds(6)))])
        let setup = try EmulatedHub(plan: plan, faults: faults)
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            let request = RefineLoop.Request(model: EmulatedHub.model, fileID: file.id)
            let job = try await setup.ldx.refineLoop.create(request)
            _ = try await setup.ldx.refineLoop.result(of: job.id)
            let times = await setup.hub.ledger.requests.filter { $0.operation == operation }.map(\.at)
            // Refused at once, sent again when the service said, and then the schedule's second.
            #expect(times[0] == .zero)
            #expect(times[1] == .seconds(6))
            #expect(times[2] >= .milliseconds(6_900))
        }
    }
}
