import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

/// A job that fails after 1.9 seconds, begins again after a minute, and ends 2 seconds later.
@Suite struct FalaraRecoveryTests {
    private static let recovering = FalaraJobPlan(outcome: .failed(recoversAfter: .seconds(60)))
    private static let config =
        #"{"webhook_url":"https://example.com/h","webhook_secret":"0123456789abcdef"}"#

    @Test("While a job has failed there is no result, and there is one when it has recovered")
    func result() async throws {
        try await withFalara(plan: FalaraPlan(jobs: Self.recovering)) { calls, time in
            let id = try await FalaraCreation.file.send(calls).string("job_id") ?? ""
            var seen: [String] = []
            for moment in [1_900, 61_900, 63_899, 63_900] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let result = try await calls.get("/jobs/\(id)/result")
                let download = try await calls.get("/jobs/\(id)/download")
                seen.append("\(result.status) \(result.string("status") ?? "-") \(download.status)")
            }
            #expect(
                seen == ["409 failed 409", "409 processing 409", "409 processing 409", "200 completed 200"])
            #expect(try await calls.get("/jobs/\(id)/download").text == "[en] Eins zwei.")
        }
    }

    @Test("Lists and duplicates tell of a job that recovers as it stands; nothing is billed again")
    func list() async throws {
        try await withFalara(plan: FalaraPlan(jobs: Self.recovering)) { calls, time in
            let id = try await calls.create()
            var seen: [String] = []
            for moment in [1_900, 61_900, 63_900] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let again = try await calls.createAnswer()
                #expect(again.status == 409)
                #expect(again.string("job_id") == id)
                let status = again.string("status") ?? "?"
                let list = try await calls.get("/jobs?status=\(status)")
                seen.append("\(status) \(list.string("data.0.completed_at") ?? "-")")
            }
            #expect(
                seen == ["failed 2026-03-06T10:00:01Z", "processing -", "completed 2026-03-06T10:01:03Z"])
            #expect(await calls.falara.ledger.falara.wordsBilled.map(\.words) == [2])
        }
    }

    @Test("A batch runs again with its job, and its message is of the first end")
    func batch() async throws {
        let plan = FalaraPlan.with { $0.numbered = [1: .immediate, 2: Self.recovering] }
        try await withFalara(plan: plan) { calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let id = try await FalaraCreation.languages.send(calls).string("batch_id") ?? ""
            var seen: [String] = []
            for moment in [1_899, 1_900, 61_900, 63_900] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let batch = try await calls.get("/jobs/batch/\(id)")
                let failed = Int(batch.number("failed_jobs") ?? -1)
                seen.append("\(batch.string("status") ?? "?") \(failed)")
            }
            #expect(seen == ["processing 0", "completed_with_errors 1", "processing 0", "completed 0"])
            let deliveries = await calls.falara.deliveries
            #expect(
                deliveries.map { "\($0.event) \(Int($0.at / .milliseconds(1)))" } == [
                    "job.completed 0", "job.failed 1900", "batch.completed 1900", "job.completed 63900",
                ])
            #expect(
                deliveries.map { String(decoding: $0.body, as: UTF8.self) }[2]
                    == #"{"data":{"batch_id":"\#(id)","status":"completed_with_errors","total_jobs":2},"#
                    + #""event":"batch.completed"}"#)
        }
    }

    @Test("What recovers may still need review, or have blocked segments, never another failure")
    func needsReview() async throws {
        let plan = FalaraPlan(
            jobs: FalaraJobPlan(outcome: .failed(recoversAfter: .seconds(60))) { _ in 70 })
        try await withFalara(plan: plan) { calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let id = try await calls.create()
            try await time.pass(.seconds(3_600))
            #expect(try await calls.get("/jobs/\(id)").string("status") == "needs_review")
            #expect(await calls.falara.deliveries.map(\.event) == ["job.failed", "job.needs_review"])
            #expect(await calls.falara.deliveries.map(\.at) == [.milliseconds(1_900), .milliseconds(65_900)])
        }
    }
}
