import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraLimitTests {
    @Test("So many requests are let through in any 60 seconds, and the answer says when to come back")
    func rate() async throws {
        try await withFalara(plan: .with { $0.requestsPerMinute = 3 }) { calls, time in
            for second in [0, 10, 20] {
                try await time.pass(.seconds(second) - calls.falara.now)
                #expect(try await calls.get("/jobs").status == 200)
            }
            try await time.pass(.milliseconds(500))
            let refused = try await calls.createAnswer()
            #expect(refused.status == 429)
            #expect(refused.text == #"{"detail":"Rate limit exceeded."}"#)
            #expect(refused.headers["Retry-After"] == "40")
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            try await time.pass(.seconds(60) - calls.falara.now)
            #expect(try await calls.get("/jobs").status == 200)
            let again = try await calls.get("/jobs")
            #expect(again.status == 429)
            #expect(again.headers["Retry-After"] == "10")
        }
    }

    @Test("The limit counts before the key, and may not say when to come back")
    func silent() async throws {
        let plan = FalaraPlan.with {
            $0.requestsPerMinute = 1
            $0.showsRetryAfter = false
        }
        try await withFalara(plan: plan) { calls, _ in
            var stranger = calls
            stranger.key = nil
            #expect(try await stranger.get("/jobs").status == 401)
            let refused = try await calls.get("/jobs")
            #expect(refused.status == 429)
            #expect(refused.headers["Retry-After"] == nil)
        }
    }

    @Test("A window of 60 seconds ends to the millisecond, and what was refused doesn't lengthen it")
    func edges() async throws {
        try await withFalara(plan: .with { $0.requestsPerMinute = 1 }) { calls, time in
            try await time.pass(.milliseconds(250))
            #expect(try await calls.get("/jobs").status == 200)
            for (moment, seconds) in [(250, "60"), (251, "60"), (59_250, "1"), (60_249, "1")] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let refused = try await calls.get("/jobs")
                #expect(refused.status == 429)
                #expect(refused.headers["Retry-After"] == seconds)
            }
            try await time.pass(.milliseconds(1))
            #expect(try await calls.get("/jobs").status == 200)
            #expect(try await calls.get("/jobs").status == 429)
            // Who waits as long as he was told is let through.
            try await time.pass(.seconds(60))
            #expect(try await calls.get("/jobs").status == 200)
        }
    }

    @Test("A form of parts without end is refused before it fills the memory")
    func parts() async throws {
        try await withFalara { calls, _ in
            let sent = SendableBox(0)
            let part = Data(
                "--cut-here\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.md\"\r\n\r\nx\r\n"
                    .utf8)
            let body = TransportStream {
                sent.withLock { $0 += 1 }
                return sent.current <= 100_000 ? part : nil
            }
            let answer = try await calls.send(
                .post, "/jobs/batch-file",
                headers: ["Content-Type": "multipart/form-data; boundary=cut-here"],
                body: .stream(length: Int64(part.count) * 100_000) { body })
            #expect(answer.status == 400)
            #expect(answer.text == #"{"detail":"There was an error parsing the body: too many parts."}"#)
            #expect(sent.current < 1_000)
        }
    }

    @Test("A limit of none lets nothing through")
    func nothing() async throws {
        try await withFalara(plan: .with { $0.requestsPerMinute = 0 }) { calls, time in
            for _ in 0..<2 {
                let refused = try await calls.createAnswer()
                #expect(refused.status == 429)
                #expect(refused.headers["Retry-After"] == "60")
                try await time.pass(.seconds(60))
            }
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
        }
    }

    @Test(
        "What never reached the service doesn't count against the limit, what lost its answer does",
        arguments: [
            (Fault.refuseConnection, 200), (.dropBefore, 200), (.rateLimited(), 200), (.html(), 200),
            (.serverError(), 200), (.dropAfter, 429), (.serverError(applied: true), 429),
            (.lateApply(after: .seconds(5)), 429),
        ])
    func counted(fault: Fault, status: Int) async throws {
        let faults = FaultPlan([.call(1, of: .falaraCreateJob, fault)])
        try await withFalara(plan: .with { $0.requestsPerMinute = 1 }, faults: faults) { calls, _ in
            _ = try? await calls.createAnswer()
            let next = try await calls.get("/jobs")
            #expect(next.status == status)
        }
    }

    @Test("A job beyond the word quota is refused with the plan's status", arguments: [402, 403, 429])
    func quota(status: Int) async throws {
        let plan = FalaraPlan.with {
            $0.wordsLimit = 5
            $0.quotaStatus = status
        }
        try await withFalara(plan: plan) { calls, _ in
            _ = try await calls.create("Eins zwei drei.")
            let refused = try await calls.createAnswer("Vier fünf sechs.")
            #expect(refused.status == status)
            #expect(refused.text == #"{"detail":"Word quota exceeded: 3 of 5 words are used."}"#)
            let premium = try await calls.createAnswer("Vier fünf.", others: #","quality":"premium""#)
            #expect(premium.status == status)
            #expect(try await calls.createAnswer("Vier fünf.").status == 202)
            let usage = try await calls.get("/account/usage")
            #expect(usage.number("words_used_this_period") == 5)
            #expect(usage.number("words_limit") == 5)
            let ledger = await calls.falara.ledger
            #expect(ledger.falara.wordsBilled.map(\.words) == [3, 2])
            #expect(ledger.falara.wordsBilled.map(\.jobID) == ledger.jobsCreated.map(\.id))
        }
    }

    @Test("The words of all languages count, or no job is made")
    func quotaOfBatch() async throws {
        try await withFalara(plan: .with { $0.wordsLimit = 5 }) { calls, _ in
            let body =
                #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Eins zwei drei."}"#
            let answer = try await calls.post("/jobs", body)
            #expect(answer.status == 402)
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("Premium is not for free, and counts one and a half times")
    func premium() async throws {
        let others = #","quality":"premium""#
        try await withFalara(plan: .with { $0.accountPlan = "free" }) { calls, _ in
            let refused = try await calls.createAnswer(others: others)
            #expect(refused.status == 403)
            #expect(refused.text == #"{"detail":"Premium quality is not part of the free plan."}"#)
        }
        try await withFalara { calls, _ in
            for (text, words) in [("Eins.", 2), ("Eins zwei.", 3), ("Eins zwei drei.", 5)] {
                _ = try await calls.create(text, others: others)
                #expect(await calls.falara.ledger.falara.wordsBilled.last?.words == words)
            }
        }
    }

    @Test(
        "The source is reviewed as the tier has it, unless something else was asked for",
        arguments: [
            ("professional", "", false), ("business", "", true), ("enterprise", "", true),
            ("business", #","source_review":false"#, false), ("enterprise", #","source_review":false"#, true),
            ("free", #","source_review":true"#, true), ("free", #","tier":"business""#, true),
        ])
    func sourceReview(account: String, others: String, isEnabled: Bool) async throws {
        try await withFalara(plan: .with { $0.accountPlan = account }) { calls, _ in
            let job = try await calls.get("/jobs/\(try await calls.create(others: others))")
            #expect(job["source_review_enabled"] == .bool(isEnabled))
        }
    }
}
