import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraFaultTests {
    private func create(
        _ fault: Fault,
        _ check:
            @escaping @Sendable (Result<ServiceAnswer, any Error>, FalaraCalls, VirtualTime) async throws ->
            Void
    ) async throws {
        try await withFalara(faults: FaultPlan([.call(1, of: .falaraCreateJob, fault)])) { calls, time in
            let result: Result<ServiceAnswer, any Error>
            do {
                result = .success(try await calls.createAnswer())
            } catch {
                result = .failure(error)
            }
            try await check(result, calls, time)
        }
    }

    @Test(
        "A broken connection says whether the request can have been applied, and the ledger says whether it was",
        arguments: [
            (Fault.refuseConnection, TransportFailure.Reason.cannotConnect, 0),
            (.dropBefore, .connectionLost, 0), (.dropAfter, .connectionLost, 1),
            (.lateApply(after: .seconds(20)), .connectionLost, 0), (.truncated(at: 10), .connectionLost, 1),
            (.hang(), .idleTimeout, 0), (.hang(applied: true), .idleTimeout, 1),
            (.slow(.seconds(61)), .idleTimeout, 1),
        ])
    func broken(fault: Fault, reason: TransportFailure.Reason, jobs: Int) async throws {
        try await create(fault) { result, calls, _ in
            let failure = try #require(throws: TransportFailure.self) { try result.get() }
            #expect(failure.reason == reason)
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated.count == jobs)
            #expect(ledger.jobsCreated.allSatisfy { !$0.answerReachedClient })
            #expect(ledger.falara.wordsBilled.count == jobs)
        }
    }

    @Test("After a lost answer the duplicate names the job that was made")
    func reconciliation() async throws {
        try await create(.dropAfter) { _, calls, _ in
            let again = try await calls.createAnswer()
            #expect(again.status == 409)
            #expect(again.string("job_id") == (await calls.falara.ledger.jobsCreated.map(\.id)).first)
        }
    }

    @Test("A late request is applied at its time; a second one before it wins")
    func late() async throws {
        try await create(.lateApply(after: .seconds(20))) { _, calls, time in
            try await time.pass(.milliseconds(19_999))
            #expect(try await calls.get("/jobs").count("data") == 0)
            try await time.pass(.milliseconds(1))
            #expect(try await calls.get("/jobs").string("data.0.created_at") == "2026-03-06T10:00:20Z")
            #expect(await calls.falara.ledger.jobsCreated.map(\.at) == [.seconds(20)])
        }
        try await create(.lateApply(after: .seconds(20))) { _, calls, time in
            let id = try await calls.create()
            try await time.pass(.seconds(60))
            #expect(await calls.falara.ledger.jobsCreated.map(\.id) == [id])
        }
    }

    @Test("A late request can come behind others")
    func lateBehind() async throws {
        try await create(.lateApplyBehind(requests: 1)) { _, calls, _ in
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
            let answer = try await calls.get("/jobs")
            #expect(answer.count("data") == 0)
            let later = try await calls.get("/jobs")
            #expect(later.count("data") == 1)
        }
    }

    @Test(
        "Too many requests and server errors are answered in the service's form",
        arguments: [
            (
                Fault.rateLimited(.seconds(7)), 429, "Retry-After", "7",
                #"{"detail":"Rate limit exceeded."}"#, 0
            ),
            (.serverError(), 503, nil, nil, #"{"detail":"The service can't answer now."}"#, 0),
            (
                .serverError(status: 500, hint: .milliseconds(30), applied: true), 500, "retry-after-ms",
                "30",
                #"{"detail":"The service can't answer now."}"#, 1
            ),
        ] as [(Fault, Int, String?, String?, String, Int)])
    func refused(
        fault: Fault, status: Int, field: String?, value: String?, body: String, jobs: Int
    ) async throws {
        try await create(fault) { result, calls, _ in
            let answer = try result.get()
            #expect(answer.status == status)
            #expect(answer.text == body)
            if let field { #expect(answer.headers[field] == value) }
            #expect(await calls.falara.ledger.jobsCreated.count == jobs)
            #expect(await calls.falara.ledger.requests.last?.status == status)
        }
    }

    @Test("A page of something between is HTML, and nothing is applied")
    func html() async throws {
        try await create(.html(status: 502)) { result, calls, _ in
            let answer = try result.get()
            #expect(answer.status == 502)
            #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
            #expect(answer.text.hasPrefix("<!DOCTYPE html><html><head><title>502 Bad Gateway</title>"))
            #expect(await calls.falara.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("The ledger knows requests, tags, and the answers that arrived")
    func ledger() async throws {
        try await withFalara { calls, time in
            try await time.pass(.seconds(3))
            let answer = try await calls.json(
                .post, "/jobs",
                #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Eins."}"#,
                headers: ["x-test-tag": "mine"])
            let id = answer.string("jobs.1.job_id") ?? ""
            _ = try await calls.get("/jobs/\(id)")
            let ledger = await calls.falara.ledger
            #expect(ledger.jobsCreated(tag: "mine").map(\.id) == ledger.jobsCreated.map(\.id))
            #expect(ledger.jobsCreated.map(\.answerReachedClient) == [true, true])
            #expect(ledger.jobsCreated.map(\.at) == [.seconds(3), .seconds(3)])
            #expect(ledger.jobsCreated[1].id == id)
            #expect(ledger.requests(to: .falaraGetJob, for: id) == 1)
            #expect(ledger.requests.map(\.operation) == [.falaraCreateJob, .falaraGetJob])
            #expect(ledger.requests.map(\.status) == [202, 200])
        }
    }

    @Test("Faults can be planned for every kind of request")
    func everyOperation() async throws {
        let requests: [(EmulatorOperation, TransportMethod, String)] = [
            (.falaraCreateJob, .post, "/jobs"), (.falaraCreateBatchText, .post, "/jobs/batch-text"),
            (.falaraCreateFileJob, .post, "/jobs/file"), (.falaraCreateBatchFile, .post, "/jobs/batch-file"),
            (.falaraListJobs, .get, "/jobs"), (.falaraGetJob, .get, "/jobs/1"),
            (.falaraGetResult, .get, "/jobs/1/result"), (.falaraDownloadJob, .get, "/jobs/1/download"),
            (.falaraGetBatch, .get, "/jobs/batch/1"), (.falaraDownloadBatch, .get, "/jobs/batch/1/download"),
            (.falaraArchiveJob, .patch, "/jobs/1/archive"),
            (.falaraUnarchiveJob, .patch, "/jobs/1/unarchive"),
            (.falaraArchiveAll, .post, "/jobs/archive-all"),
            (.falaraArchiveBatch, .post, "/jobs/archive-batch"),
            (.falaraDeliverJob, .post, "/jobs/1/deliver"),
            (.falara("PUT /glossaries/{id}"), .put, "/glossaries/1"),
            (.falara("POST /detect-language"), .post, "/detect-language"),
            (.falara("DELETE /api-keys/{id}"), .delete, "/api-keys/1"),
        ]
        for (operation, method, path) in requests {
            try await withFalara(faults: FaultPlan([.every(operation, .serverError(status: 599))])) {
                calls, _ in
                let last = try await calls.send(method, path)
                #expect(last.status == 599, "\(operation)")
            }
        }
    }
}
