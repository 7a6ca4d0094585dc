import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubWalkTests {
    @Test("A file is uploaded, refined and downloaded") func walk() async throws {
        let time = VirtualTime()
        try await time.run { try await walk(time) }
    }

    private func walk(_ time: VirtualTime) async throws {
        let hub = LDXHubEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_776_000_000),
            plan: LDXHubPlan(jobs: .immediate))
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlf\"\r\n\r\n<xliff/>\r\n--b--\r\n"
        let key: TransportHeaders = ["Authorization": "Bearer key"]
        var headers = key
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        let stored = try await hub.transport.send(
            TransportRequest(
                .post, hub.baseURL.appending(path: "files"), headers: headers, body: .bytes(Data(body.utf8))))
        #expect(stored.status == 201)
        let id = await hub.ledger.filesStored[0].id
        headers["Content-Type"] = "application/json"
        let created = try await hub.transport.send(
            TransportRequest(
                .post, hub.baseURL.appending(path: "refineloop/jobs"), headers: headers,
                body: .bytes(Data(#"{"model":"openai/gpt-5.5","file_id":"\#(id)"}"#.utf8))))
        #expect(created.status == 202)
        #expect(await !hub.ledger.jobsCreated[0].answerReachedClient)
        let answer = String(decoding: try await created.body.collect(upTo: 1000), as: UTF8.self)
        #expect(answer.contains(#""status":"queued""#))
        #expect(await hub.ledger.jobsCreated[0].answerReachedClient)
        let jobID = await hub.ledger.jobsCreated[0].id
        let job = try await hub.transport.send(
            TransportRequest(.get, hub.baseURL.appending(path: "refineloop/jobs/\(jobID)"), headers: key))
        let detail = String(decoding: try await job.body.collect(upTo: 1000), as: UTF8.self)
        #expect(detail.contains(#""status":"completed""#))
    }
}
