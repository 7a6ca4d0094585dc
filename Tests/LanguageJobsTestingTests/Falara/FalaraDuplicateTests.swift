import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraDuplicateTests {
    @Test("The same content again is answered with the first job and its status, and nothing is created")
    func duplicate() async throws {
        try await withFalara { calls, time in
            let id = try await calls.create()
            for (moment, status) in [(0, "queued"), (1_000, "processing"), (3_000, "completed")] {
                try await time.pass(.milliseconds(moment) - calls.falara.now)
                let answer = try await calls.createAnswer()
                #expect(answer.status == 409)
                #expect(
                    answer.text == #"{"detail":"Duplicate content","job_id":"\#(id)","status":"\#(status)"}"#)
            }
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated.map(\.id) == [id])
            #expect(ledger.falara.wordsBilled.map(\.words) == [2])
        }
    }

    @Test(
        "Whatever changes the translation makes other content; the project's name does not",
        arguments: [
            (#","domain":"legal""#, 202), (#","tone":"formal""#, 202), (#","quality":"premium""#, 202),
            (#","instructions":"Kurz.""#, 202), (#","project_name":"Web""#, 409), ("", 409),
        ])
    func fields(others: String, status: Int) async throws {
        try await withFalara { calls, _ in
            _ = try await calls.create()
            let answer = try await calls.createAnswer(others: others)
            #expect(answer.status == status)
        }
    }

    @Test("Other languages, other texts and other keys make other content")
    func others() async throws {
        try await withFalara { calls, _ in
            _ = try await calls.create()
            let french = try await calls.post(
                "/jobs",
                #"{"mode":"translation","source_lang":"de","target_lang":"fr","text":"Guten Morgen."}"#)
            #expect(french.status == 202)
            let texts = try await calls.post(
                "/jobs",
                #"{"mode":"translation","source_lang":"de","target_lang":"en","texts":["Guten Morgen."]}"#)
            #expect(texts.status == 202)
            var stranger = calls
            stranger.key = "other"
            #expect(try await stranger.createAnswer().status == 202)
        }
    }

    @Test("A list of languages is refused as a whole when one of them is there already")
    func batch() async throws {
        try await withFalara { calls, _ in
            let id = try await calls.create()
            let answer = try await calls.post(
                "/jobs",
                #"{"mode":"translation","source_lang":"de","target_lang":["fr","en"],"text":"Guten Morgen."}"#
            )
            #expect(answer.status == 409)
            #expect(answer.string("job_id") == id)
            #expect(await calls.falara.ledger.jobsCreated.count == 1)
        }
    }

    @Test("The same file is a duplicate, one of other bytes or another name is not")
    func files() async throws {
        try await withFalara { calls, _ in
            let id = try await calls.upload("a.md", "text/plain", Data("eins".utf8)).string("job_id")
            let again = try await calls.upload("a.md", "text/markdown", Data("eins".utf8))
            #expect(again.status == 409)
            #expect(again.string("job_id") == id)
            #expect(try await calls.upload("a.md", "text/plain", Data("zwei".utf8)).status == 202)
            #expect(try await calls.upload("b.md", "text/plain", Data("eins".utf8)).status == 202)
        }
    }

    @Test("The window may be short, or there may be none")
    func window() async throws {
        try await withFalara(plan: .with { $0.duplicates = .refused(within: .seconds(60)) }) { calls, time in
            let first = try await calls.create()
            try await time.pass(.milliseconds(59_999))
            #expect(try await calls.createAnswer().status == 409)
            try await time.pass(.milliseconds(1))
            let second = try await calls.create()
            #expect(second != first)
            #expect(try await calls.createAnswer().string("job_id") == second)
        }
        try await withFalara(plan: .with { $0.duplicates = .accepted }) { calls, _ in
            let first = try await calls.create()
            let second = try await calls.create()
            #expect(first != second)
            #expect(await calls.falara.ledger.jobsCreated.map(\.id) == [first, second])
        }
    }

    @Test("What is dead may be sent again, what has failed may recover and may not")
    func dead() async throws {
        let plan = FalaraPlan.with {
            $0.numbered = [1: FalaraJobPlan(outcome: .dead()), 2: FalaraJobPlan(outcome: .failed())]
        }
        try await withFalara(plan: plan) { calls, time in
            _ = try await calls.create("Eins.")
            _ = try await calls.create("Zwei.")
            try await time.pass(.seconds(10))
            #expect(try await calls.createAnswer("Eins.").status == 202)
            let failed = try await calls.createAnswer("Zwei.")
            #expect(failed.status == 409)
            #expect(failed.string("status") == "failed")
        }
    }
}
