import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Where the key goes, and where it never goes.
@Suite struct KeyTests {
    /// Addresses that are not of the client's origin `https://api.example.com`, and the host that is asked then, if any.
    static let foreign: [(String, String?)] = [
        ("https://cdn.example.net/x", "cdn.example.net"), ("https://example.com/x", "example.com"),
        ("https://api.example.com.evil.net/x", "api.example.com.evil.net"),
        ("https://api.example.com:8443/x", "api.example.com"),
        ("https://evil.net/api.example.com", "evil.net"), ("https://xapi.example.com/", "xapi.example.com"),
        ("https://api.example.com@evil.net/x", nil), ("//evil.net/x", "evil.net"),
        ("https:\\\\evil.net/x", nil),
    ]

    @Test("A key is sent as the service wants it")
    func schemes() async throws {
        let bearer = try Rig([.thing()])
        _ = try await bearer.send(Thing.endpoint(.safe))
        #expect(bearer.transport.requests.map { $0.headers["authorization"] } == ["Bearer \(TestClient.key)"])
        let header = try Rig([.thing()], scheme: .header("X-API-Key"))
        _ = try await header.send(Thing.endpoint(.safe))
        #expect(header.transport.requests.map { $0.headers["x-api-key"] } == [TestClient.key])
        #expect(header.transport.requests.map { $0.headers["authorization"] } == [nil])
    }

    @Test("A call that everybody may make carries no key, not even one among the caller's fields")
    func everybody() async throws {
        let rig = try Rig([.thing()]) { $0.headers["Authorization"] = "Bearer mine" }
        _ = try await rig.send(Thing.endpoint(.safe) { $0.access = .everybody })
        #expect(rig.transport.requests.map { $0.headers["authorization"] } == [nil])
    }

    @Test("A call that everybody may make needs no credential")
    func everybodyWithoutCredential() async throws {
        let rig = try Rig([.thing()], credential: .none)
        #expect(
            try await rig.send(Thing.endpoint(.safe) { $0.access = .everybody }) == Thing(id: "t1"))
    }

    @Test("The client's credential beats one among the caller's fields")
    func callersField() async throws {
        let rig = try Rig([.thing()])
        _ = try await rig.send(
            Thing.endpoint(.safe), options: CallOptions(headers: ["authorization": "Bearer mine"]))
        #expect(
            rig.transport.requests.map { $0.headers.values(for: "authorization") } == [
                ["Bearer \(TestClient.key)"]
            ])
    }

    @Test("A redirect to another origin gets neither the key nor the caller's fields", arguments: foreign)
    func redirect(location: String, host: String?) async throws {
        let rig = try Rig([.answer(302, "", ["Location": location])], then: .thing()) {
            $0.headers = ["X-Tenant": "t", "Cookie": "c"]
        }
        _ = try? await rig.send(
            Thing.endpoint(.safe), options: CallOptions(headers: ["x-own": "o", "range": "bytes=5-"]))
        let hops = rig.transport.requests.dropFirst()
        #expect(hops.map { $0.url.host() } == (host.map { [$0] } ?? []))
        for hop in hops {
            #expect(
                hop.headers.fields.map { $0.name.lowercased() }.sorted() == ["accept", "range", "user-agent"])
            for field in hop.headers.fields { #expect(!field.value.contains(TestClient.key)) }
        }
    }

    @Test("A redirect to another origin keeps what says which part of which body is wanted")
    func bodyFields() async throws {
        let rig = try Rig([.answer(302, "", ["Location": "https://cdn.example.net/x"]), .thing()])
        let fields: TransportHeaders = [
            "accept": "*/*", "accept-encoding": "identity", "range": "bytes=5-", "if-range": "r",
            "if-match": #""v1""#, "if-unmodified-since": "Sun, 06 Nov 1994 08:49:37 GMT",
        ]
        _ = try await rig.send(Thing.endpoint(.safe), options: CallOptions(headers: fields))
        let hop = try #require(rig.transport.requests.last)
        #expect(hop.url.host() == "cdn.example.net")
        for field in fields.fields { #expect(hop.headers[field.name] == field.value) }
    }

    @Test(
        "A redirect within the origin keeps both",
        arguments: ["/v1/b", "b", "https://api.example.com/v1/b", "https://API.example.com:443/v1/b"])
    func sameOrigin(location: String) async throws {
        let rig = try Rig([.answer(302, "", ["Location": location]), .thing()]) {
            $0.headers = ["X-Tenant": "t"]
        }
        _ = try await rig.send(Thing.endpoint(.safe))
        let hop = try #require(rig.transport.requests.last)
        #expect(hop.url.path == "/v1/b")
        #expect(hop.headers.values(for: "authorization") == ["Bearer \(TestClient.key)"])
        #expect(hop.headers["x-tenant"] == "t")
    }

    @Test("A way back home gets the key, but not the caller's fields again")
    func back() async throws {
        let rig = try Rig([
            .answer(302, "", ["Location": "https://cdn.example.net/x"]),
            .answer(302, "", ["Location": "https://api.example.com/v1/y"]), .thing(),
        ]) { $0.headers = ["X-Tenant": "t"] }
        _ = try await rig.send(Thing.endpoint(.safe))
        let keys = rig.transport.requests.map { $0.headers["authorization"] }
        #expect(keys == ["Bearer \(TestClient.key)", nil, "Bearer \(TestClient.key)"])
        #expect(rig.transport.requests.map { $0.headers["x-tenant"] } == ["t", nil, nil])
    }

    @Test("A call middleware that sends the request elsewhere does not take the key there")
    func middleware() async throws {
        let rig = try Rig([.thing()]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    var request = request
                    request.url = try #require(URL(string: "https://mirror.example.net/v1/things"))
                    return try await next(request, context)
                }
            ]
        }
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(rig.transport.requests.map { $0.headers["authorization"] } == [nil])
    }

    @Test("A provider is asked for each attempt, so that a renewed token is used")
    func provider() async throws {
        let asked = SendableBox(0)
        let rig = try Rig(
            [.answer(503), .thing()],
            credential: .provider { "token-\(asked.withLock { $0 += 1; return $0 })\n" })
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            rig.transport.requests.map { $0.headers["authorization"] } == [
                "Bearer token-1", "Bearer token-2",
            ])
    }

    @Test("A provider that is cancelled cancels the call")
    func providerCancelled() async throws {
        let rig = try Rig([], credential: .provider { throw CancellationError() })
        await #expect(throws: CancellationError.self) { _ = try await rig.send(Thing.endpoint(.safe)) }
    }

    @Test(
        "A key that can't be sent is refused, and not shown",
        arguments: ["abc def9", "abc\r\nx-evil: 1", "schlüssel", "abc\u{7F}def", "a\0bcdef"])
    func badKey(key: String) async throws {
        for credential in [Credential.value(key), .provider { key }] {
            let rig = try Rig([], credential: credential)
            let error = try await rig.failure(of: Thing.endpoint(.safe))
            #expect(error.code == .missingCredential)
            #expect(!"\(error)".contains(key))
        }
    }

    @Test("An empty key is none", arguments: ["", "  ", "\n"])
    func emptyKey(key: String) async throws {
        let rig = try Rig([], credential: .value(key))
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .missingCredential)
        #expect(error.message.contains("Example"))
    }

    @Test("White space around a key is removed")
    func trimmed() async throws {
        let rig = try Rig([.thing()], credential: .value(" abcd \n"))
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(rig.transport.requests.map { $0.headers["authorization"] } == ["Bearer abcd"])
    }
}
