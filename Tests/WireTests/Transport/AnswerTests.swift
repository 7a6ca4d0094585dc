import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("What the URLSession transport makes of an answer", .timeLimit(.minutes(1)))
struct AnswerTests {
    private func answer(_ bytes: String) async throws -> (TransportResponse, Data) {
        let server = try WireServer.writing(bytes)
        defer { server.stop() }
        let response = try await URLSessionTransport().send(TransportRequest(.get, try server.url()))
        return (response, try await response.body.collect(upTo: 1 << 20))
    }

    @Test(
        "Every status is an answer, with its body",
        arguments: [200, 204, 300, 304, 400, 401, 404, 429, 500, 503, 599])
    func statuses(status: Int) async throws {
        let hasBody = ![204, 304].contains(status)
        let (response, body) = try await answer(
            "HTTP/1.1 \(status) \r\nContent-Length: \(hasBody ? 2 : 0)\r\n\r\n\(hasBody ? "no" : "")")
        #expect(response.status == status)
        #expect(body == Data(hasBody ? "no".utf8 : "".utf8))
    }

    @Test("A redirect is not followed and comes with its body", arguments: [301, 302, 303, 307, 308])
    func redirects(status: Int) async throws {
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                try connection.respond(status: status, headers: ["Location": "/elsewhere"], body: "moved")
            }
        }
        defer { server.stop() }
        let request = TransportRequest(.post, try server.url(), body: .bytes(Data("x".utf8)))
        let response = try await URLSessionTransport().send(request)
        #expect(response.status == status)
        #expect(response.headers["location"] == "/elsewhere")
        #expect(try await response.body.collect(upTo: 10) == Data("moved".utf8))
        #expect(server.requests.count == 1)
    }

    @Test("A redirect to nowhere is an answer")
    func redirectWithoutLocation() async throws {
        let (response, _) = try await answer("HTTP/1.1 301 \r\nContent-Length: 0\r\n\r\n")
        #expect(response.status == 301)
    }

    @Test(
        "A 401 that asks for a password is an answer",
        arguments: [#"Basic realm="files""#, #"Digest realm="files", nonce="1""#, "Bearer"])
    func unauthorized(scheme: String) async throws {
        let (response, body) = try await answer(
            "HTTP/1.1 401 \r\nWWW-Authenticate: \(scheme)\r\nContent-Length: 2\r\n\r\nno")
        #expect(response.status == 401)
        #expect(response.headers["www-authenticate"] == scheme)
        #expect(body == Data("no".utf8))
    }

    @Test("What announces an answer is not the answer", arguments: [100, 102, 103])
    func interim(status: Int) async throws {
        let (response, body) = try await answer(
            "HTTP/1.1 \(status) \r\nX-Early: 1\r\n\r\nHTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok")
        #expect(response.status == 200)
        #expect(response.headers["x-early"] == nil)
        #expect(body == Data("ok".utf8))
    }

    @Test("Repeated fields are all there, whatever their case; text beyond ASCII is kept")
    func repeatedFields() async throws {
        let (response, _) = try await answer(
            "HTTP/1.1 200 \r\nX-Tag: a\r\nX-Tag: b\r\nx-tag: c\r\nX-Name: 訳文\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n"
        )
        let tags = response.headers.values(for: "x-tag").flatMap { $0.components(separatedBy: ", ") }
        #expect(Set(tags) == ["a", "b", "c"] && tags.count == 3)
        #expect(response.headers["x-name"] == "訳文")
        #expect(response.headers["x-empty"] == "")
    }

    @Test("A body in chunks and one until the end of the connection are whole")
    func framings() async throws {
        let chunked = try await answer(
            "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        #expect(chunked.1 == Data("abcde".utf8))
        let untilClose = try await answer("HTTP/1.1 200 \r\nConnection: close\r\n\r\nabcde")
        #expect(untilClose.1 == Data("abcde".utf8))
    }

    @Test("A compressed body is decoded, and the fields that described it are gone")
    func compressed() async throws {
        // "ok" in gzip with a stored block.
        let gzip: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 0, 0xFD, 0xFF, 0x6F, 0x6B, 0x47, 0xDD, 0xDC, 0x79, 2, 0,
            0, 0,
        ]
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                try connection.respond(headers: ["Content-Encoding": "gzip"], body: Data(gzip))
            }
        }
        defer { server.stop() }
        let response = try await URLSessionTransport().send(TransportRequest(.get, try server.url()))
        #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
        #expect(response.headers["content-encoding"] == nil)
        #expect(response.headers["content-length"] == nil)
    }

    struct Cut: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: String
    }

    @Test(
        "A body that is cut is an error after its bytes",
        arguments: [
            Cut(testDescription: "by length", bytes: "Content-Length: 100\r\n\r\nabc"),
            Cut(testDescription: "in a chunk", bytes: "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"),
            Cut(testDescription: "between chunks", bytes: "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
        ])
    func cutBody(cut: Cut) async throws {
        let server = try WireServer.writing("HTTP/1.1 200 \r\n\(cut.bytes)")
        defer { server.stop() }
        let response = try await URLSessionTransport().send(TransportRequest(.get, try server.url()))
        #expect(response.status == 200)
        var iterator = response.body.makeAsyncIterator()
        #expect(try await iterator.next() == Data("abc".utf8))
        let failure = try await transportFailure { try await iterator.next() }
        #expect(failure.reason == .connectionLost)
    }

    @Test("The limit holds: what fits is given, then an error, and the connection is closed")
    func limit() async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.startResponse(framing: .chunked)
            try connection.writeChunk("12345")
            _ = try connection.waitForPeerClose(within: .seconds(10))
        }
        defer { server.stop() }
        let transport = URLSessionTransport()
        let request = TransportRequest(.get, try server.url(), responseLimit: 4)
        let response = try await transport.send(request)
        let failure = try await transportFailure {
            try await response.body.collect(upTo: 100)
        }
        #expect(failure.reason == .responseTooLarge)
        #expect(failure.message.contains("4 bytes"))
        try await server.peerClose(ofConnection: 0)
    }

    @Test("A body of exactly the limit is whole")
    func exactLimit() async throws {
        let server = try WireServer.answering("12345")
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), responseLimit: 5)
        let response = try await URLSessionTransport().send(request)
        #expect(try await response.body.collect(upTo: 100) == Data("12345".utf8))
    }

    @Test("An answer that comes before the upload is over is the answer")
    func earlyAnswer() async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            _ = try connection.read(upTo: 10)
            try connection.respond(status: 413, headers: ["Connection": "close"], body: "too large")
            _ = try connection.waitForPeerClose(within: .seconds(10))
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let body = TransportBody.file(try folder.file("large", size: 20_000_000))
        let transport = URLSessionTransport()
        let response = try await transport.send(TransportRequest(.post, try server.url(), body: body))
        #expect(response.status == 413)
        #expect(try await response.body.collect(upTo: 100) == Data("too large".utf8))
    }
}
