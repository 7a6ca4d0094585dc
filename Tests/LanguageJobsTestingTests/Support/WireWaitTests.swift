import Foundation
import TestSupport
import Testing

@Suite("Waits end by the event, by their limit or by cancellation")
struct WireWaitTests {
    @Test("A wait that began before the event is resumed by it")
    func resumedByEvent() async throws {
        let isWaiting = Handshake("the wait has looked at the log once")
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                _ = try connection.readBody(of: head)
            }
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        async let target = server.event("a POST") { log in
            isWaiting.signal()
            return log.requests.first { $0.head.method == "POST" && $0.isComplete }?.head.target
        }
        try await isWaiting.wait()
        try peer.write("GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 2\r\n\r\n")
        #expect(try await server.head(at: 1).target == "/2")
        #expect(server.requests.map(\.isComplete) == [true, false])
        try peer.write("ok")
        #expect(try await target == "/2")
    }

    @Test("At the limit the error names what was awaited and shows what was seen")
    func limit() async throws {
        let server = try WireServer { connection in
            _ = try connection.readHead()
            _ = try connection.waitForPeerClose(within: .seconds(600))
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("PUT /x HTTP/1.1\r\nContent-Length: 2\r\n\r\n")
        _ = try await server.head(at: 0)
        let seen =
            #"saw 1 connections, 0 closed by the peer; "#
            + #"requests: ["PUT /x (0 body bytes, not read to the end)"]; failures: []"#
        await #expect(
            throws: WireError.timedOut(
                "no sign of request 0 with its whole body; \(seen) (waited 0.001 seconds)")
        ) {
            try await server.request(at: 0, within: .milliseconds(1))
        }
        await #expect(
            throws: WireError.timedOut("no sign of the head of request 1; \(seen) (waited 0.0 seconds)")
        ) {
            try await server.head(at: 1, within: .zero)
        }
        await #expect(throws: WireError.self) { try await server.peerClose(ofConnection: 0, within: .zero) }
        await #expect(throws: WireError.self) { try await server.finishedConnection(at: 0, within: .zero) }
    }

    @Test("A cancelled wait is a CancellationError, whether it has begun or not", arguments: [true, false])
    func cancelled(hasBegun: Bool) async throws {
        let isWaiting = Handshake("the wait has looked at the log once")
        let server = try WireServer { _ in }
        defer { server.stop() }
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.event("nothing", within: .seconds(600)) { _ -> Void? in
                    isWaiting.signal()
                    return nil
                }
            }
            if hasBegun { try? await isWaiting.wait() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
    }
}

@Suite("A handshake is a gate between tasks and threads")
struct HandshakeTests {
    @Test("Waits before and after the signal are let through, in tasks and in threads")
    func gate() async throws {
        let there = Handshake("the peer is there")
        let back = Handshake("the script was let through")
        let server = try WireServer { connection in
            try there.wait()
            try there.wait()
            back.signal()
        }
        defer { server.stop() }
        let peer = try WireSocket(connectingTo: server.port)
        #expect(!there.isSignalled)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { try await back.wait() } }
            there.signal()
            there.signal()
            try await group.waitForAll()
        }
        #expect(there.isSignalled)
        #expect(try peer.readToEnd() == Data())
        try await back.wait(within: .zero)
    }

    @Test("At the limit a task is told what was not signalled")
    func limitOfTask() async {
        let never = Handshake("the upload is half read")
        let error = WireError.timedOut("no signal for 'the upload is half read' (waited 0.001 seconds)")
        await #expect(throws: error) { try await never.wait(within: .milliseconds(1)) }
    }

    @Test("At the limit a script is told what was not signalled")
    func limitOfThread() async throws {
        let never = Handshake("the upload is half read")
        let server = try WireServer { _ in try never.wait(within: .milliseconds(1)) }
        defer { server.stop() }
        _ = try WireSocket(connectingTo: server.port).readToEnd()
        let connection = try await server.finishedConnection(at: 0)
        #expect(
            connection.failure
                == "timed out: no signal for 'the upload is half read' (waited 0.001 seconds)")
    }
}
