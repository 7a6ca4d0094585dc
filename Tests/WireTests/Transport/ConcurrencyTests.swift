import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("Requests at the same time through the URLSession transport", .timeLimit(.minutes(1)))
struct ConcurrencyTests {
    @Test("24 long polls and an upload run at once, beside the two that may")
    func longPolls() async throws {
        let uploaded = Handshake("the upload is answered")
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                if head.method == "GET" { try uploaded.wait() }
                try connection.respond(body: "ok")
            }
        }
        defer { server.stop() }
        let transport = URLSessionTransport(maximumConnections: 2)
        let poll = TransportRequest(.get, try server.url("/poll"), isLongPoll: true)
        let upload = TransportRequest(
            .post, try server.url("/files"), body: .bytes(Pattern.bytes(0..<2_000_000)))
        try await withThrowingTaskGroup { group in
            for _ in 0..<24 { group.addTask { try await transport.send(poll).status } }
            _ = try await server.event("24 long polls") { $0.requests.count == 24 ? true : nil }
            #expect(try await transport.send(upload).status == 200)
            uploaded.signal()
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connections.count == 25)
    }

    #if canImport(FoundationNetworking)
    // A new one would keep half a core busy until its first answer.
    @Test("A long poll takes over the connection of a request that is done")
    func takenOver() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let transport = URLSessionTransport()
        for isLongPoll in [false, true, false, true] {
            let request = TransportRequest(.get, try server.url("/"), isLongPoll: isLongPoll)
            let response = try await transport.send(request)
            #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
        }
        #expect(server.connections.count == 1)
        #expect(server.requests.count == 4)
    }
    #endif

    @Test("No more requests than allowed are with one origin; those to another don't wait for them")
    func limit() async throws {
        let release = Handshake("the answers may go")
        let busy = try WireServer { connection in
            while try connection.readHead() != nil {
                try release.wait()
                try connection.respond(body: "ok")
            }
        }
        defer { busy.stop() }
        let other = try WireServer.answering("ok")
        defer { other.stop() }
        let transport = URLSessionTransport(maximumConnections: 3)
        let request = TransportRequest(.get, try busy.url())
        try await withThrowingTaskGroup { group in
            for _ in 0..<12 {
                group.addTask { try await transport.send(request).body.collect(upTo: 10) }
            }
            _ = try await busy.event("three requests") { $0.requests.count == 3 ? true : nil }
            for _ in 0..<5 {
                #expect(try await transport.send(TransportRequest(.get, try other.url())).status == 200)
            }
            #expect(busy.requests.count == 3)
            release.signal()
            for try await body in group { #expect(body == Data("ok".utf8)) }
        }
        #expect(busy.requests.count == 12)
        #expect(busy.connections.count == 3)
    }

    @Test("A place is free again when the answer is complete, also when nobody has read it")
    func unreadAnswers() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let transport = URLSessionTransport(maximumConnections: 1)
        var unread: [TransportResponse] = []
        for _ in 0..<5 { unread.append(try await transport.send(TransportRequest(.get, try server.url()))) }
        for response in unread { #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8)) }
    }

    @Test("A request goes on when the last reference to the transport is gone, and its body is whole")
    func transportLetGo() async throws {
        let release = Handshake("the rest may go")
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.startResponse(framing: .length(4))
            try connection.write("12")
            try release.wait()
            try connection.write("34")
        }
        defer { server.stop() }
        let response = try await URLSessionTransport().send(TransportRequest(.get, try server.url()))
        release.signal()
        #expect(try await response.body.collect(upTo: 10) == Data("1234".utf8))
    }

    @Test("The connections are closed when the transport is gone")
    func connectionsEnd() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        do {
            let transport = URLSessionTransport()
            _ = try await transport.send(TransportRequest(.get, try server.url())).body.collect(upTo: 10)
            #expect(!server.connections[0].peerClosed)
        }
        try await server.peerClose(ofConnection: 0)
    }
}
