import Foundation
import LanguageJobs
import Testing
import TestSupport

@Suite("What URLSession puts on the wire")
struct RequestShapeTests {
    @Test(
        "A GET carries the request's own fields and nothing of the HTTP stack's but Host and Accept-Encoding")
    func ownFieldsOnly() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let request = TransportRequest(
            .get, try server.url("/files?limit=2"), headers: ["User-Agent": "me/1", "X-Api-Key": "k"])
        let response = try await URLSessionTransport().send(request)
        #expect(response.status == 200)
        #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
        let seen = try await server.request(at: 0).head
        #expect(seen.target == "/files?limit=2")
        #expect(seen.values(for: "User-Agent") == ["me/1"])
        #expect(seen.values(for: "X-Api-Key") == ["k"])
        #expect(
            Set(seen.fields.map { $0.name.lowercased() }) == [
                "host", "accept-encoding", "user-agent", "x-api-key",
            ])
        #expect(server.failures == [])
    }
}
