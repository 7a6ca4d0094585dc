/// What a tool gave (Model Context Protocol, `CallToolResult`).
public struct MCPToolResult: Sendable, Hashable {
    /// Texts, images and the like, in order.
    public var content: [MCPContent]
    /// The result as JSON, from a tool that gives one.
    public var structuredContent: JSONValue?
    /// Whether the tool says that it failed; the content says why.
    ///
    /// No error is thrown then: the tool has run, and may have done part of its work.
    public var isError: Bool

    /// Makes a result, for a fake.
    public init(content: [MCPContent], structuredContent: JSONValue? = nil, isError: Bool = false) {
        self.content = content
        self.structuredContent = structuredContent
        self.isError = isError
    }

    /// The texts of the content, a line each.
    public var text: String {
        content.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n")
    }

    /// Reads what a server sent.
    init(_ value: JSONValue) throws {
        guard case .object(let members) = value else {
            throw ClientError(.unexpectedResponse, "The tool's result is no object.")
        }
        if case .array(let items) = members["content"] {
            content = items.map(MCPContent.init)
        } else {
            content = []
        }
        structuredContent = value.present("structuredContent")
        isError = members["isError"] == .bool(true)
    }
}
