import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite("A wire server serves and records")
struct WireServerTests {
    @Test("A head is kept byte for byte, its fields in order and in their spelling")
    func rawHead() async throws {
        let server = try WireServer { connection in
            _ = try connection.readHead()
            try connection.respond(status: 204)
        }
        defer { server.stop() }
        let head =
            "GET /files?limit=2&q=%20a HTTP/1.1\r\nhOsT: x\r\nX-Twice: 1\r\nx-tWICE:  2 \r\nEmpty:\r\n\r\n"
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write(head)

        let request = try await server.request(at: 0)
        #expect(request.head.raw == Data(head.utf8))
        #expect(request.head.method == "GET")
        #expect(request.head.target == "/files?limit=2&q=%20a")
        let fields: [WireHead.Field] = [
            .init("hOsT", "x"), .init("X-Twice", "1"), .init("x-tWICE", "2"), .init("Empty", ""),
        ]
        #expect(request.head.fields == fields)
        #expect(request.head.values(for: "x-twice") == ["1", "2"])
        #expect(request.head.values(for: "X-Absent") == [])
        #expect(try peer.readToEnd() == Data("HTTP/1.1 204 \r\n\r\n".utf8))
        let connection = try await server.finishedConnection(at: 0)
        #expect(connection.received == Data(head.utf8))
        #expect(server.failures == [])
    }

    @Test("One connection carries several requests, sent at once or in pieces")
    func keepAlive() async throws {
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                let body = try connection.readBody(of: head)
                try connection.respond(body: "\(head.target)=\(String(decoding: body, as: UTF8.self));")
            }
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nonePOST /2 HTTP/1.1\r\nContent-Le")
        _ = try await server.request(at: 0)
        try peer.write("ngth: 6\r\n\r\ntwo")
        _ = try await server.head(at: 1)
        try peer.write("two")
        try peer.endSending()

        let answers = String(decoding: try peer.readToEnd(), as: UTF8.self)
        #expect(
            answers == "HTTP/1.1 200 \r\nContent-Length: 7\r\n\r\n/1=one;HTTP/1.1 200 \r\n"
                + "Content-Length: 10\r\n\r\n/2=twotwo;")
        #expect(server.requests.map(\.body) == [Data("one".utf8), Data("twotwo".utf8)])
        #expect(server.requests.map(\.connection) == [0, 0])
        try await server.peerClose(ofConnection: 0)
    }

    @Test("Many connections are served side by side and recorded apart")
    func manyConnections() async throws {
        let allHere = Handshake("all 8 requests are here")
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                let body = try connection.readBody(of: head)
                try allHere.wait()
                try connection.respond(headers: ["Connection": "close"], body: body)
            }
        }
        defer { server.stop() }
        let echoes = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<8 {
                let peer = try WireSocket(connectingTo: server.port)
                try peer.write("POST /\(number) HTTP/1.1\r\nContent-Length: 1\r\n\r\n\(number)")
                group.addTask {
                    _ = try await server.request(at: 7)
                    allHere.signal()
                    try peer.endSending()
                    return String(decoding: try peer.readToEnd().suffix(1), as: UTF8.self)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(echoes == ["0", "1", "2", "3", "4", "5", "6", "7"])
        #expect(Set(server.requests.map(\.head.target)).count == 8)
        #expect(Set(server.requests.map(\.connection)) == Set(0..<8))
        #expect(server.connections.count == 8)
    }

    @Test("A script knows the number of its connection and of its request")
    func numbers() async throws {
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                try connection.respond(body: "\(connection.index)/\(connection.requestIndex ?? -1);")
            }
        }
        defer { server.stop() }
        var answers: [String] = []
        for count in [1, 2] {
            let peer = try WireSocket(connectingTo: server.port)
            try peer.write(String(repeating: "GET / HTTP/1.1\r\n\r\n", count: count))
            try peer.endSending()
            answers.append(String(decoding: try peer.readToEnd(), as: UTF8.self))
        }
        #expect(answers[0].hasSuffix("0/0;"))
        #expect(answers[1].contains("1/1;") && answers[1].hasSuffix("1/2;"))
    }

    @Test("URLSession uploads to it and reads its answers, whole and chunked")
    func urlSession() async throws {
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                _ = try connection.readBody(of: head)
                if head.target == "/chunked" {
                    try connection.startResponse(headers: ["X-Kind": "pieces"])
                    try connection.writeChunk("one,")
                    try connection.writeChunk("two")
                    try connection.endChunks()
                } else {
                    try connection.respond(status: 201, headers: ["X-Kind": "whole"], body: "done")
                }
            }
        }
        defer { server.stop() }
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        var upload = URLRequest(url: try server.url("/whole?x=1"))
        upload.httpMethod = "PUT"
        upload.setValue("secret", forHTTPHeaderField: "X-Api-Key")
        let (done, answer) = try await session.upload(for: upload, from: Data("content".utf8))
        #expect(done == Data("done".utf8))
        #expect((answer as? HTTPURLResponse)?.statusCode == 201)
        #expect((answer as? HTTPURLResponse)?.value(forHTTPHeaderField: "x-kind") == "whole")
        let (pieces, _) = try await session.data(from: try server.url("/chunked"))
        #expect(pieces == Data("one,two".utf8))

        let request = try await server.request(at: 0)
        #expect(request.head.method == "PUT")
        #expect(request.head.target == "/whole?x=1")
        #expect(request.head.values(for: "x-api-key") == ["secret"])
        #expect(request.body == Data("content".utf8))
        #expect(server.failures == [])
    }

    @Test("A target without its slash makes no URL")
    func badTarget() throws {
        let server = try WireServer { _ in }
        defer { server.stop() }
        #expect(throws: WireError.misused("'files' is not a request target such as '/files?limit=2'")) {
            try server.url("files")
        }
    }
}
