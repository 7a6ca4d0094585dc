import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("Failures of the URLSession transport, and what they prove", .timeLimit(.minutes(1)))
struct ConnectionFailureTests {
    private static let secret = "/files?key=secret"

    private func failure(
        _ url: URL, method: TransportMethod = .post, size: Int = 10
    ) async throws -> TransportFailure {
        let body: TransportBody = method == .get ? .empty : .bytes(Pattern.bytes(0..<size))
        let request = TransportRequest(method, url, headers: ["X-Api-Key": "secret"], body: body)
        let failure = try await transportFailure { try await URLSessionTransport().send(request) }
        #expect(!failure.description.contains("secret"))
        #expect(!String(reflecting: failure).contains("secret"))
        return failure
    }

    @Test("A port that refuses proves that nothing was sent")
    func refusedPort() async throws {
        let url = try #require(URL(string: "http://127.0.0.1:\(try WireServer.refusedPort())\(Self.secret)"))
        let failure = try await failure(url)
        #expect(failure.reason == .cannotConnect)
        #expect(failure.provesNotSent)
    }

    @Test("A connection that is reset before the answer proves nothing", arguments: [10, 3_000_000])
    func reset(size: Int) async throws {
        let server = try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            try connection.readBody(of: head) { _ in }
            connection.reset()
        }
        defer { server.stop() }
        let failure = try await failure(try server.url(Self.secret), size: size)
        #expect(failure.reason == .connectionLost)
        #expect(!failure.provesNotSent)
    }

    @Test("A connection that is reset in the middle of an upload proves nothing")
    func resetWhileUploading() async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            _ = try connection.read(upTo: 1 << 16)
            connection.reset()
        }
        defer { server.stop() }
        let failure = try await failure(try server.url(Self.secret), size: 30_000_000)
        #expect(failure.reason == .connectionLost)
    }

    @Test(
        "What is no HTTP is an error",
        arguments: [
            "hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\0\0\0\0\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "",
            "HTTP/1.1 100 \r\n\r\n",
            "HTTP/1.1 103 \r\nLink: <a>\r\n\r\n",
        ])
    func garbage(bytes: String) async throws {
        let server = try WireServer.writing(bytes)
        defer { server.stop() }
        let failure = try await failure(try server.url(Self.secret), method: .get)
        #expect(failure.reason == .connectionLost)
        #expect(!failure.provesNotSent)
    }

    struct Handshaker: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
    }

    @Test(
        "A TLS handshake that fails proves that nothing was sent",
        arguments: [
            Handshaker(
                testDescription: "a peer that speaks plain HTTP", bytes: Array("HTTP/1.1 400 \r\n\r\n".utf8)),
            Handshaker(testDescription: "an alert", bytes: [0x15, 3, 3, 0, 2, 2, 40]),
        ])
    func handshake(peer: Handshaker) async throws {
        let server = try WireServer { connection in
            _ = try connection.read(upTo: 1 << 16)
            try connection.write(Data(peer.bytes))
            _ = try connection.waitForPeerClose(within: .seconds(10))
        }
        defer { server.stop() }
        let url = try #require(URL(string: "https://127.0.0.1:\(server.port)\(Self.secret)"))
        let failure = try await failure(url)
        #expect(failure.reason == .tlsFailed)
        #expect(failure.provesNotSent)
    }
}
