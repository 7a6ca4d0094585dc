/// What the headers of a request to the MCP endpoint say.
struct MCPHeaders: Sendable {
    let sessionID: String?
    let version: String?
    private let accepted: Set<String>

    init(_ headers: TransportHeaders) {
        sessionID = headers["Mcp-Session-Id"]
        version = headers["MCP-Protocol-Version"]
        accepted = Set(
            (headers["Accept"] ?? "").split(separator: ",").compactMap {
                try? HeaderParameters(String($0.drop { $0 == " " })).value
            })
    }

    /// Whether the client takes both forms of answers, as it must.
    var acceptBothForms: Bool { accepted.isSuperset(of: ["application/json", "text/event-stream"]) }
}
