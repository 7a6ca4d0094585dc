import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubWaitTests {
    private func seconds(
        _ query: String, jobLasts: Double, wait: LDXHubPlan.WaitSupport = .honoured(upTo: 10)
    ) async throws -> (Double, String?) {
        var plan = LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(jobLasts)))
        plan.wait = wait
        let result = SendableBox<(Double, String?)>((0, nil))
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.refine(caller.fileID())
            let start = time.now
            let answer = try await caller.get("/refineloop/jobs/\(id)\(query)")
            result.exchange(((time.now - start) / .seconds(1), answer.string("status")))
        }
        return result.current
    }

    @Test(
        "A request waits as long as it says, 10 seconds at most; nonsense doesn't wait",
        arguments: [
            ("?wait=1", 1.0), ("?wait=10", 10), ("?wait=11", 10), ("?wait=60", 10), ("?wait=0", 0),
            ("?wait=-3", 0),
            ("?wait=", 0), ("?wait", 0), ("?wait=soon", 0), ("?wait=2.5", 0), ("", 0),
            ("?wait=99999999999999999999", 0),
        ])
    func waits(query: String, expected: Double) async throws {
        let (seconds, status) = try await seconds(query, jobLasts: 100)
        #expect(seconds == expected)
        #expect(status == "processing")
    }

    @Test("The answer comes when the job ends", arguments: [0.25, 3, 9.999])
    func early(lasts: Double) async throws {
        let (seconds, status) = try await seconds("?wait=10", jobLasts: lasts)
        #expect(seconds == lasts)
        #expect(status == "completed")
    }

    @Test("A job that has ended is not waited for")
    func ended() async throws {
        let (seconds, status) = try await seconds("?wait=10", jobLasts: 0)
        #expect(seconds == 0)
        #expect(status == "completed")
    }

    @Test("A job without an end is waited for as long as was asked")
    func endless() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .endless)) { caller, time in
            let id = try await caller.refine(caller.fileID())
            _ = try await caller.get("/refineloop/jobs/\(id)?wait=7")
            #expect(time.now == .seconds(7))
        }
    }

    @Test("A plan can ignore the wait, or allow a longer one")
    func support() async throws {
        #expect(try await seconds("?wait=10", jobLasts: 100, wait: .ignored).0 == 0)
        #expect(try await seconds("?wait=45", jobLasts: 100, wait: .honoured(upTo: 30)).0 == 30)
    }

    @Test("Nobody waits for a job that doesn't exist, or without a key", arguments: ["key", nil])
    func unknown(key: String?) async throws {
        try await withHub { caller, time in
            var caller = caller
            caller.key = key
            let answer = try await caller.get("/refineloop/jobs/nothing?wait=10")
            #expect(answer.status == (key == nil ? 401 : 404))
            #expect(time.now == .zero)
        }
    }

    @Test("Many wait side by side")
    func many() async throws {
        try await withHub(plan: LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(4)))) {
            caller, time in
            let id = try await caller.refine(caller.fileID())
            try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<200 {
                    group.addTask { try await caller.get("/refineloop/jobs/\(id)?wait=10").string("status") }
                }
                for try await status in group { #expect(status == "completed") }
            }
            #expect(time.now == .seconds(4))
            #expect(await caller.hub.ledger.requests(to: .getJob(.refineLoop), for: id) == 200)
        }
    }
}
