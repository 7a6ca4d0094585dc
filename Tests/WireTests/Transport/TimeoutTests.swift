import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("Timeouts of the URLSession transport", .timeLimit(.minutes(1)))
struct TimeoutTests {
    private let clock = ContinuousClock()

    @Test("A peer that says nothing for the idle timeout is given up, and sees it")
    func idle() async throws {
        let server = try WireServer.silent()
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), timeouts: .init(idle: .seconds(1)))
        let start = clock.now
        let failure = try await transportFailure { try await URLSessionTransport().send(request) }
        #expect(failure.reason == .idleTimeout)
        #expect((.milliseconds(900)..<(.seconds(20))).contains(start.duration(to: clock.now)))
        try await server.peerClose(ofConnection: 0)
    }

    @Test("A fraction of a second of idle time is not taken for none")
    func fraction() async throws {
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                // The time in which nothing may happen; a request that gave up would end it.
                #expect(try !connection.waitForPeerClose(within: .milliseconds(100)))
                try connection.respond(body: "ok")
            }
        }
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), timeouts: .init(idle: .milliseconds(500)))
        #expect(try await URLSessionTransport().send(request).status == 200)
    }

    @Test("Bytes that drip keep the idle timeout away, in the body as in the head")
    func drip() async throws {
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                for piece in ["HTTP/1.1 200 \r\nContent-", "Length: 4\r\n", "\r\n", "1", "2", "3", "4"] {
                    #expect(try !connection.waitForPeerClose(within: .milliseconds(350)))
                    try connection.write(piece)
                }
            }
        }
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), timeouts: .init(idle: .seconds(1)))
        let response = try await URLSessionTransport().send(request)
        #expect(try await response.body.collect(upTo: 10) == Data("1234".utf8))
    }

    @Test("A body that stops is given up after the idle timeout; what came before is given")
    func idleInBody() async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.startResponse(framing: .length(10))
            try connection.write("1234")
            _ = try connection.waitForPeerClose(within: .seconds(20))
        }
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), timeouts: .init(idle: .seconds(1)))
        var body = try await URLSessionTransport().send(request).body.makeAsyncIterator()
        #expect(try await body.next() == Data("1234".utf8))
        let failure = try await transportFailure { try await body.next() }
        #expect(failure.reason == .idleTimeout)
        try await server.peerClose(ofConnection: 0)
    }

    @Test("The total timeout ends a request that is not answered, and the peer sees it")
    func total() async throws {
        let server = try WireServer.silent()
        defer { server.stop() }
        let request = TransportRequest(.get, try server.url(), timeouts: .init(total: .milliseconds(200)))
        let start = clock.now
        let failure = try await transportFailure { try await URLSessionTransport().send(request) }
        #expect(failure.reason == .totalTimeout)
        #expect((.milliseconds(190)..<(.seconds(20))).contains(start.duration(to: clock.now)))
        try await server.peerClose(ofConnection: 0)
    }

    @Test("The total timeout ends a body too, though bytes keep coming")
    func totalInBody() async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.startResponse()
            while try !connection.waitForPeerClose(within: .milliseconds(20)) {
                try connection.writeChunk("1")
            }
        }
        defer { server.stop() }
        // On a busy machine a short timeout may pass before the head is there: that is no answer to the question.
        for total in [Duration.seconds(1), .seconds(5), .seconds(25)] {
            let request = TransportRequest(.get, try server.url(), timeouts: .init(total: total))
            guard let response = try? await URLSessionTransport().send(request) else { continue }
            let failure = try await transportFailure { try await response.body.collect(upTo: 1 << 20) }
            #expect(failure.reason == .totalTimeout)
            try await server.event("a close by the peer") { log in
                log.connections.allSatisfy(\.peerClosed) ? () : nil
            }
            return
        }
        Issue.record("no head came within any of the timeouts")
    }

    @Test("A total timeout that was not needed harms nothing")
    func totalNotNeeded() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let request = TransportRequest(
            .get, try server.url(), timeouts: .init(idle: .seconds(1e12), total: .seconds(1e12)))
        let response = try await URLSessionTransport().send(request)
        #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
    }

    @Test("Time in the queue for a connection counts for no timeout")
    func queue() async throws {
        let release = Handshake("the first answer may go")
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                if head.target == "/first" { try release.wait() }
                try connection.respond(body: "ok")
            }
        }
        defer { server.stop() }
        let silent = try WireServer.silent()
        defer { silent.stop() }
        let transport = URLSessionTransport(maximumConnections: 1)
        let timeouts = TransportTimeouts(idle: .seconds(1), total: .seconds(1))
        let first = TransportRequest(.get, try server.url("/first"))
        let second = TransportRequest(.get, try server.url("/second"), timeouts: timeouts)
        let other = TransportRequest(.get, try silent.url(), timeouts: timeouts)
        try await withThrowingTaskGroup { group in
            group.addTask { try await transport.send(first).status }
            _ = try await server.head(at: 0)
            group.addTask { try await transport.send(second).status }
            // The timeouts of a request that is not in the queue tell that as much time has passed.
            let failure = try await transportFailure { try await transport.send(other) }
            #expect([.totalTimeout, .idleTimeout].contains(failure.reason))
            #expect(server.requests.count == 1)
            release.signal()
            for try await status in group { #expect(status == 200) }
        }
    }
}
