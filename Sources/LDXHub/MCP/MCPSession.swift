/// A session with an MCP server.
///
/// A value that can be shared freely; calls may be made at the same time. When the server has forgotten the session, a
/// new one is begun and the call is made once more, since such an answer (404) says that nothing was done.
///
/// Requests of the server, such as sampling, are answered with “not offered”, its `ping` with a result. A stream that
/// breaks off is not resumed, and none is opened for what the server may say of its own accord. An answer may have 32 MiB,
/// and so may each event of a stream, of which what can't be read is passed over.
public struct MCPSession: Sendable {
    /// The most pages of a list that are asked for.
    static let pageLimit = 1_000
    /// The most tools of a list that are kept.
    static let toolLimit = 100_000

    private struct State: Sendable {
        var handshake: MCPHandshake
        var isOver = false
    }

    private let wire: MCPWire
    private let state: SendableBox<State>

    init(_ wire: MCPWire, _ handshake: MCPHandshake) {
        self.wire = wire
        state = SendableBox(State(handshake: handshake))
    }

    /// What the server said of itself.
    public var server: MCPServer { state.current.handshake.server }

    /// All tools of the server, from every page of its list (`tools/list`).
    ///
    /// - Throws: ``ClientError``: `.unexpectedResponse` for a list that does not end, or has more than 100,000 tools;
    ///   what else a call throws.
    @concurrent
    public func tools(options: CallOptions = .init()) async throws -> [MCPTool] {
        var tools: [MCPTool] = []
        var cursors: Set<String> = []
        var cursor: String?
        repeat {
            let page = try await page(after: cursor, options: options)
            tools += page.tools
            guard tools.count <= Self.toolLimit else {
                throw ClientError(
                    .unexpectedResponse, "The MCP server lists more than \(Self.toolLimit) tools.",
                    operation: "mcp.tools.list")
            }
            cursor = page.next
            if let cursor, !cursors.insert(cursor).inserted || cursors.count >= Self.pageLimit {
                throw ClientError(
                    .unexpectedResponse,
                    "The MCP server's list of tools does not end: after \(cursors.count) pages it goes on.",
                    operation: "mcp.tools.list")
            }
        } while cursor != nil
        return tools
    }

    /// Calls a tool (`tools/call`). Never sent twice by itself: a tool may create a job that costs money.
    ///
    /// A call that is cancelled closes its connection and tells the server nothing more; the tool may go on.
    ///
    /// - Parameters:
    ///   - tool: The tool's name.
    ///   - arguments: An object, as in `["file_id": "f1", "wait": 10]`. Default: an empty one.
    ///   - options: What this call does differently. A tool that is silent for longer than the client's idle timeout
    ///     needs a longer one.
    ///   - onNotification: Called with what the server tells meanwhile, from no particular thread; without it no progress
    ///     is asked for. Only an answer that is a stream of events tells anything.
    /// - Returns: What the tool gave; look at ``MCPToolResult/isError``.
    /// - Throws: ``ClientError``: `.invalidRequest` for arguments that are no object, or when the session is over, before
    ///   anything is sent; `.rejected` when the server's answer proves that no tool ran; `.submissionUncertain` when one may
    ///   have run although no usable answer came, which is so with the error “invalid params” (-32602), too: some servers
    ///   send it for what a tool gave, others for a tool that they do not know; `CancellationError`.
    @concurrent
    @discardableResult
    public func call(
        _ tool: String, arguments: JSONValue = [:], options: CallOptions = .init(),
        onNotification: (@Sendable (MCPNotification) -> Void)? = nil
    ) async throws -> MCPToolResult {
        try LDXCheck.notEmpty(tool, "The name of the tool", "Give one of those that the server lists.")
        guard case .object = arguments else {
            throw ClientError(
                .invalidRequest,
                "The arguments of a tool have to be a JSON object. Pass a dictionary or a structure.",
                operation: "mcp.tools.call")
        }
        return try await inSession(options) { handshake in
            try await wire.request(
                "tools/call", .once, handshake, options: options, onNotification: onNotification,
                params: { id in
                    let params: [String: JSONValue] = ["name": .string(tool), "arguments": arguments]
                    let token: JSONValue = ["progressToken": .integer(Int64(id))]
                    return .object(onNotification == nil ? params : params.merging(["_meta": token]) { $1 })
                },
                decode: { result, _ in try MCPToolResult(result) })
        }
    }

    /// Calls a tool with what a value is encoded as, which has to be an object: `encoding: ["file_id": id]`, or a structure.
    ///
    /// Numbers keep their kind, so an integer of a dictionary of doubles is written with a fraction, which not every tool
    /// takes. Everything else is as with JSON for arguments.
    @concurrent
    @discardableResult
    public func call(
        _ tool: String, encoding arguments: some Encodable & Sendable, options: CallOptions = .init(),
        onNotification: (@Sendable (MCPNotification) -> Void)? = nil
    ) async throws -> MCPToolResult {
        let encoded: JSONValue
        do {
            encoded = try JSONNodeEncoder.node(of: arguments).value
        } catch {
            throw ClientError(
                .invalidRequest, "The arguments can't be written as JSON.", operation: "mcp.tools.call",
                underlying: error)
        }
        return try await call(tool, arguments: encoded, options: options, onNotification: onNotification)
    }

    /// Asks whether the server is there (`ping`).
    @concurrent
    public func ping(options: CallOptions = .init()) async throws {
        try await inSession(options) { handshake in
            try await wire.request(
                "ping", .safe, handshake, options: options, params: { _ in nil },
                decode: { _, _ in })
        }
    }

    /// Tells the server that the session is over; that it does not answer, or does not take it, is no error.
    ///
    /// Whatever is called afterwards throws `.invalidRequest`; what is under way is not touched. A second time does nothing.
    @concurrent
    public func end() async {
        let ended = state.withLock { state in
            defer { state.isOver = true }
            return state.isOver ? nil : state.handshake
        }
        if let ended { await drop(ended) }
    }

    // MARK: Steps

    private func page(
        after cursor: String?, options: CallOptions
    ) async throws -> (tools: [MCPTool], next: String?) {
        try await inSession(options) { handshake in
            try await wire.request(
                "tools/list", .safe, handshake, options: options,
                params: { _ in cursor.map { ["cursor": .string($0)] } },
                decode: { result, _ in
                    guard case .array(let tools) = result["tools"] else {
                        throw ClientError(.unexpectedResponse, "The MCP server's list has no “tools”.")
                    }
                    return (tools.compactMap(MCPTool.init), result["nextCursor"]?.string)
                })
        }
    }

    /// Does something in the session, and once more in a new one when the server has forgotten it.
    private func inSession<Result>(
        _ options: CallOptions, _ body: (MCPHandshake) async throws -> Result
    ) async throws -> Result {
        let known = try current()
        do {
            return try await body(known)
        } catch let error as ClientError where error.code == .notFound && known.sessionID != nil {
            return try await body(try await successor(of: known, options))
        }
    }

    private func current() throws -> MCPHandshake {
        let state = state.current
        guard !state.isOver else {
            throw ClientError(
                .invalidRequest, "The MCP session is over. Begin another one with connect(path:options:).")
        }
        return state.handshake
    }

    /// The session after one that the server has forgotten: of those that several calls begin, the first is kept.
    private func successor(of known: MCPHandshake, _ options: CallOptions) async throws -> MCPHandshake {
        let newest = try current()
        guard newest.sessionID == known.sessionID else { return newest }
        let begun = try await wire.connect(options: options)
        let isKept = state.withLock { state in
            guard !state.isOver, state.handshake.sessionID == known.sessionID else { return false }
            state.handshake = begun
            return true
        }
        if !isKept { await drop(begun) }
        return try current()
    }

    /// Ends a session at the server, as well as it can be done.
    private func drop(_ handshake: MCPHandshake) async {
        try? await wire.end(handshake, options: .with { $0.retry = .never })
    }
}
