import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Addresses that a service gives in its answers.
@Suite struct ServiceAddressTests {
    private func endpoint(_ address: String) throws -> Endpoint<Thing> {
        let url = try #require(URL(string: address))
        return Thing.endpoint(.safe) { $0.address = url }
    }

    private func key(at address: String, base: String = TestClient.base) async throws -> [String?] {
        let rig = try Rig([.thing()], base: base)
        _ = try await rig.send(try endpoint(address))
        return rig.transport.requests.map { $0.headers["authorization"] }
    }

    @Test(
        "The key goes to the service's own origin, however it is written",
        arguments: [
            "https://api.example.com/v1/documents/d/download", "https://api.example.com:443/elsewhere",
            "HTTPS://API.example.com/x",
        ])
    func ownOrigin(address: String) async throws {
        #expect(try await key(at: address) == ["Bearer \(TestClient.key)"])
    }

    @Test(
        "The key goes to no other origin",
        arguments: [
            "https://s3.example.net/file?X-Amz-Signature=1", "https://api.example.com:8443/x",
            "https://api.example.com.evil.net/x", "https://evil.net/api.example.com",
        ])
    func otherOrigin(address: String) async throws {
        #expect(try await key(at: address) == [nil])
    }

    @Test("Another origin learns nothing of the caller's header fields, and the address stays as it was")
    func foreignHeaders() async throws {
        let rig = try Rig([.thing()], configure: { $0.headers["x-team"] = "secret" })
        let address = "https://s3.example.net/a%2Fb?X-Amz-Signature=a%2Bb&x="
        _ = try await rig.send(
            try endpoint(address), options: .with { $0.headers = ["x-tag": "1", "range": "bytes=1-"] })
        let sent = try #require(rig.transport.requests.first)
        #expect(sent.url.absoluteString == address)
        #expect(Set(sent.headers.fields.map { $0.name.lowercased() }) == ["accept", "user-agent", "range"])
    }

    @Test("A path alone is one of the service's origin")
    func relative() async throws {
        let rig = try Rig([.thing(), .thing()])
        _ = try await rig.send(try endpoint("/v1/documents/d?x=1"))
        _ = try await rig.send(try endpoint("documents/d"))
        #expect(
            rig.transport.requests.map(\.url.absoluteString) == [
                "https://api.example.com/v1/documents/d?x=1", "https://api.example.com/v1/documents/d",
            ])
        #expect(
            rig.transport.requests.map { $0.headers["authorization"] } == [
                "Bearer \(TestClient.key)", "Bearer \(TestClient.key)",
            ])
    }

    @Test(
        "An address that would show something to the network, or is none, is not asked",
        arguments: [
            ("http://api.example.com/v1/x", ClientError.Code.insecureConnection),
            ("http://evil.net/", .insecureConnection), ("http://127.0.0.1:9/x", .insecureConnection),
            ("ftp://api.example.com/x", .unexpectedResponse), ("file:///etc/passwd", .unexpectedResponse),
            ("https://user:pass@api.example.com/x", .unexpectedResponse),
        ])
    func refused(address: String, code: ClientError.Code) async throws {
        let rig = try Rig([])
        let error = try await rig.failure(of: try endpoint(address))
        #expect(error.code == code)
        #expect(!"\(error)".contains("pass@"))
        #expect(rig.transport.requests.isEmpty)
    }

    @Test("Loopback in clear is asked by a client of loopback in clear")
    func loopback() async throws {
        #expect(
            try await key(at: "http://127.0.0.1:9002/x", base: "http://127.0.0.1:9001") == [nil])
    }
}
