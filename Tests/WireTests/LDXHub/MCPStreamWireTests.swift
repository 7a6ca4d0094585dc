import Foundation
import LDXHub
import TestSupport
import Testing

@Suite("An MCP server's stream over a socket", .timeLimit(.minutes(1)))
struct MCPStreamWireTests {
    private static let result = #"{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"語"}]}}"#
    private static let progress =
        #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":2,"progress":1}}"#

    /// A peer that begins sessions, and leaves calls of tools, and answers to its own requests, to a script.
    private static func peer(
        onCall: @escaping @Sendable (inout WireConnection) throws -> Void,
        onAnswer: @escaping @Sendable (JSONValue) -> Void = { _ in }
    ) throws -> WireServer {
        try WireServer { connection in
            while let head = try connection.readHead() {
                let body = try connection.readBody(of: head)
                let message = try WireCoding.decode(JSONValue.self, from: body)
                switch message["method"]?.string {
                case "initialize":
                    try connection.respond(
                        headers: ["content-type": "application/json", "Mcp-Session-Id": "s-1"],
                        body: #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18"}}"#)
                case "tools/call":
                    try connection.startResponse(headers: ["Content-Type": "text/event-stream"])
                    return try onCall(&connection)
                case "tools/list":
                    try connection.startResponse(headers: ["Content-Type": "text/event-stream"])
                    try connection.writeChunk("data: {\"jsonrpc\":\"2.0\"")
                    return connection.reset()
                default:
                    onAnswer(message)
                    try connection.respond(status: 202)
                }
            }
        }
    }

    private func connect(
        _ server: WireServer, timeouts: TransportTimeouts = .init(idle: .seconds(20)),
        transport: URLSessionTransport = URLSessionTransport()
    ) async throws -> MCPSession {
        try await LDXHubClient(
            credential: .value("test-key"), baseURL: try server.url("/"),
            configuration: ClientConfiguration(
                retry: RetryPolicy(maxAttempts: 3, baseDelay: .milliseconds(20)), timeouts: timeouts),
            transport: transport
        ).mcp.connect()
    }

    /// How often tools were called or listed.
    private func requests(_ method: String, at server: WireServer) throws -> Int {
        try server.requests.count { request in
            try WireCoding.decode(JSONValue.self, from: request.body)["method"] == .string(method)
        }
    }

    @Test("tells each event when it comes, in whatever pieces, and is left at the answer")
    func pieces() async throws {
        let told = Handshake("the progress was told")
        let server = try Self.peer { connection in
            for piece in [": hello\r", "\nevent: mess", "age\r\ndata: ", Self.progress, "\r", "\n\r\n"] {
                try connection.writeChunk(piece)
            }
            try told.wait()
            let bytes = Data("data: \(Self.result)\n\n".utf8)
            let cut = try #require(bytes.firstIndex(of: 0xE8)) + 1
            try connection.writeChunk(bytes[..<cut])
            try connection.writeChunk(bytes[cut...])
            // The stream stays open.
            #expect(try connection.waitForPeerClose(within: .seconds(10)))
        }
        defer { server.stop() }
        let session = try await connect(server)
        let result = try await session.call("count") { notification in
            if case .progress(let progress) = notification, progress.progress == 1 { told.signal() }
        }
        #expect(result.content == [.text("語")])
        _ = try await server.event("the end of the stream") { log in
            log.connections.contains { $0.peerClosed && $0.isFinished } ? true : nil
        }
        #expect(server.failures == [])
    }

    @Test("may ask in its middle, and is answered on another connection")
    func asks() async throws {
        let answered = Handshake("the ping was answered")
        let server = try Self.peer { connection in
            try connection.writeChunk("data: {\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"ping\"}\n\n")
            try answered.wait()
            try connection.writeChunk("data: \(Self.result)\n\n")
            try connection.endChunks()
        } onAnswer: { message in
            if message["id"] == "q", message["result"] == [:] { answered.signal() }
        }
        defer { server.stop() }
        // The stream holds the only connection.
        let session = try await connect(server, transport: URLSessionTransport(maximumConnections: 1))
        #expect(try await session.call("ask").text == "語")
        #expect(server.failures == [])
    }

    @Test("that is cancelled in its middle is closed at once, and nothing more is sent")
    func cancelled() async throws {
        let told = Handshake("the progress was told")
        let server = try Self.peer { connection in
            try connection.writeChunk("data: \(Self.progress)\n\n")
            #expect(try connection.waitForPeerClose(within: .seconds(10)))
        }
        defer { server.stop() }
        let session = try await connect(server)
        let task = Task { try await session.call("count") { _ in told.signal() } }
        defer { task.cancel() }
        try await told.wait()
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(start.duration(to: .now) < .seconds(1))
        _ = try await server.event("the end of the stream") { log in
            log.connections.contains { $0.peerClosed && $0.isFinished } ? true : nil
        }
        #expect(server.requests.count == 3)
        #expect(server.failures == [])
    }

    enum Break: CaseIterable { case reset, silence, end }

    @Test(
        "that breaks, falls silent or ends before its answer leaves the call in doubt",
        arguments: Break.allCases)
    func broken(how: Break) async throws {
        let server = try Self.peer { connection in
            try connection.writeChunk("data: \(Self.progress)\n\ndata: {")
            switch how {
            case .reset: connection.reset()
            case .silence: _ = try connection.waitForPeerClose(within: .seconds(20))
            case .end: try connection.endChunks()
            }
        }
        defer { server.stop() }
        let session = try await connect(server, timeouts: .init(idle: .seconds(how == .silence ? 2 : 20)))
        let error = await #expect(throws: ClientError.self) { try await session.call("count") }
        #expect(error?.code == .submissionUncertain)
        #expect(try requests("tools/call", at: server) == 1)
        #expect(server.failures == [])
    }

    @Test("that breaks in a list is asked for again")
    func list() async throws {
        let server = try Self.peer { _ in }
        defer { server.stop() }
        let session = try await connect(server)
        let error = await #expect(throws: ClientError.self) { try await session.tools() }
        #expect(error?.code == .connectionLost)
        #expect(try requests("tools/list", at: server) == 3)
        #expect(server.failures == [])
    }
}
