import Foundation
import TestSupport
import Testing

@Suite("A wire server reads bodies and refuses bad framing")
struct WireFramingTests {
    /// Sends bytes, ends, and gives back what the server saw once its script is over.
    private func log(of bytes: String, keeping limit: Int = 1 << 20) async throws -> WireLog {
        let server = try WireServer(keeping: limit) { connection in
            while let head = try connection.readHead() {
                _ = try connection.readBody(of: head)
            }
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write(bytes)
        try peer.endSending()
        _ = try await server.finishedConnection(at: 0)
        return server.log
    }

    @Test(
        "A body is read to its end, whatever its framing",
        arguments: [
            ("Content-Length: 5\r\n\r\nhello", "hello"),
            ("Content-Length: 0\r\n\r\n", ""),
            ("X-None: 1\r\n\r\n", ""),
            ("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello"),
            ("transfer-encoding: Chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello"),
            (
                "Transfer-Encoding: chunked\r\n\r\nA;name=v\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n",
                "0123456789"
            ),
            ("Transfer-Encoding: chunked\r\n\r\n2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ])
    func bodies(rest: String, body: String) async throws {
        let log = try await log(of: "POST /1 HTTP/1.1\r\n\(rest)GET /2 HTTP/1.1\r\n\r\n")
        #expect(log.failures == [])
        #expect(log.requests.map(\.head.target) == ["/1", "/2"])
        #expect(log.requests.map(\.body) == [Data(body.utf8), Data()])
        #expect(log.requests.map(\.bodyCount) == [body.utf8.count, 0])
        #expect(log.requests.map(\.isComplete) == [true, true])
    }

    @Test(
        "A malformed request is named in the failures",
        arguments: [
            (
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                #"malformed request: Content-Length ["1"] and Transfer-Encoding ["chunked"] at once"#
            ),
            (
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                #"malformed request: more than one Content-Length: ["1", "1"]"#
            ),
            (
                "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
                "malformed request: Content-Length '+1' is not a number of bytes"
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                #"malformed request: Transfer-Encoding ["gzip, chunked"] is not 'chunked'"#
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "malformed request: 'x' is not a chunk size"
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "malformed request: '-1' is not a chunk size"
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
                "malformed request: a chunk of 1 bytes is followed by 'bc'"
            ),
            ("GET /\r\n\r\n", "malformed request: 'GET /' is not 'METHOD target HTTP/1.1'"),
            ("GET / HTTP/1.0\r\n\r\n", "malformed request: 'HTTP/1.0' is not HTTP/1.1"),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n", "malformed request: header line 'no colon' has no colon"),
            (
                "GET / HTTP/1.1\r\nA: 1\r\n folded: 2\r\n\r\n",
                "malformed request: header line ' folded: 2' is folded or has white space in its name"
            ),
            (
                "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                "malformed request: header line 'Host : x' is folded or has white space in its name"
            ),
            (
                "GET / HTTP/1.1\r\nA: 1\nB: 2\r\n\r\n",
                "malformed request: a line ends in a lone CR or LF: 'A: 1\nB: 2'"
            ),
            ("GET / HT", "the peer closed the connection: within a request's head, after 8 bytes"),
            (
                "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhello",
                "the peer closed the connection: within a body, 4 bytes short of 9"
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "the peer closed the connection: within the framing of a chunked body"
            ),
        ])
    func malformed(bytes: String, failure: String) async throws {
        let log = try await log(of: bytes)
        #expect(log.failures == ["connection 0: \(failure)"])
        #expect(log.connections.map(\.received) == [Data(bytes.utf8)])
    }

    @Test("A head without end is refused at 64 KiB")
    func endlessHead() async throws {
        let log = try await log(of: "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 70_000))
        #expect(log.failures == ["connection 0: malformed request: no end of the head within 64 KiB"])
    }

    @Test("Beyond the limit bytes are counted and not kept")
    func bounded() async throws {
        let head = "POST /big HTTP/1.1\r\nContent-Length: 200000\r\n\r\n"
        let log = try await log(
            of: head + String(repeating: "b", count: 200_000) + "GET /next HTTP/1.1\r\n\r\n", keeping: 100)
        #expect(log.requests[0].body == Data(repeating: UInt8(ascii: "b"), count: 100))
        #expect(log.requests[0].bodyCount == 200_000)
        #expect(log.connections[0].received.count == 100)
        #expect(log.connections[0].receivedCount == head.utf8.count + 200_000 + 22)
        #expect(log.requests[1].head.raw == Data("GET /next HTTP/1.1\r\n\r\n".utf8))
        #expect(log.failures == [])
    }

    @Test("A big body is handed out in pieces of at most 64 KiB")
    func streaming() async throws {
        let size = 8 << 20
        let server = try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            var count = 0
            var biggest = 0
            try connection.readBody(of: head) { piece in
                count += piece.count
                biggest = max(biggest, piece.count)
            }
            try connection.respond(body: "\(count) \(biggest <= 65_536)")
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("POST / HTTP/1.1\r\nContent-Length: \(size)\r\n\r\n")
        try peer.write(Data(count: size))
        let answer = String(decoding: try peer.readToEnd(), as: UTF8.self)
        #expect(answer.hasSuffix("\r\n\r\n8388608 true"))
        #expect(server.requests[0].body.count == 1 << 20)
        #expect(server.requests[0].bodyCount == size)
    }

    @Test("A peer that expects 100-continue is told so once, when the body is wanted")
    func expectContinue() async throws {
        let server = try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            try connection.respond(body: try connection.readBody(of: head))
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(try peer.read() == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        try peer.write("ok")
        #expect(try peer.readToEnd() == Data("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok".utf8))
    }

    @Test("A script that reads out of turn is told so")
    func outOfTurn() async throws {
        let server = try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            if head.target == "/twice" { _ = try connection.readBody(of: head) }
            if head.target == "/twice" { _ = try connection.readBody(of: head) }
            _ = try connection.readHead()
        }
        defer { server.stop() }
        for target in ["/twice", "/skipped"] {
            let peer = try WireSocket(connectingTo: server.port)
            try peer.write("POST \(target) HTTP/1.1\r\nContent-Length: 2\r\n\r\nok")
            #expect(try peer.readToEnd() == Data())
        }
        for index in 0...1 { _ = try await server.finishedConnection(at: index) }
        #expect(
            server.failures == [
                "connection 0: misused: this request's body is read already",
                "connection 1: misused: the body of the last request is not read; read it before the next head",
            ])
    }

    @Test("A script reads by hand what is no HTTP")
    func byHand() async throws {
        let server = try WireServer { connection in
            while case let bytes = try connection.read(upTo: 3), !bytes.isEmpty {
                try connection.write(bytes + Data("|".utf8))
            }
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("12345678")
        try peer.endSending()
        #expect(try peer.readToEnd() == Data("123|456|78|".utf8))
    }
}
