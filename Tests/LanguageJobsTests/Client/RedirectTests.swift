import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Which redirects are followed.
@Suite struct RedirectTests {
    private func hop(_ status: Int = 302, to location: String) -> Step {
        .answer(status, "", ["Location": location])
    }

    @Test("A reading call follows a redirect, whatever its kind", arguments: [301, 302, 303, 307, 308])
    func kinds(status: Int) async throws {
        let rig = try Rig([hop(status, to: "/elsewhere?sig=1"), .thing("t2")])
        #expect(try await rig.send(Thing.endpoint(.safe)) == Thing(id: "t2"))
        #expect(
            rig.transport.requests.map(\.url.absoluteString) == [
                "https://api.example.com/v1/things", "https://api.example.com/elsewhere?sig=1",
            ])
        #expect(rig.transport.requests.map(\.method) == [.get, .get])
        #expect(rig.time.now == .zero)
    }

    @Test("Five are followed")
    func five() async throws {
        let rig = try Rig((1...5).map { hop(to: "/\($0)") } + [.thing()])
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            rig.transport.requests.map(\.url.path) == ["/v1/things", "/1", "/2", "/3", "/4", "/5"])
    }

    @Test("A sixth is an error")
    func six() async throws {
        let rig = try Rig((1...6).map { hop(to: "/\($0)") })
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .redirected)
        #expect(error.status == 302)
        #expect(rig.transport.requests.count == 6)
    }

    @Test("A call that changes something follows none", arguments: [301, 302, 303, 307, 308])
    func changing(status: Int) async throws {
        let rig = try Rig([hop(status, to: "/elsewhere"), hop(status, to: "/elsewhere")])
        let repeatable = try await rig.failure(of: Thing.endpoint(.repeatable))
        #expect(repeatable.code == .redirected)
        let once = try await rig.failure(of: Thing.endpoint(.once))
        #expect(once.code == .submissionUncertain)
        rig.transport.expectPlayed()
    }

    @Test(
        "A redirect that would show something to the network, or leads nowhere, is not followed",
        arguments: [
            "http://api.example.com/v1/things", "http://evil.net/", "ftp://evil.net/x", "file:///etc/passwd",
            "https://user:pass@cdn.example.net/x", "https://", "javascript:alert(1)", "",
        ])
    func notFollowed(location: String) async throws {
        let rig = try Rig([hop(to: location)])
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .redirected)
        #expect(rig.transport.requests.count == 1)
    }

    @Test("Without a location there is nothing to follow")
    func noLocation() async throws {
        let rig = try Rig([.answer(302)])
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .redirected)
        #expect(error.message == "The service answered with a redirect, which this call does not follow.")
    }

    @Test(
        "From loopback in clear, a redirect to another loopback address is followed, to elsewhere in clear it is not"
    )
    func loopback() async throws {
        let rig = try Rig(
            [hop(to: "http://localhost:9002/x"), hop(to: "http://evil.net/x")],
            base: "http://127.0.0.1:9001")
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .redirected)
        #expect(
            rig.transport.requests.map(\.url.absoluteString) == [
                "http://127.0.0.1:9001/things", "http://localhost:9002/x",
            ])
        #expect(
            rig.transport.requests.map { $0.headers["authorization"] } == ["Bearer \(TestClient.key)", nil])
    }

    @Test("The error names the target without what may be secret in it")
    func redacted() async throws {
        let rig = try Rig([
            hop(to: "http://user:hunter2@cdn.example.net/file?X-Amz-Signature=5ecret#5ecret")
        ])
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.message.contains("cdn.example.net/file"))
        for secret in ["5ecret", "hunter2"] { #expect(!"\(error)".contains(secret)) }
    }

    @Test("A redirect's target that fails is retried from the start of the call")
    func retried() async throws {
        let rig = try Rig([hop(to: "/b"), .answer(503), hop(to: "/b"), .thing()])
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            rig.transport.requests.map(\.url.path) == ["/v1/things", "/b", "/v1/things", "/b"])
    }
}
