/// What a server answered to `initialize`.
struct MCPHandshake: Sendable {
    /// The revision that is asked for.
    static let newest = "2025-06-18"
    /// Revisions whose messages are the same as far as they are used here.
    static let revisions: Set<String> = ["2024-11-05", "2025-03-26", newest, "2025-11-25"]

    var server: MCPServer
    /// What the server wants to be told with each further request.
    var sessionID: String?

    /// What the server is told of the client.
    static let params: JSONValue = [
        "protocolVersion": .string(newest), "capabilities": [:],
        "clientInfo": ["name": "swift-language-jobs", "version": .string(UserAgent.version)],
    ]

    init(_ result: JSONValue, _ metadata: ResponseMetadata) throws {
        guard let version = result["protocolVersion"]?.string else {
            throw ClientError(.unexpectedResponse, "The MCP server's answer names no protocol version.")
        }
        guard Self.revisions.contains(version) else {
            throw ClientError(
                .unexpectedResponse,
                "The MCP server speaks revision \(version.prefix(40)), and this client only "
                    + "\(Self.revisions.sorted().joined(separator: ", ")). Use a newer version of the package."
            )
        }
        server = MCPServer(
            name: result["serverInfo"]?["name"]?.string, title: result["serverInfo"]?["title"]?.string,
            version: result["serverInfo"]?["version"]?.string, protocolVersion: version,
            instructions: result["instructions"]?.string, capabilities: result["capabilities"] ?? [:]
        )
        sessionID = metadata.headers["mcp-session-id"]
        guard sessionID?.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) != false else {
            throw ClientError(
                .unexpectedResponse, "The MCP server's session id holds what can't be sent back.")
        }
    }
}
