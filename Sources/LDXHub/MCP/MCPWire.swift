import Foundation

/// Sends messages to one MCP server over streamable HTTP, and reads the answers.
struct MCPWire: Sendable {
    /// The most bytes of an answer, and of one event of a stream.
    static let answerLimit = 32 << 20
    /// How long a reply to the server may take.
    private static let replyTimeout = Duration.seconds(5)
    /// How long replies may take that are under way when the answer is there.
    private static let replyGrace = Duration.seconds(1)

    private let client: ServiceClient
    private let path: [String]
    private let lastID = SendableBox(0)

    /// - Parameter path: Below the client's base address.
    init(_ client: ServiceClient, path: String) throws {
        guard !path.contains(where: { "?#".contains($0) }), !path.contains("://") else {
            throw ClientError(
                .invalidRequest,
                "“\(path)” is no path. Give one such as /mcp; the host is that of the client's base URL.")
        }
        self.client = client
        self.path = path.split(separator: "/").map(String.init)
    }

    /// Sends a request and reads its answer.
    ///
    /// - Parameters:
    ///   - method: The method, such as `tools/call`.
    ///   - idempotency: What a second sending would do.
    ///   - handshake: The session; `nil` to begin one.
    ///   - params: The parameters, made with the id of the request.
    ///   - decode: Reads the result.
    func request<Result: Sendable>(
        _ method: String, _ idempotency: Idempotency, _ handshake: MCPHandshake?, options: CallOptions,
        onNotification: (@Sendable (MCPNotification) -> Void)? = nil,
        params: (_ id: Int) -> JSONValue?,
        decode: @escaping @Sendable (JSONValue, ResponseMetadata) throws -> Result
    ) async throws -> Result {
        let id = lastID.withLock { id in
            id += 1
            return id
        }
        let answer = RPCAnswer(id: id, method: method)
        var endpoint = Endpoint<Result>(operation(method), .post, path, idempotency) { data, metadata in
            try decode(try answer.result(in: data, metadata), metadata)
        }
        // What is read and not kept is not limited; the reading has limits of its own.
        endpoint.responseLimit = .max
        endpoint.read = { response, _ in
            try await read(response, until: answer, handshake, onNotification)
        }
        try prepare(&endpoint, handshake, RPCMessage.text(method, id: id, params: params(id)))
        return try await client.send(endpoint, options: options)
    }

    /// Sends a notification; whatever success answers, its body is not read.
    func notify(_ method: String, _ handshake: MCPHandshake, options: CallOptions) async throws {
        try await deliver(operation(method), RPCMessage.text(method), handshake, options: options)
    }

    /// Ends the session at the server, if there is one and the server takes it.
    func end(_ handshake: MCPHandshake, options: CallOptions) async throws {
        guard handshake.sessionID != nil else { return }
        var endpoint = unread("mcp.end", .delete)
        endpoint.headers = headers(handshake)
        try await client.send(endpoint, options: options)
    }

    // MARK: Steps

    private func operation(_ method: String) -> String {
        "mcp." + method.replacingOccurrences(of: "/", with: ".")
    }

    private func headers(_ handshake: MCPHandshake?) -> TransportHeaders {
        var headers: TransportHeaders = ["accept": "application/json, text/event-stream"]
        headers["mcp-protocol-version"] = handshake?.server.protocolVersion
        headers["mcp-session-id"] = handshake?.sessionID
        return headers
    }

    private func prepare<Result>(
        _ endpoint: inout Endpoint<Result>, _ handshake: MCPHandshake?, _ message: JSONValue
    ) throws {
        endpoint.headers = headers(handshake)
        do {
            try endpoint.setBody(json: message)
        } catch {
            throw ClientError(
                .invalidRequest, "The arguments can't be written as JSON.", operation: endpoint.operation,
                underlying: error)
        }
    }

    private func unread(_ operation: String, _ method: TransportMethod) -> Endpoint<Void> {
        var endpoint = Endpoint<Void>(operation, method, path, .repeatable, decode: { _, _ in })
        endpoint.read = { _, _ in Data() }
        return endpoint
    }

    private func deliver(
        _ operation: String, _ message: JSONValue, _ handshake: MCPHandshake?, options: CallOptions
    ) async throws {
        var endpoint = unread(operation, .post)
        try prepare(&endpoint, handshake, message)
        try await client.send(endpoint, options: options)
    }

    /// Reads the answer; of a stream of events what tells it, while what the server asks before it is answered.
    private func read(
        _ response: TransportResponse, until answer: RPCAnswer, _ handshake: MCPHandshake?,
        _ onNotification: (@Sendable (MCPNotification) -> Void)?
    ) async throws -> Data {
        guard response.headers.announceEvents else {
            return try await response.body.collect(upTo: Self.answerLimit)
        }
        let (replies, queue) = AsyncStream.makeStream(of: JSONValue.self)
        let time = client.configuration.runtime.time
        return try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask {
                for await reply in replies { await send(reply, handshake) }
            }
            var reader = MCPEventReader(answer: answer, onNotification: onNotification) { queue.yield($0) }
            let data = try await reader.read(response.body)
            queue.finish()
            // What is on its way may still arrive, but the answer does not wait long for it.
            if reader.replies > 0 {
                group.addTask { try? await time.sleep(until: time.now + Self.replyGrace) }
                try await group.next()
            }
            return data
        }
    }

    /// Answers a request of the server, which may wait for it; that this fails is the server's to notice.
    private func send(_ reply: JSONValue, _ handshake: MCPHandshake?) async {
        var endpoint = unread("mcp.reply", .post)
        // Beside the connections that calls have: these may all be held by streams that wait for such replies.
        endpoint.wait = .zero
        let timeouts = TransportTimeouts(idle: Self.replyTimeout, total: Self.replyTimeout)
        do {
            try prepare(&endpoint, handshake, reply)
            try await client.send(endpoint, options: CallOptions(timeouts: timeouts, retry: .never))
        } catch {
            return
        }
    }
}
