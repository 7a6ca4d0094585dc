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

@Suite struct FalaraJobEndTests {
    @Test("Too low a score after two loops ends in review, with a result and a warning")
    func needsReview() async throws {
        try await withFalara(plan: FalaraPlan(jobs: .needsReview)) { calls, time in
            let id = try await calls.create()
            try await time.pass(.milliseconds(4_499))
            #expect(try await calls.get("/jobs/\(id)").string("status") == "processing")
            try await time.pass(.milliseconds(1))
            let job = try await calls.get("/jobs/\(id)")
            #expect(job.string("status") == "needs_review")
            #expect(job.string("segments.0.status") == "qa_failed")
            #expect(job.number("segments.0.qa_score") == 70)
            #expect(job.number("segments.0.retry_count") == 2)
            let result = try await calls.get("/jobs/\(id)/result")
            #expect(result.status == 200)
            #expect(
                result.string("warning") == "The QA score is below the minimum after all correction loops.")
            #expect(result.number("qa_score") == 70)
        }
    }

    @Test(
        "From 80 after the loops a job is completed; below it is not",
        arguments: [(80.0, "completed"), (79.9, "needs_review")])
    func threshold(score: Double, status: String) async throws {
        try await withFalara(plan: FalaraPlan(jobs: FalaraJobPlan { _ in score })) { calls, time in
            let id = try await calls.create()
            try await time.pass(.seconds(5))
            #expect(try await calls.get("/jobs/\(id)").string("status") == status)
        }
    }

    @Test("One loop is enough where that passes", arguments: [(0, 2_500), (1, 3_500), (2, 4_500)])
    func loops(loops: Int, milliseconds: Int) async throws {
        try await withFalara(plan: FalaraPlan(jobs: .corrected(loops: loops))) { calls, time in
            let id = try await calls.create()
            try await time.pass(.milliseconds(milliseconds - 1))
            #expect(try await calls.get("/jobs/\(id)").string("status") == "processing")
            try await time.pass(.milliseconds(1))
            let job = try await calls.get("/jobs/\(id)")
            #expect(job.string("status") == "completed")
            #expect(job.number("segments.0.retry_count") == Double(loops))
        }
    }

    @Test(
        "In the older form a blocked segment of a result has no translation, in the newer its source",
        arguments: [FalaraPlan.Style.first, .second])
    func blockedTranslation(style: FalaraPlan.Style) async throws {
        var plan = FalaraPlan(jobs: FalaraJobPlan(outcome: .blocked(segments: [1])))
        plan.style = style
        try await withFalara(plan: plan) { calls, time in
            let id = try await calls.create("Eins. Zwei. Drei.")
            try await time.pass(.seconds(3))
            let result = try await calls.get("/jobs/\(id)/result")
            #expect(result["segments.1.translation"] == (style == .first ? .null : "Zwei."))
            #expect(result.string("segments.0.translation") == "[en] Eins.")
        }
    }

    @Test("Blocked segments keep their source, have no score, and the job tells of them")
    func blocked() async throws {
        let plan = FalaraPlan(jobs: FalaraJobPlan(outcome: .blocked(segments: [1])) { _ in 97 })
        try await withFalara(plan: plan) { calls, time in
            let id = try await calls.create("Eins. Zwei. Drei.")
            try await time.pass(.seconds(3))
            let job = try await calls.get("/jobs/\(id)")
            #expect(job.string("status") == "completed_with_blocks")
            #expect((0..<3).map { job.string("segments.\($0).status") } == ["done", "blocked", "done"])
            #expect(job["segments.1.qa_score"] == .null)
            #expect(job.string("segments.1.error") == "The markup of the segment can't be kept.")
            let result = try await calls.get("/jobs/\(id)/result")
            #expect(result.string("translated_text") == "[en] Eins. Zwei. [en] Drei.")
            #expect(result.number("qa_score") == 97)
            #expect(result["warning"] == .null)
        }
    }

    @Test(
        "A job that fails or dies has a log and no result",
        arguments: [
            (FalaraJobPlan.Outcome.failed(), "failed", "The translation engine did not answer."),
            (.dead(log: ["gone"]), "dead", "gone"),
        ])
    func failing(outcome: FalaraJobPlan.Outcome, status: String, log: String) async throws {
        try await withFalara(plan: FalaraPlan(jobs: FalaraJobPlan(outcome: outcome))) { calls, time in
            let id = try await calls.create()
            try await time.pass(.milliseconds(1_899))
            #expect(try await calls.get("/jobs/\(id)").string("status") == "processing")
            try await time.pass(.milliseconds(1))
            let job = try await calls.get("/jobs/\(id)")
            #expect(job.string("status") == status)
            #expect(job.string("error_log.0.message") == log)
            #expect(job.string("finished_at") == "2026-03-06T10:00:01Z")
            #expect(job.string("segments.0.status") == "failed")
            let result = try await calls.get("/jobs/\(id)/result")
            #expect(result.status == 409)
            #expect(result.text == #"{"detail":"Job is not completed.","status":"\#(status)"}"#)
            try await time.pass(.seconds(3_600))
            #expect(try await calls.get("/jobs/\(id)").string("status") == status)
        }
    }

    @Test("A failed job may recover, and goes through all steps again")
    func recovering() async throws {
        let plan = FalaraJobPlan(outcome: .failed(recoversAfter: .seconds(60)))
        try await withFalara(plan: FalaraPlan(jobs: plan)) { calls, time in
            let id = try await calls.create()
            var seen: [String] = []
            for moment in [1_899, 1_900, 61_899, 61_900, 63_899, 63_900] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let job = try await calls.get("/jobs/\(id)")
                seen.append("\(job.string("status") ?? "") \(job.count("error_log") ?? -1)")
            }
            #expect(
                seen == [
                    "processing 0", "failed 1", "failed 1", "processing 0", "processing 0", "completed 0",
                ])
            let job = try await calls.get("/jobs/\(id)")
            #expect(job.string("finished_at") == "2026-03-06T10:01:03Z")
        }
    }

    @Test("A job can be endless, and another done at once")
    func extremes() async throws {
        try await withFalara(plan: .with { $0.numbered = [1: .endless, 2: .immediate] }) { calls, time in
            let first = try await calls.create("Eins.")
            let second = try await calls.create("Zwei.")
            #expect(try await calls.get("/jobs/\(second)").string("status") == "completed")
            try await time.pass(.seconds(1_000_000))
            #expect(try await calls.get("/jobs/\(first)").string("current_step") == "translator")
            #expect(try await calls.get("/jobs/\(first)/result").status == 409)
        }
    }

    @Test("The plan can be chosen by what is ordered")
    func choice() async throws {
        let orders = SendableBox<[String]>([])
        let plan = FalaraPlan.with { plan in
            plan.choose = { order in
                orders.withLock {
                    $0.append(
                        "\(order.number) \(order.sourceLanguage)-\(order.targetLanguage) \(order.segmentCount) \(order.filename ?? "-")"
                    )
                }
                return order.segmentCount == 2 ? .immediate : nil
            }
        }
        try await withFalara(plan: plan) { calls, _ in
            let first = try await calls.create("Eins. Zwei.")
            let second = try await calls.upload("a.md", "text/markdown", Data("# Titel\n".utf8)).string(
                "job_id")
            #expect(try await calls.get("/jobs/\(first)").string("status") == "completed")
            #expect(try await calls.get("/jobs/\(second ?? "")").string("status") == "queued")
        }
        #expect(orders.current == ["1 de-en 2 -", "2 de-en 1 a.md"])
    }

    @Test("A job's stamps are those of its queue, its start and its end")
    func stamps() async throws {
        let plan = FalaraJobPlan(queued: .seconds(5), processing: .seconds(7))
        try await withFalara(plan: FalaraPlan(jobs: plan)) { calls, time in
            let id = try await calls.create()
            let queued = try await calls.get("/jobs/\(id)")
            #expect(queued.string("created_at") == "2026-03-06T10:00:00Z")
            #expect(queued["started_at"] == .null)
            #expect(queued["finished_at"] == .null)
            try await time.pass(.seconds(20))
            let done = try await calls.get("/jobs/\(id)")
            #expect(done.string("started_at") == "2026-03-06T10:00:05Z")
            #expect(done.string("finished_at") == "2026-03-06T10:00:12Z")
            #expect(done["current_step"] == .null)
        }
    }

    @Test("Tokens and costs grow with the segments that are translated")
    func usage() async throws {
        try await withFalara { calls, time in
            let id = try await calls.create("Eins zwei. Drei vier.")
            #expect(try await calls.get("/jobs/\(id)").number("token_usage.input_tokens") == 0)
            try await time.pass(.milliseconds(500 + 1_000))
            let half = try await calls.get("/jobs/\(id)")
            #expect(half.string("segments.0.status") == "translated")
            #expect(half.number("token_usage.input_tokens") == 300)
            #expect(half.number("token_usage.output_tokens") == 200)
            try await time.pass(.seconds(2))
            let done = try await calls.get("/jobs/\(id)")
            #expect(done.number("token_usage.input_tokens") == 600)
            #expect(done.number("cost_eur") == 0.0008)
        }
    }

    @Test("The same content has the same score, from 95.0 to 99.9, and most contents have others")
    func scores() async throws {
        try await withFalara(
            plan: .with {
                $0.jobs = .immediate; $0.duplicates = .accepted
            }
        ) { calls, _ in
            let text = (1...40).map { "Satz Nummer \($0)." }.joined(separator: " ")
            var all: [[Double?]] = []
            for _ in 0..<2 {
                let job = try await calls.get("/jobs/\(try await calls.create(text))")
                all.append((0..<40).map { job.number("segments.\($0).qa_score") })
            }
            #expect(all[0] == all[1])
            #expect(all[0].allSatisfy { (95.0...99.9).contains($0 ?? 0) })
            #expect(Set(all[0]).count > 10)
        }
    }

    @Test("The state of 10,000 segments takes about ten times as long as that of 1,000")
    func linear() {
        func cost(_ count: Int) -> Duration {
            let pipeline = FalaraPipeline(
                created: .zero, plan: FalaraJobPlan { _ in 90 }, reviewsSource: false,
                segments: Array(repeating: "Satz.", count: count))
            let clock = ContinuousClock()
            return (0..<3).map { _ in
                clock.measure {
                    for moment in stride(from: 0, through: 5_000, by: 500) {
                        let stage = pipeline.stage(at: .milliseconds(moment))
                        #expect(pipeline.segments(at: stage).count == count)
                    }
                }
            }.min() ?? .zero
        }
        _ = cost(1_000)
        #expect(cost(10_000) / cost(1_000) < 40)
    }
}
