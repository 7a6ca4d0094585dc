import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A Falara submission that was interrupted")
struct FalaraResumeTests {
    private static func strings(_ count: Int) -> [String] { (0..<count).map { "t\($0)" } }

    private static func created(_ id: String) -> RecordedResponse {
        .status(202, json: #"{"job_id":"\#(id)","status":"queued"}"#)
    }

    @Test(
        "is told of after each creation, and is gone on with after a cancellation", arguments: [false, true])
    func cancelled(isRun: Bool) async throws {
        let texts = Self.strings(1_200)
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), Self.created("b"))
            Exchange(.post("/v1/jobs"), .hang)
            Exchange(.post("/v1/jobs"), Self.created("c"))
        }
        let time = rig.time
        let told = SendableBox<[Data]>([])
        let submission = try await rig.run { falara in
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let save: @Sendable (FalaraSubmission) -> Void = { submission in
                            let saved = (try? JSONEncoder().encode(submission)) ?? Data()
                            told.withLock { $0.append(saved) }
                        }
                        if isRun {
                            _ = try await falara.jobs.run(
                                .texts(texts), from: "de", to: ["en"], onSubmission: save)
                        } else {
                            _ = try await falara.jobs.submit(
                                .texts(texts), from: "de", to: ["en"], onSubmission: save)
                        }
                    }
                    try await time.sleep(until: .seconds(3))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
            let saved = try told.current.map { try JSONDecoder().decode(FalaraSubmission.self, from: $0) }
            #expect(saved.map { $0.jobs.map(\.id) } == [["a"], ["a", "b"]])
            return try await falara.jobs.submit(
                .texts(texts), from: "de", to: ["en"], continuing: saved.last)
        }
        #expect(submission.jobs.map(\.id) == ["a", "b", "c"])
        #expect(submission.parts.map(\.texts) == [0..<500, 500..<1_000, 1_000..<1_200])
    }

    @Test("is not gone on with when its jobs are of other texts")
    func otherTexts() async throws {
        let texts = Self.strings(600)
        var changed = texts
        changed[17] = "other"
        let other = changed
        var joined = texts
        joined.replaceSubrange(3..<5, with: ["t3t", "4"])
        let shifted = joined
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), .status(402, json: #"{"detail":"No words left."}"#))
        }
        let earlier = SendableBox<FalaraSubmission?>(nil)
        let first = try await rig.failure {
            try await $0.jobs.submit(
                .texts(texts), from: "de", to: ["en"], onSubmission: { earlier.exchange($0) })
        }
        #expect(first.submission == earlier.current)
        let idle = try FalaraRig {}
        for texts in [other, shifted] {
            let error = try await idle.failure {
                try await $0.jobs.submit(.texts(texts), from: "de", to: ["en"], continuing: earlier.current)
            }
            #expect(error.code == .invalidRequest)
            #expect(error.message.contains("The job a of the earlier submission was made of other texts"))
        }
    }

    @Test("is gone on with when only texts that have no job yet, or what is sent beside them, are others")
    func unsentTexts() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), .status(402, json: #"{"detail":"No words left."}"#))
            Exchange(.post("/v1/jobs"), Self.created("b"))
        }
        let submission = try await rig.run { falara in
            var texts = Self.strings(600).map { FalaraText($0) }
            do {
                return try await falara.jobs.submit(.texts(texts), from: "de", to: ["en"])
            } catch let error as ClientError {
                texts[0].metadata = ["k": 1]
                texts[599] = "other"
                return try await falara.jobs.submit(
                    .texts(texts), from: "de", to: ["en"], continuing: error.submission)
            }
        }
        #expect(submission.jobs.map(\.id) == ["a", "b"])
    }

    @Test("that was saved without fingerprints is read and gone on with")
    func withoutFingerprint() async throws {
        let saved = #"""
            {"target_languages":["en"],"text_count":600,
             "parts":[{"job":{"job_id":"a","status":"queued"},"texts":[0,500]}]}
            """#
        let earlier = try JSONDecoder().decode(FalaraSubmission.self, from: Data(saved.utf8))
        let rig = try FalaraRig { Exchange(.post("/v1/jobs"), Self.created("b")) }
        let submission = try await rig.run {
            try await $0.jobs.submit(
                .texts(Self.strings(600)), from: "de", to: ["en"], continuing: earlier)
        }
        #expect(submission.jobs.map(\.id) == ["a", "b"])
    }

    @Test("has one deadline for all of its jobs: those that are left at its end are asked for once more")
    func oneDeadline() async throws {
        let active = #"{"job_id":"x","status":"processing"}"#
        let rig = try FalaraRig(.matched) {
            Exchange(.get("/v1/jobs/a"), .json(active), times: 1...50)
            Exchange(.get("/v1/jobs/b"), .json(active), times: 1...1)
            Exchange.status("c", "completed")
            Exchange.result("c", #""c""#)
        }
        let parts = [("a", 0..<500), ("b", 500..<1_000), ("c", 1_000..<1_001)].map { id, texts in
            FalaraSubmission.Part(job: FalaraJob(id: JobID(id), status: .queued), texts: texts)
        }
        let submission = FalaraSubmission(targetLanguages: ["en"], textCount: 1_001, parts: parts)
        let results = try await rig.run {
            try await $0.jobs.results(of: submission, options: WatchOptions(maxWait: .seconds(30)))
        }
        let english = try #require(results["en"])
        #expect(english.parts.map { try? $0.outcome.get().text } == [nil, nil, "c"])
        #expect(english.failures.map(\.code) == [.timedOut, .timedOut])
        #expect(rig.time.now == .seconds(30))
    }
}
