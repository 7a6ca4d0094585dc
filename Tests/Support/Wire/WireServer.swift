package import Foundation

/// A small HTTP/1.1 peer on a real socket that does what a script says and records what it received.
///
/// The script runs on a thread of its own for each connection, in blocking style, and may serve several
/// requests:
///
/// ```swift
/// let server = try WireServer { connection in
///     while let head = try connection.readHead() {
///         let body = try connection.readBody(of: head)
///         try connection.respond(status: 201, body: #"{"size":\#(body.count)}"#)
///     }
/// }
/// defer { server.stop() }
/// let request = try await server.request(at: 0)
/// #expect(request.head.values(for: "Authorization") == ["Bearer key"])
/// ```
///
/// Pace a script by `Handshake`, never by a sleep. What a script throws is in `failures`, which a test expects
/// to be empty.
package final class WireServer: Sendable {
    /// The port on 127.0.0.1.
    package let port: Int

    private let acceptor: WireAcceptor
    private let watchedLog: Watched<WireLog>

    /// Listens on a free port of 127.0.0.1, at once.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that are kept of each body and of each connection's raw bytes; the rest is counted.
    ///   - script: Serves one connection and returns, whereupon it is closed.
    package init(
        keeping limit: Int = 1 << 20, script: @escaping @Sendable (inout WireConnection) throws -> Void
    ) throws {
        let listener = try WireSocket(listeningWithBacklog: 128)
        port = try listener.localPort
        watchedLog = Watched(WireLog())
        acceptor = try WireAcceptor(listener: listener, log: watchedLog, limit: limit, script: script)
        acceptor.start()
    }

    deinit { stop() }

    /// A URL on this server; the target starts with a slash and may carry a query.
    package func url(_ target: String = "/") throws -> URL {
        guard target.hasPrefix("/"), let url = URL(string: "http://127.0.0.1:\(port)\(target)") else {
            throw WireError.misused("'\(target)' is not a request target such as '/files?limit=2'")
        }
        return url
    }

    /// Closes everything and waits until all threads are done with it; a second call finds nothing to do.
    ///
    /// Scripts that are blocked in their connection or in a `Handshake` are unblocked and end. Returns `false`
    /// when a script that is blocked elsewhere did not end within 10 seconds. Not to be called by a script.
    @discardableResult
    package func stop() -> Bool {
        acceptor.stop(within: .seconds(10))
    }

    // MARK: What it saw

    /// What was seen up to now.
    package var log: WireLog { watchedLog.value }
    package var connections: [WireLog.Connection] { log.connections }
    package var requests: [WireLog.Request] { log.requests }
    package var failures: [String] { log.failures }

    /// The request with that number, as soon as its body is read to its end.
    package func request(at index: Int, within limit: Duration = .seconds(10)) async throws -> WireLog.Request
    {
        try await event("request \(index) with its whole body", within: limit) { log in
            log.requests.indices.contains(index) && log.requests[index].isComplete ? log.requests[index] : nil
        }
    }

    /// The head of the request with that number, as soon as it is read.
    package func head(at index: Int, within limit: Duration = .seconds(10)) async throws -> WireHead {
        try await event("the head of request \(index)", within: limit) { log in
            log.requests.indices.contains(index) ? log.requests[index].head : nil
        }
    }

    /// Returns as soon as the script of that connection saw that the peer closed it.
    package func peerClose(ofConnection index: Int, within limit: Duration = .seconds(10)) async throws {
        _ = try await event("the peer's close of connection \(index)", within: limit) { log in
            log.connections.indices.contains(index) && log.connections[index].peerClosed ? true : nil
        }
    }

    /// The connection with that number, as soon as its script has returned and this side is closed.
    package func finishedConnection(
        at index: Int, within limit: Duration = .seconds(10)
    ) async throws -> WireLog.Connection {
        try await event("the end of connection \(index)", within: limit) { log in
            log.connections.indices.contains(index) && log.connections[index].isFinished
                ? log.connections[index] : nil
        }
    }

    /// What `pick` finds in the log, as soon as it is there; at the limit an error that names what was awaited
    /// and shows what was seen instead.
    ///
    /// `pick` looks at every state of the log in turn, within its lock: it must not ask the server for anything.
    package func event<Found: Sendable>(
        _ name: String, within limit: Duration = .seconds(10),
        _ pick: @escaping @Sendable (WireLog) -> Found?
    ) async throws -> Found {
        try await watchedLog.first(within: limit, failure: { "no sign of \(name); \($0.summary)" }, pick)
    }

    /// A port on 127.0.0.1 that refuses connections.
    package static func refusedPort() throws -> Int {
        // Closed again, for Darwin does not refuse on a port that is bound without a listener: it stays silent.
        let socket = try WireSocket(listeningWithBacklog: 1)
        defer { socket.stopListening() }
        return try socket.localPort
    }
}
