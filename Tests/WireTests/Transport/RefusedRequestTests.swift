import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("What the URLSession transport refuses before anything is sent", .timeLimit(.minutes(1)))
struct RefusedRequestTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var says: String
        var change: @Sendable (inout TransportRequest) -> Void

        init(_ name: String, says: String, _ change: @escaping @Sendable (inout TransportRequest) -> Void) {
            (testDescription, self.says, self.change) = (name, says, change)
        }
    }

    static let refused: [Refused] = [
        Refused("a line break in a value", says: "'X-Api-Key'") {
            $0.headers["X-Api-Key"] = "secret\r\nX-Evil: 1"
        },
        Refused("a NUL in a value", says: "'X-Api-Key'") { $0.headers["X-Api-Key"] = "secret\0" },
        Refused("a space in a name", says: "'X Key'") { $0.headers["X Key"] = "secret" },
        Refused("a length of its own", says: "Content-Length") { $0.headers["content-length"] = "3" },
        Refused("a framing of its own", says: "Transfer-Encoding") {
            $0.headers["transfer-encoding"] = "chunked"
        },
        Refused("a GET with a body", says: "GET") { $0.body = .bytes(Data("x".utf8)) },
        Refused("a HEAD with a body", says: "HEAD") {
            $0.method = .head
            $0.body = .stream(length: 1) { .empty }
        },
        Refused("a method that is no token", says: "method") {
            $0.method = TransportMethod(rawValue: "GET / HTTP/1.1\r\nX-Evil:")
        },
        Refused("a password in the address", says: "password") {
            $0.url = URL(filePath: "/").with("http://me:secret@127.0.0.1/")
        },
        Refused("another scheme", says: "http") { $0.url = URL(filePath: "/etc/passwd") },
        Refused("an address without a host", says: "http") {
            $0.url = URL(filePath: "/").with("http:///files")
        },
    ]

    @Test(
        "A request that can't be sent as it is, is refused, and the message holds no secret",
        arguments: refused)
    func refusal(refused: Refused) async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        var request = TransportRequest(.get, try server.url())
        refused.change(&request)
        let failure = try await transportFailure { [request] in
            try await URLSessionTransport().send(request)
        }
        #expect(failure.reason == .refused)
        #expect(failure.message.contains(refused.says))
        #expect(!failure.message.contains("secret"))
        #expect(server.connections.isEmpty)
    }

    #if !canImport(Darwin)
    @Test("A plain-http request that a proxy would get is refused, with the variable and what to set")
    func proxy() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let environment = SendableBox(["http_proxy": "http://127.0.0.1:\(try WireServer.refusedPort())"])
        let transport = URLSessionTransport(
            files: TemporaryFiles(), proxies: { ProxyEnvironment(environment: environment.current) })
        let request = TransportRequest(.get, try server.url())
        let failure = try await transportFailure { try await transport.send(request) }
        #expect(failure.reason == .insecure)
        #expect(failure.message.contains("http_proxy"))
        #expect(failure.message.contains("no_proxy=127.0.0.1,localhost"))
        #expect(server.connections.isEmpty)
        // The environment is asked for each request.
        environment.withLock { $0["no_proxy"] = "127.0.0.1,localhost" }
        #expect(try await transport.send(request).status == 200)
    }

    @Test("The process's own environment is asked")
    func processEnvironment() async {
        await #expect(processExitsWith: .success) {
            let server = try WireServer.answering("ok")
            defer { server.stop() }
            for name in ["http_proxy", "all_proxy", "no_proxy", "NO_PROXY"] { unsetenv(name) }
            setenv("ALL_PROXY", "http://127.0.0.1:1", 1)
            let request = TransportRequest(.get, try server.url())
            let failure = try await transportFailure {
                try await URLSessionTransport().send(request)
            }
            #expect(failure.message.contains("ALL_PROXY"))
            setenv("NO_PROXY", "127.0.0.1", 1)
            #expect(try await URLSessionTransport().send(request).status == 200)
        }
    }
    #endif
}

extension URL {
    /// The address that the text is; itself when the text is none.
    fileprivate func with(_ text: String) -> URL { URL(string: text) ?? self }
}
