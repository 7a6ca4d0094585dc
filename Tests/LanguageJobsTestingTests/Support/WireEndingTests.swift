import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite("A wire server ends connections and sees them end")
struct WireEndingTests {
    @Test("A response is paced by handshakes: the first chunk is here before the second is written")
    func paced() async throws {
        let goOn = Handshake("the first chunk was read")
        let server = try WireServer { connection in
            _ = try connection.readHead()
            try connection.startResponse(status: 202, headers: ["X-A": "1"])
            try connection.writeChunk("first chunk")
            try goOn.wait()
            try connection.writeChunk("2")
            try connection.endChunks()
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("GET / HTTP/1.1\r\n\r\n")
        let start = "HTTP/1.1 202 \r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nfirst chunk\r\n"
        var received: [UInt8] = []
        while received.count < start.utf8.count { received += try peer.read() }
        #expect(received == Array(start.utf8))
        goOn.signal()
        #expect(try peer.readToEnd() == Data("1\r\n2\r\n0\r\n\r\n".utf8))
    }

    @Test("A response may miss the length that it announced, or have none")
    func otherFramings() async throws {
        let server = try WireServer { connection in
            let isCut = connection.index == 0
            try connection.startResponse(framing: isCut ? .length(9) : .untilClose)
            try connection.write("cut")
        }
        defer { server.stop() }
        let cut = try WireSocket(connectingTo: server.port)
        #expect(try cut.readToEnd() == Data("HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\ncut".utf8))
        let open = try WireSocket(connectingTo: server.port)
        #expect(try open.readToEnd() == Data("HTTP/1.1 200 \r\nConnection: close\r\n\r\ncut".utf8))
    }

    @Test("An empty chunk is refused, because it would end the response")
    func emptyChunk() async throws {
        let server = try WireServer { try $0.writeChunk("") }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        #expect(try peer.readToEnd() == Data())
        _ = try await server.finishedConnection(at: 0)
        #expect(
            server.failures == ["connection 0: misused: an empty chunk ends the response; call endChunks()"])
    }

    @Test("close() ends with FIN: an early answer arrives whole although the request was not read")
    func orderlyClose() async throws {
        let sent = Handshake("the whole request is sent")
        let server = try WireServer { connection in
            try sent.wait()
            try connection.respond(status: 413, body: Data(repeating: 1, count: 1 << 20))
            connection.close()
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write(
            "POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n" + String(repeating: "x", count: 5000))
        sent.signal()
        let head = Data("HTTP/1.1 413 \r\nContent-Length: 1048576\r\n\r\n".utf8)
        #expect(try peer.readToEnd() == head + Data(repeating: 1, count: 1 << 20))
        #expect(try await server.finishedConnection(at: 0).failure == nil)
    }

    @Test("reset() ends with RST")
    func reset() async throws {
        let server = try WireServer { connection in
            _ = try connection.readHead()
            connection.reset()
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("GET / HTTP/1.1\r\n\r\n")
        #expect(throws: WireError.peerClosed("it reset the connection")) { try peer.read() }
        let url = try server.url()
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        await #expect(throws: URLError.self) { try await session.data(from: url) }
    }

    @Test("Nothing can be written after the script closed the connection")
    func writeAfterClose() async throws {
        let server = try WireServer { connection in
            connection.close()
            connection.reset()
            try connection.write("late")
        }
        defer { server.stop() }
        _ = try WireSocket(connectingTo: server.port).readToEnd()
        _ = try await server.finishedConnection(at: 0)
        #expect(
            server.failures == ["connection 0: misused: this side of the connection is closed already"])
    }

    enum Ending: CaseIterable {
        case close
        case reset
        case halfClose
    }

    @Test("The peer's end is seen at once, however it ends", arguments: Ending.allCases)
    func peerClose(ending: Ending) async throws {
        let isOpen = Handshake("the script saw the connection open")
        let server = try WireServer { connection in
            _ = try connection.readHead()
            guard try !connection.peerHasClosed else { return }
            guard try !connection.waitForPeerClose(within: .milliseconds(1)) else { return }
            isOpen.signal()
            guard try connection.waitForPeerClose(within: .seconds(10)) else { return }
            guard try connection.peerHasClosed, try connection.readHead() == nil else { return }
            try connection.respond(body: "seen")
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("GET / HTTP/1.1\r\n\r\n")
        try await isOpen.wait()
        #expect(server.connections.map(\.peerClosed) == [false])
        switch ending {
        case .close: peer.close()
        case .reset: peer.reset()
        case .halfClose: try peer.endSending()
        }
        try await server.peerClose(ofConnection: 0)
        if ending == .halfClose {
            #expect(try peer.readToEnd() == Data("HTTP/1.1 200 \r\nContent-Length: 4\r\n\r\nseen".utf8))
        }
    }

    @Test("What comes before the peer's end is kept for later reads")
    func bytesBeforeTheEnd() async throws {
        let server = try WireServer { connection in
            guard try connection.waitForPeerClose(within: .seconds(10)) else { return }
            while let head = try connection.readHead() { _ = try connection.readBody(of: head) }
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 1\r\n\r\nx")
        peer.close()
        let second = try await server.request(at: 1)
        #expect(second.body == Data("x".utf8))
        #expect(server.requests.map(\.head.target) == ["/1", "/2"])
    }

    @Test("An upload runs into its end unread; what was dropped is counted, and a later read says so")
    func dropped() async throws {
        let server = try WireServer(keeping: 1000) { connection in
            guard try connection.waitForPeerClose(within: .seconds(10)) else { return }
            _ = try connection.readHead()
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write(Data(count: 3 << 20))
        peer.close()
        let connection = try await server.finishedConnection(at: 0)
        #expect(connection.peerClosed)
        #expect(connection.receivedCount == 3 << 20)
        #expect(connection.received == Data(count: 1000))
        #expect(
            connection.failure
                == "misused: waiting for the peer's close dropped 3145728 bytes; nothing can be read after")
    }

    @Test("A URLSession task that is cancelled is seen to close its connection")
    func cancelledClient() async throws {
        let server = try WireServer { connection in
            _ = try connection.readHead()
            _ = try connection.waitForPeerClose(within: .seconds(10))
        }
        defer { server.stop() }
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        let url = try server.url("/hang")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await session.data(from: url) }
            _ = try await server.head(at: 0)
            group.cancelAll()
            let error = await #expect(throws: URLError.self) { try await group.next() }
            #expect(error?.code == .cancelled)
        }
        try await server.peerClose(ofConnection: 0)
    }

    @Test("Writing to a peer that is gone is an error and no signal")
    func writeToNobody() async throws {
        let server = try WireServer { connection in
            _ = try connection.waitForPeerClose(within: .seconds(10))
            while true { try connection.write(Data(count: 65_536)) }
        }
        defer { server.stop() }
        try WireSocket(connectingTo: server.port).reset()
        let connection = try await server.finishedConnection(at: 0)
        #expect(
            connection.failure
                == "the peer closed the connection: it was gone before all 65536 bytes were written")
    }
}
