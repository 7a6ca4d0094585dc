import Foundation
import TestSupport
import Testing

@Suite("A wire server stops and leaves nothing behind")
struct WireStopTests {
    enum Blocked: CaseIterable {
        case inReadHead, inReadBody, inWrite, inPeerClose, inHandshake
    }

    @Test("stop() unblocks a script and is no failure of it", arguments: Blocked.allCases)
    func unblocks(blocked: Blocked) async throws {
        let isThere = Handshake("the script is about to block")
        let never = Handshake("what nobody signals")
        let server = try WireServer { connection in
            let head = try connection.readHead()
            isThere.signal()
            switch blocked {
            case .inReadHead: _ = try connection.readHead()
            case .inReadBody: if let head { _ = try connection.readBody(of: head) }
            case .inWrite: while true { try connection.write(Data(count: 1 << 20)) }
            case .inPeerClose: _ = try connection.waitForPeerClose(within: .seconds(600))
            case .inHandshake: try never.wait(within: .seconds(600))
            }
            Issue.record("the script went on after the stop")
        }
        let peer = try WireSocket(connectingTo: server.port)
        let body = blocked == .inReadBody ? "Content-Length: 5\r\n" : ""
        try peer.write("POST / HTTP/1.1\r\n\(body)\r\n")
        try await isThere.wait()
        #expect(server.stop())
        #expect(server.failures == [])
        #expect(server.connections.map(\.isFinished) == [true])
        #expect(server.connections.map(\.peerClosed) == [false])
    }

    @Test("A second stop does nothing, and the port is free of listeners after the first")
    func twice() async throws {
        let server = try WireServer { _ in }
        #expect(server.stop())
        #expect(server.stop())
        #expect(throws: WireError.system(call: "connect", code: ECONNREFUSED)) {
            try WireSocket(connectingTo: server.port)
        }
    }

    @Test("Every descriptor is closed after the stop, in whatever state the connections were")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            // What the first use of a socket opens for good is not this server's.
            try useEverything()
            let before = try openDescriptors()
            for _ in 0..<5 { try useEverything() }
            let after = try openDescriptors()
            guard before == after else { exit(1) }
        }
    }

    @Test("A listener that is never stopped is found by the count of descriptors")
    func leakIsSeen() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let before = try openDescriptors()
            let listener = try DeafListener(backlog: .roomy)
            let after = try openDescriptors()
            guard after == before + 1 else { exit(1) }
            listener.stop()
            listener.stop()
            guard try openDescriptors() == before else { exit(2) }
            exit(7)
        }
    }

    @Test("A refused port refuses")
    func refusedPort() throws {
        let port = try WireServer.refusedPort()
        #expect(throws: WireError.system(call: "connect", code: ECONNREFUSED)) {
            try WireSocket(connectingTo: port)
        }
    }

    @Test("A deaf listener with room takes a connection and never reads it")
    func deafWithRoom() throws {
        let listener = try DeafListener(backlog: .roomy)
        defer { listener.stop() }
        let peer = try WireSocket(connectingTo: listener.port)
        try peer.write("GET / HTTP/1.1\r\n\r\n")
        listener.stop()
        #expect(throws: WireError.peerClosed("it reset the connection")) { try peer.read() }
    }

    @Test("A deaf listener whose backlog is full leaves a connect hanging")
    func deafAndFull() throws {
        let listener = try DeafListener(backlog: .full)
        defer { listener.stop() }
        let port = listener.port
        #expect(throws: WireError.timedOut("no connection to port \(port) (waited 0.05 seconds)")) {
            try WireSocket(connectingTo: port, within: .milliseconds(50))
        }
    }
}

/// A server with a connection in each of its states, stopped at the end.
private func useEverything() throws {
    let server = try WireServer { connection in
        guard let head = try connection.readHead() else { return }
        switch head.target {
        case "/close": connection.close()
        case "/reset": connection.reset()
        case "/throw": throw WireError.misused("on purpose")
        case "/answer": try connection.respond()
        default: _ = try connection.waitForPeerClose(within: .seconds(600))
        }
    }
    let peers = try ["/close", "/reset", "/throw", "/answer", "/hang"].map { target in
        let peer = try WireSocket(connectingTo: server.port)
        try peer.write("GET \(target) HTTP/1.1\r\n\r\n")
        return peer
    }
    _ = try peers[3].readToEnd()
    server.stop()
    for peer in peers { peer.close() }
    let listener = try DeafListener(backlog: .full)
    listener.stop()
    _ = try WireServer.refusedPort()
}
