/// What an MCP server says of itself (Model Context Protocol, `InitializeResult`).
public struct MCPServer: Sendable, Hashable {
    /// Its name, for programs.
    public var name: String?
    /// Its name, for people.
    public var title: String?
    /// Its version.
    public var version: String?
    /// The revision of the protocol that the session is in, such as `2025-06-18`.
    public var protocolVersion: String
    /// How its tools are to be used, for a model or for people.
    public var instructions: String?
    /// What it offers, as it wrote it: `tools` among it when it has tools.
    public var capabilities: JSONValue

    /// Makes what a server says, for a fake.
    public init(
        name: String? = nil, title: String? = nil, version: String? = nil, protocolVersion: String,
        instructions: String? = nil, capabilities: JSONValue = [:]
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.protocolVersion = protocolVersion
        self.instructions = instructions
        self.capabilities = capabilities
    }
}
