import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubFaultTests {
    private static let create = EmulatorOperation.createJob(.refineLoop)

    /// Creates a job under a fault, and gives what became of it: the error, the jobs in the ledger.
    private func create(
        _ fault: Fault, timeouts: TransportTimeouts = .init(),
        _ check:
            @escaping @Sendable (Result<HubCaller.Answer, any Error>, HubCaller, VirtualTime) async throws ->
            Void
    ) async throws {
        try await withHub(faults: FaultPlan([.call(1, of: Self.create, fault)])) { caller, time in
            let body = #"{"model":"openai/gpt-5.5","file_id":"\#(try await caller.fileID())"}"#
            let result: Result<HubCaller.Answer, any Error>
            do {
                result = .success(
                    try await caller.send(
                        .post, "/refineloop/jobs", headers: ["Content-Type": "application/json"],
                        body: .bytes(Data(body.utf8)), timeouts: timeouts))
            } catch {
                result = .failure(error)
            }
            try await check(result, caller, time)
        }
    }

    @Test(
        "A broken connection says whether the request can have been applied, and the ledger says whether it was",
        arguments: [
            (Fault.refuseConnection, TransportFailure.Reason.cannotConnect, 0),
            (.dropBefore, .connectionLost, 0),
            (.dropAfter, .connectionLost, 1),
            (.lateApply(after: .seconds(20)), .connectionLost, 0),
            (.truncated(at: 20), .connectionLost, 1),
            (.truncated(at: 0), .connectionLost, 1),
            (.hang(), .idleTimeout, 0),
            (.hang(applied: true), .idleTimeout, 1),
            (.slow(.seconds(61)), .idleTimeout, 1),
        ])
    func broken(fault: Fault, reason: TransportFailure.Reason, jobs: Int) async throws {
        try await create(fault) { result, caller, _ in
            #expect(result.failure?.reason == reason)
            let ledger = await caller.hub.ledger
            #expect(ledger.jobsCreated.count == jobs)
            #expect(ledger.jobsCreated.allSatisfy { !$0.answerReachedClient })
            #expect(ledger.requests(to: Self.create) == 1)
            #expect(ledger.requests.last?.fault == fault)
        }
    }

    @Test(
        "A late request is applied at its time, and stamped with it, whoever looks first",
        arguments: [true, false])
    func late(byLedger: Bool) async throws {
        try await create(.lateApply(after: .milliseconds(20_500))) { _, caller, time in
            try await time.pass(.milliseconds(20_499))
            #expect(try await caller.get("/refineloop/jobs").count("data") == 0)
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
            try await time.pass(.seconds(5))
            if byLedger {
                let job = try #require(await caller.hub.ledger.jobsCreated.first)
                #expect(job.at == .milliseconds(20_500))
                #expect(!job.answerReachedClient)
            }
            let list = try await caller.get("/refineloop/jobs")
            #expect(list.string("data.0.created_at") == "2026-04-13T11:21:43Z")
            #expect(list.string("data.0.status") == "completed")
        }
    }

    @Test("Late requests are applied in the order of their times")
    func lateOrder() async throws {
        let faults = FaultPlan([
            .call(1, of: .uploadFile, .lateApply(after: .seconds(30))),
            .call(2, of: .uploadFile, .lateApply(after: .seconds(10))),
            .call(3, of: .uploadFile, .lateApply(after: .seconds(30))),
        ])
        try await withHub(faults: faults) { caller, time in
            for name in ["1", "2", "3"] {
                await #expect(throws: TransportFailure.self) { try await caller.upload(name) }
            }
            try await time.pass(.seconds(60))
            let stored = await caller.hub.ledger.filesStored
            #expect(stored.map(\.filename) == ["2", "1", "3"])
            #expect(stored.map(\.at) == [.seconds(10), .seconds(30), .seconds(30)])
        }
    }

    @Test("A late request that is no good is applied by nobody")
    func lateRefusal() async throws {
        let faults = FaultPlan([.every(Self.create, .lateApply(after: .seconds(1)))])
        try await withHub(faults: faults) { caller, time in
            for body in [#"{"model":"openai/gpt-5.5","file_id":"nothing"}"#, "{"] {
                let failure = try await #require(throws: TransportFailure.self) {
                    _ = try await caller.post("/refineloop/jobs", json: body)
                }
                #expect(failure.reason == .connectionLost)
            }
            try await time.pass(.seconds(2))
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("A refusal is lost with the connection too")
    func lostRefusal() async throws {
        try await withHub(faults: FaultPlan([.every(nil, .dropAfter)])) { caller, _ in
            let failure = try await #require(throws: TransportFailure.self) {
                _ = try await caller.get("/files/nothing")
            }
            #expect(failure.reason == .connectionLost)
        }
    }

    @Test(
        "Too many requests and server errors are answered, with the hint, and nothing is applied",
        arguments: [
            (Fault.rateLimited(), 429, nil, nil),
            (.rateLimited(.seconds(7)), 429, "Retry-After", "7"),
            (
                .rateLimited(.date(after: .milliseconds(7_200))), 429, "Retry-After",
                "Mon, 13 Apr 2026 11:21:31 GMT"
            ),
            (.rateLimited(.date(after: .seconds(7))), 429, "Retry-After", "Mon, 13 Apr 2026 11:21:30 GMT"),
            (.rateLimited(.milliseconds(1_500)), 429, "retry-after-ms", "1500"),
            (.rateLimited(.reset(after: .milliseconds(400))), 429, "X-RateLimit-Reset", "1776079284"),
            (.serverError(), 503, nil, nil),
            (.serverError(status: 500, hint: .seconds(3)), 500, "Retry-After", "3"),
            (.serverError(status: 504), 504, nil, nil),
        ])
    func refused(fault: Fault, status: Int, field: String?, value: String?) async throws {
        try await create(fault) { result, caller, _ in
            let answer = try result.get()
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == "application/problem+json")
            let hints = answer.headers.fields.filter {
                ["retry-after", "retry-after-ms", "x-ratelimit-reset"].contains($0.name.lowercased())
            }
            #expect(hints.map(\.name) == (field.map { [$0] } ?? []))
            #expect(hints.map(\.value) == (value.map { [$0] } ?? []))
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
            #expect(try await caller.refine(caller.fileID()) != "no id")
        }
    }

    @Test("A server error can hide that the request was applied")
    func appliedError() async throws {
        try await create(.serverError(status: 504, applied: true)) { result, caller, _ in
            let answer = try result.get()
            #expect(answer.status == 504)
            let jobs = await caller.hub.ledger.jobsCreated
            #expect(jobs.count == 1)
            #expect(jobs.first?.answerReachedClient == false)
        }
    }

    @Test("A web page is no JSON", arguments: [200, 403, 502])
    func html(status: Int) async throws {
        try await create(.html(status: status)) { result, caller, _ in
            let answer = try result.get()
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
            #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("A cut download gives the bytes before the cut, and announces all", arguments: [0, 10, 25])
    func cutDownload(bytes: Int) async throws {
        let faults = FaultPlan([.call(1, of: .downloadFile, .truncated(at: bytes))])
        try await withHub(faults: faults) { caller, _ in
            let alphabet = Data("abcdefghijklmnopqrstuvwxyz".utf8)
            let id = try await caller.upload("letters.txt", alphabet).string("file_id") ?? ""
            let response = try await caller.start(.get, "/files/\(id)/content")
            #expect(response.headers["Content-Length"] == "26")
            var received = Data()
            let failure = try await #require(throws: TransportFailure.self) {
                for try await chunk in response.body { received.append(chunk) }
            }
            #expect(failure.reason == .connectionLost)
            #expect(received == alphabet.prefix(bytes))
            let rest = try await caller.get("/files/\(id)/content", headers: ["Range": "bytes=\(bytes)-"])
            #expect(received + rest.body == alphabet)
        }
    }

    @Test("A cut beyond the end cuts nothing")
    func noCut() async throws {
        try await create(.truncated(at: 100_000)) { result, caller, _ in
            let answer = try result.get()
            #expect(answer.status == 202)
            #expect(await caller.hub.ledger.jobsCreated.first?.answerReachedClient == true)
        }
    }

    @Test("A slow answer comes late, to a request that was applied at once")
    func slow() async throws {
        try await create(.slow(.seconds(30))) { result, caller, time in
            let answer = try result.get()
            #expect(answer.status == 202)
            #expect(time.now == .seconds(30))
            let job = await caller.hub.ledger.jobsCreated.first
            #expect(job?.at == .zero)
            #expect(job?.answerReachedClient == true)
        }
    }

    @Test("A dripping body comes a piece at a time, and is not idle")
    func drip() async throws {
        let faults = FaultPlan([.call(1, of: .downloadFile, .drip(bytes: 10, every: .seconds(2)))])
        try await withHub(faults: faults) { caller, time in
            let id = try await caller.upload("a.bin", Data(repeating: 5, count: 35)).string("file_id") ?? ""
            let response = try await caller.start(
                .get, "/files/\(id)/content", timeouts: TransportTimeouts(idle: .seconds(3)))
            var sizes: [Int] = []
            for try await chunk in response.body { sizes.append(chunk.count) }
            #expect(sizes == [10, 10, 10, 5])
            #expect(time.now == .seconds(8))
        }
    }

    @Test("A client that gives up on a dripping answer has not been reached")
    func dripGivenUp() async throws {
        try await create(
            .drip(bytes: 50, every: .seconds(10)), timeouts: .init(idle: .seconds(60), total: .seconds(25))
        ) {
            result, caller, _ in
            #expect(result.failure?.reason == .totalTimeout)
            #expect(await caller.hub.ledger.jobsCreated.map(\.answerReachedClient) == [false])
        }
    }

    @Test("A hanging request ends at once when its task is cancelled")
    func hang() async throws {
        try await withHub(faults: FaultPlan([.every(.listFiles, .hang())])) { caller, time in
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await caller.get("/files") }
                    try await time.pass(.seconds(5))
                    group.cancelAll()
                    try await group.next()
                }
            }
            #expect(time.now == .seconds(5))
        }
    }

    @Test("A list lags behind and is capped, a job itself is not")
    func lists() async throws {
        try await withHub(faults: FaultPlan(listLag: .seconds(3), listCap: 2)) { caller, time in
            let fileID = try await caller.fileID()
            var ids: [String] = []
            for _ in 0..<3 { ids.append(try await caller.refine(fileID)) }
            try await time.pass(.milliseconds(2_999))
            #expect(try await caller.get("/refineloop/jobs").count("data") == 0)
            #expect(try await caller.get("/refineloop/jobs/\(ids[0])").status == 200)
            try await time.pass(.milliseconds(1))
            let list = try await caller.get("/refineloop/jobs")
            #expect(list.count("data") == 2)
            #expect((0...1).map { list.string("data.\($0).job_id") } == [ids[2], ids[1]])
        }
    }

    @Test("A skewed clock writes every stamp, and changes nothing else", arguments: [120, -120])
    func skew(seconds: Int) async throws {
        try await withHub(faults: FaultPlan(clockSkew: .seconds(seconds))) { caller, time in
            let stamp = seconds > 0 ? "2026-04-13T11:23:23Z" : "2026-04-13T11:19:23Z"
            let id = try await caller.refine(caller.fileID())
            #expect(try await caller.get("/files").string("data.0.created_at") == stamp)
            #expect(try await caller.get("/refineloop/jobs/\(id)").string("created_at") == stamp)
            #expect(await caller.hub.ledger.jobsCreated.first?.at == .zero)
            try await time.pass(.seconds(3))
            #expect(try await caller.get("/refineloop/jobs/\(id)").string("status") == "completed")
        }
    }
}

extension Result {
    fileprivate var failure: TransportFailure? {
        if case .failure(let error) = self { error as? TransportFailure } else { nil }
    }
}
