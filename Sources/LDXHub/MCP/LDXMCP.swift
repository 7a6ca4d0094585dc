/// LDX hub's tools for language models, over the Model Context Protocol (LDX hub portal, MCP).
///
/// ```swift
/// let session = try await ldx.mcp.connect()
/// for tool in try await session.tools() { print(tool.name, tool.description ?? "") }
/// let result = try await session.call("getFile", encoding: ["file_id": id])
/// await session.end()
/// ```
/// The portal names the service and that it takes `POST`; which tools there are and what they take is asked of it.
public struct LDXMCP: Sendable {
    private let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// Begins a session: `initialize`, then `notifications/initialized`.
    ///
    /// Sent again after a failure that may pass: a session that nobody uses expires by itself.
    ///
    /// - Parameters:
    ///   - path: Where the server is, below the client's base URL. Default: `/mcp` (inferred: the usual one).
    ///   - options: What these requests do differently.
    /// - Throws: ``ClientError``: `.notFound` or `.rejected` when no MCP server is at the path; `.unexpectedResponse` for
    ///   a revision of the protocol that this client does not speak; what else a call throws.
    @concurrent
    public func connect(path: String = "/mcp", options: CallOptions = .init()) async throws -> MCPSession {
        let wire = try MCPWire(client, path: path)
        do {
            return MCPSession(wire, try await wire.connect(options: options))
        } catch var error as ClientError where error.status == 404 || error.status == 405 {
            error.message += " No MCP server is at \(path): give its path, which the portal does not name."
            throw error
        }
    }
}

extension MCPWire {
    /// Begins a session.
    func connect(options: CallOptions) async throws -> MCPHandshake {
        let handshake = try await request(
            "initialize", .repeatable, nil, options: options, params: { _ in MCPHandshake.params },
            decode: MCPHandshake.init)
        try await notify("notifications/initialized", handshake, options: options)
        return handshake
    }
}
