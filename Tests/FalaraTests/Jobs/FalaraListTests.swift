import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("The list of Falara's jobs")
struct FalaraListTests {
    @Test("is walked page by page until has_more is false, with the filter in each")
    func pages() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs").query([
                    "limit": "2", "status": "needs_review", "project_name": "Q2 & more",
                ]),
                .json(
                    #"{"data":[{"job_id":"c"},{"job_id":"b"}],"pagination":{"cursor":"eyJ+/=","has_more":true}}"#
                ))
            Exchange(
                .get("/v1/jobs").query([
                    "limit": "2", "cursor": "eyJ+/=", "status": "needs_review", "project_name": "Q2 & more",
                ]),
                .json(#"{"data":[{"job_id":"a"}],"pagination":{"cursor":"unused","has_more":false}}"#))
        }
        let ids = try await rig.run { falara in
            var ids: [String] = []
            let filter = FalaraJobFilter(status: .needsReview, projectName: "Q2 & more", pageSize: 2)
            for try await job in falara.jobs.allJobs(matching: filter) { ids.append(job.id.rawValue) }
            return ids
        }
        #expect(ids == ["c", "b", "a"])
    }

    @Test(
        "is asked for by a hundred lines, and a page without more to come is the last, whatever form it has")
    func plain() async throws {
        let rig = try FalaraRig {
            Exchange(.get("/v1/jobs?limit=100"), .json(try Fixture.data("falara/jobs-list.json")))
            Exchange(
                .get("/v1/jobs?limit=100&cursor=eyJ..."),
                .json(#"{"data":[],"pagination":{"cursor":null,"has_more":true}}"#))
            Exchange(.get("/v1/jobs?limit=100"), .json(#"[{"job_id":"x"}]"#))
        }
        let (all, bare) = try await rig.run { falara in
            var all: [FalaraJob] = []
            for try await job in falara.jobs.allJobs() { all.append(job) }
            return (all, try await falara.jobs.jobs())
        }
        #expect(all.map(\.projectName) == ["Website"])
        #expect(all.map(\.endedAt) == [Date(timeIntervalSince1970: 1_774_000_812)])
        #expect(bare.map(\.id) == ["x"])
    }

    @Test("that names a page as its own next has an end nevertheless")
    func endless() async throws {
        let page = #"{"data":[{"job_id":"a"}],"pagination":{"cursor":"c","has_more":true}}"#
        let rig = try FalaraRig {
            Exchange(.get("/v1/jobs?limit=100"), .json(page))
            Exchange(.get("/v1/jobs?limit=100&cursor=c"), .json(page))
        }
        let error = try await rig.failure { falara in
            for try await _ in falara.jobs.allJobs() {}
        }
        #expect(error.code == .unexpectedResponse)
    }

    @Test("has pages of 1 to 100 lines", arguments: [0, 101, -1])
    func pageSize(size: Int) async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure {
            try await $0.jobs.jobs(matching: .init(pageSize: size), after: nil, options: .init())
        }
        #expect(error.code == .invalidRequest)
        #expect(error.message == "pageSize is \(size), and the service takes 1 to 100.")
    }

    @Test("loses jobs to the archive and gets them back; any success is one, and its body is given as it is")
    func archive() async throws {
        let rig = try FalaraRig {
            Exchange(.patch("/v1/jobs/j1/archive").noBody(), .json(#"{"archived":true}"#))
            Exchange(.patch("/v1/jobs/j1/unarchive").noBody(), .status(204))
            Exchange(
                .post("/v1/jobs/archive-batch").body(json: #"{"job_ids":["j1","j2"]}"#),
                .status(202, body: Data("done".utf8)))
            Exchange(.post("/v1/jobs/archive-all").noBody(), .json("7"))
            Exchange(.post("/v1/jobs/j1/deliver").noBody(), .json(#"{"file":"x"}"#))
            Exchange(.get("/v1/jobs/batch/b1"), .json(#"{"batch_id":"b1","n":1}"#))
        }
        let answers = try await rig.run { falara in
            [
                try await falara.jobs.archive("j1"), try await falara.jobs.unarchive("j1"),
                try await falara.jobs.archive(["j1", "j2"]), try await falara.jobs.archiveAll(),
                try await falara.jobs.deliver("j1"), try await falara.jobs.batch("b1"),
            ]
        }
        #expect(
            answers == [
                ["archived": true], .null, "done", 7, ["file": "x"], ["batch_id": "b1", "n": 1],
            ])
    }

    @Test("can't be archived by nothing, and a delivery whose answer is lost is not sent again")
    func once() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/j1/deliver"), .failure(TransportFailure(.connectionLost, "cut")))
        }
        await #expect(throws: ClientError.self) { try await rig.falara.jobs.archive([]) }
        await #expect(throws: ClientError.self) { try await rig.falara.jobs.archive(["j1", ""]) }
        let error = try await rig.failure { try await $0.jobs.deliver("j1") }
        #expect(error.code == .submissionUncertain)
    }
}
