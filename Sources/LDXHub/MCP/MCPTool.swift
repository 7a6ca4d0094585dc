/// A tool that an MCP server offers (Model Context Protocol, `Tool`).
public struct MCPTool: Sendable, Hashable {
    /// The name to call it by.
    public var name: String
    /// Its name, for people.
    public var title: String?
    /// What it does, for a model or for people.
    public var description: String?
    /// The JSON schema of its arguments.
    public var inputSchema: JSONValue
    /// The JSON schema of its structured content, where it gives one.
    public var outputSchema: JSONValue?
    /// Hints of the server, such as `readOnlyHint`; a promise of nothing.
    public var annotations: JSONValue?

    /// Makes a tool, for a fake.
    public init(
        name: String, title: String? = nil, description: String? = nil, inputSchema: JSONValue = [:],
        outputSchema: JSONValue? = nil, annotations: JSONValue? = nil
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.inputSchema = inputSchema
        self.outputSchema = outputSchema
        self.annotations = annotations
    }

    /// Reads what a server sent; `nil` when it has no name, so can't be called.
    init?(_ value: JSONValue) {
        guard let name = value["name"]?.string, !name.isEmpty else { return nil }
        self.name = name
        title = value["title"]?.string
        description = value["description"]?.string
        inputSchema = value.present("inputSchema") ?? [:]
        outputSchema = value.present("outputSchema")
        annotations = value.present("annotations")
    }
}
