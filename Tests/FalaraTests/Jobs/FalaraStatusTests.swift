import Falara
import Foundation
import LanguageJobsTesting
import Testing

@Suite("The status of a Falara job")
struct FalaraStatusTests {
    @Test(
        "means what the docs say, and an unknown one is not final",
        arguments: [
            ("queued", JobPhase.active), ("processing", .active), ("correcting", .active),
            ("completed", .succeeded), ("completed_with_blocks", .succeeded), ("needs_review", .succeeded),
            ("failed", .failed), ("dead", .failed), ("error", .failed), ("retrying", .active), ("", .active),
        ])
    func phases(status: String, phase: JobPhase) {
        #expect(FalaraJob(id: "j", status: FalaraJobStatus(rawValue: status)).phase == phase)
    }

    private static func job(
        _ status: FalaraJobStatus, _ segments: [FalaraSegmentStatus?]?, count: Int? = nil
    ) -> FalaraJob {
        var job = FalaraJob(id: "j", status: status)
        job.segments = segments?.map { FalaraSegment(status: $0) }
        job.segmentCount = count
        return job
    }

    @Test(
        "has the share of segments for which nothing more is to be done as its progress",
        arguments: [
            (job(.queued, nil), 0.0), (job(.processing, nil), nil), (job(.processing, []), nil),
            (job(.completed, nil), 1), (job(.needsReview, [.pending]), 1),
            (job(.completedWithBlocks, [.blocked]), 1),
            (job(.processing, [.pending, .processing, .translated, .qaFailed, .correcting, .failed]), 0),
            (job(.processing, [.done, .qaPassed, .blocked, .pending]), 0.75),
            // Unknown, and none at all.
            (job(.processing, [.done, "proofread", nil, .done]), 0.5),
            // Not all segments are in the answer; absurd counts.
            (job(.processing, [.done], count: 4), 0.25),
            (job(.processing, [.done, .pending], count: -3), 0.5),
            (job(.failed, [.done, .failed]), 0.5), (job(.failed, nil), nil),
        ])
    func fractions(job: FalaraJob, fraction: Double?) {
        #expect(job.fractionCompleted == fraction)
    }

    @Test("has a reason for a failure where the service gives one, in any form")
    func failures() {
        var job = FalaraJob(id: "j", status: .dead)
        #expect(job.failure == nil)
        job.segments = [FalaraSegment(), FalaraSegment(error: "too long")]
        #expect(job.failure?.message == "too long")
        job.errorLog = ["first", "out of retries"]
        #expect(job.failure?.message == "out of retries")
        job.errorLog = [["step": "translator", "message": "engine gone"]]
        #expect(job.failure?.message == "engine gone")
        job.errorLog = [7]
        #expect(job.failure?.message == "too long")
        job.error = "No text."
        #expect(job.failure?.message == "No text.")
        job.status = .processing
        #expect(job.failure == nil)
    }

    @Test("is watched to its end, with the segments on the way")
    func watched() async throws {
        let half = #","segments":[{"id":0,"status":"done"},{"id":1,"status":"translated"}]"#
        let rig = try FalaraRig {
            Exchange.status("j1", "queued")
            Exchange.status("j1", "processing", half)
            Exchange.status("j1", "correcting", half)
            Exchange.status("j1", "completed")
        }
        let seen = try await rig.run { falara in
            var seen: [String] = []
            for try await job in falara.jobs.watch("j1") {
                seen.append("\(job.status) \(job.fractionCompleted ?? -1)")
            }
            return seen
        }
        #expect(seen == ["queued 0.0", "processing 0.5", "correcting 0.5", "completed 1.0"])
    }

    @Test("is asked for every two seconds, and less often the longer it takes: 50 a minute is the limit")
    func schedule() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1"), .json(#"{"job_id":"j1","status":"processing"}"#), times: 1...100)
        }
        let error = try await rig.failure {
            try await $0.jobs.watch("j1", options: .init(maxWait: .seconds(60))).result()
        }
        #expect(error.code == .timedOut)
        #expect(error.reference?.id == "j1")
        // At 0, about 2, 4.4, 7.3, 10.7, 14.9, 19.9, 25.8, 33, 41.6, 51.9 and 60 seconds.
        #expect((10...14).contains(rig.mock.requests.count))
    }

    @Test("failed ends a watch, and its reason is the error's")
    func failedIsFinal() async throws {
        let rig = try FalaraRig { Exchange.status("j1", "failed", #","error_log":["engine gone"]"#) }
        let error = try await rig.failure { try await $0.jobs.result(of: "j1") }
        #expect(error.code == .jobFailed)
        #expect(error.message == "The job failed: engine gone")
        #expect(error.reference?.id == "j1")
    }

    @Test("failed does not end a watch where the client is told so; dead does")
    func failedGoesOn() async throws {
        let rig = try FalaraRig(treatsFailedAsFinal: false) {
            Exchange.status("j1", "failed")
            Exchange.status("j1", "processing")
            Exchange.status("j1", "completed")
            Exchange.result("j1", #""Hello""#)
            Exchange.status("j2", "failed")
            Exchange.status("j2", "dead")
        }
        let text = try await rig.time.run { try await rig.falara.jobs.result(of: "j1").text }
        #expect(text == "Hello")
        let error = try await rig.failure { try await $0.jobs.result(of: "j2") }
        #expect(error.code == .jobFailed)
        #expect(error.message.contains("“dead”"))
    }

    @Test("keeps the id that was asked for when an answer has none, and reads an absurd one without failing")
    func absurd() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1"),
                .json(
                    #"{"job_id":7,"status":["x"],"segments":{"a":1},"segment_count":"many","token_usage":3,"created_at":"soon","error_log":"none","word_count":true,"cost_eur":"little"}"#
                ))
        }
        let job = try await rig.run { try await $0.jobs.job("j1") }
        #expect(job == FalaraJob(id: "j1", status: ""))
    }

    @Test("is resumed from a reference that went through JSON, and not by a client of another address")
    func resumed() async throws {
        let rig = try FalaraRig {
            Exchange.status("j1", "completed")
            Exchange.result("j1", #""Hello""#)
        }
        let saved = try JSONEncoder().encode(rig.falara.jobs.reference(to: "j1"))
        let reference = try JSONDecoder().decode(JobReference.self, from: saved)
        #expect(try await rig.run { try await $0.jobs.result(of: reference).text } == "Hello")
        let other = try FalaraClient(
            credential: .value("k"), baseURL: URL(string: "https://falara.io/v1"), transport: MockTransport {}
        )
        #expect(throws: ClientError.self) { try other.jobs.resume(reference) }
    }

    @Test("ends a wait at once when there is news of its batch")
    func news() async throws {
        let rig = try FalaraRig {
            Exchange.status("j1", "completed")
            Exchange.result("j1", #""Hello""#)
        }
        let signals = JobSignals()
        var job = FalaraJob(id: "j1", status: .queued)
        job.batchID = "b1"
        let created = job
        let time = rig.time
        let text = try await rig.run { falara in
            async let result = falara.jobs.watch(created, options: .signalled(by: signals)).result()
            try await time.sleep(until: .seconds(11))
            signals.signal("b1")
            return try await result.text
        }
        #expect(text == "Hello")
        #expect(time.now == .seconds(11))
    }
}
