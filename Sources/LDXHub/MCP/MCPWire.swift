import Foundation

/// Sends messages to one MCP server over streamable HTTP, and reads the answers.
struct MCPWire: Sendable {
    /// The most requests of the server that are answered while one answer is awaited: each costs a request of ours.
    static let replyLimit = 100

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
        endpoint.read = { response, limit in
            try await read(response, limit, until: answer, handshake, onNotification)
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

    /// Reads a stream of events as far as the answer, and hands out what comes before it.
    private func read(
        _ response: TransportResponse, _ limit: Int, until answer: RPCAnswer, _ handshake: MCPHandshake?,
        _ onNotification: (@Sendable (MCPNotification) -> Void)?
    ) async throws -> Data {
        guard response.headers.announceEvents else { return try await response.body.collect(upTo: limit) }
        var parser = ServerSentEventParser(eventLimit: limit)
        var data = Data()
        var replies = 0
        for try await chunk in response.body {
            data.append(chunk)
            guard data.count <= limit else {
                throw TransportFailure(
                    .responseTooLarge,
                    "The stream is longer than the \(limit) bytes that were allowed for it.")
            }
            for event in try parser.feed(chunk) {
                for message in try event.messages() {
                    if message.answers(answer.id) { return data }
                    switch message {
                    case .notification(let method, let params):
                        onNotification?(MCPNotification(method, params, token: answer.id))
                    case .request(let method, let id) where replies < Self.replyLimit:
                        replies += 1
                        try await send(RPCMessage.reply(to: method, id: id), handshake)
                    case .request, .result, .failure: break
                    }
                }
            }
        }
        throw TransportFailure(
            .connectionLost, "The stream ended without the answer to \(answer.method).")
    }

    /// Answers a request of the server, which may wait for it; that this fails is the server's to notice.
    private func send(_ reply: JSONValue, _ handshake: MCPHandshake?) async throws {
        do {
            try await deliver("mcp.reply", reply, handshake, options: .with { $0.retry = .never })
        } catch is ClientError {
            return
        }
    }
}
