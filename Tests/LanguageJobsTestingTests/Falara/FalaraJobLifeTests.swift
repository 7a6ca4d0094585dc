import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraJobLifeTests {
    private static let text = "Eins. Zwei. Drei. Vier."

    /// What a job shows at moments of its life, in words: status, step, the segments' statuses.
    private func life(
        _ jobs: FalaraJobPlan, at milliseconds: [Int], others: String = ""
    ) async throws -> [String] {
        let seen = SendableBox<[String]>([])
        try await withFalara(plan: FalaraPlan(jobs: jobs)) { calls, time in
            let id = try await calls.create(Self.text, others: others)
            for moment in milliseconds {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let job = try await calls.get("/jobs/\(id)")
                let segments = (0..<4).map { job.string("segments.\($0).status") ?? "?" }
                let step = job.string("current_step") ?? "-"
                let line = "\(job.string("status") ?? "?") \(step) \(segments.joined(separator: ","))"
                seen.withLock { $0.append(line) }
            }
        }
        return seen.current
    }

    @Test("A job goes through its steps, its segments one after the other")
    func steps() async throws {
        let lines = try await life(
            FalaraJobPlan(),
            at: [0, 499, 500, 700, 1_000, 1_350, 1_600, 1_900, 2_100, 2_299, 2_300, 2_499, 2_500])
        #expect(
            lines == [
                "queued - pending,pending,pending,pending",
                "queued - pending,pending,pending,pending",
                "processing supervisor pending,pending,pending,pending",
                "processing translator processing,pending,pending,pending",
                "processing translator translated,processing,pending,pending",
                "processing translator translated,translated,processing,pending",
                "processing translator translated,translated,translated,processing",
                "processing qa translated,translated,translated,translated",
                "processing qa qa_passed,qa_passed,translated,translated",
                "processing qa qa_passed,qa_passed,qa_passed,translated",
                "processing finalizing qa_passed,qa_passed,qa_passed,qa_passed",
                "processing finalizing qa_passed,qa_passed,qa_passed,qa_passed",
                "completed - done,done,done,done",
            ])
    }

    @Test("The source is reviewed first where that was asked for")
    func review() async throws {
        let lines = try await life(FalaraJobPlan(), at: [750], others: #","source_review":true"#)
        #expect(lines == ["processing source_review pending,pending,pending,pending"])
    }

    @Test("What QA finds is corrected, only where it is needed")
    func correction() async throws {
        let plan = FalaraJobPlan { segment in
            segment.source == "Zwei." ? 90 + Double(segment.loop) * 3 : 97
        }
        let lines = try await life(plan, at: [2_299, 2_300, 2_800, 3_300, 3_799, 3_800, 4_300, 4_500])
        #expect(
            lines == [
                "processing qa qa_passed,qa_failed,qa_passed,translated",
                "correcting translator qa_passed,correcting,qa_passed,qa_passed",
                "correcting translator qa_passed,qa_failed,qa_passed,qa_passed",
                "correcting translator qa_passed,correcting,qa_passed,qa_passed",
                "correcting translator qa_passed,correcting,qa_passed,qa_passed",
                "correcting translator qa_passed,qa_passed,qa_passed,qa_passed",
                "processing finalizing qa_passed,qa_passed,qa_passed,qa_passed",
                "completed - done,done,done,done",
            ])
    }
}
