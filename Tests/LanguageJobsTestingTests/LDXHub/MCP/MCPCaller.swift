import Foundation
import LanguageJobs
import LanguageJobsTesting

/// Speaks to the emulated MCP endpoint in the protocol's own words.
struct MCPCaller {
    let caller: HubCaller
    var path = "/mcp"
    var accept: String? = "application/json, text/event-stream"
    var contentType: String? = "application/json"
    var session: String?
    var version: String?

    init(_ caller: HubCaller) {
        self.caller = caller
    }

    static let initialize = """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
        """

    func send(_ json: String, headers: TransportHeaders = [:]) async throws -> HubCaller.Answer {
        try await caller.send(
            .post, path, headers: all(headers), body: .bytes(Data(json.utf8)))
    }

    func delete() async throws -> HubCaller.Answer {
        try await caller.send(.delete, path, headers: all([:]))
    }

    /// Sends a request with the id 7.
    func ask(_ method: String, _ params: String? = nil) async throws -> HubCaller.Answer {
        let params = params.map { #","params":\#($0)"# } ?? ""
        return try await send(#"{"jsonrpc":"2.0","id":7,"method":"\#(method)"\#(params)}"#)
    }

    /// Calls a tool.
    func call(_ tool: String, _ arguments: String = "{}") async throws -> HubCaller.Answer {
        try await ask("tools/call", #"{"name":"\#(tool)","arguments":\#(arguments)}"#)
    }

    /// What a tool's result says, as an answer of its own.
    func result(_ tool: String, _ arguments: String = "{}") async throws -> HubCaller.Answer {
        let answer = try await call(tool, arguments)
        let text = answer.string("result.content.0.text") ?? ""
        return HubCaller.Answer(status: answer.status, headers: answer.headers, body: Data(text.utf8))
    }

    /// Begins a conversation that is ready for everything.
    mutating func begin() async throws {
        session = try await send(Self.initialize).headers["Mcp-Session-Id"]
        version = "2025-06-18"
        _ = try await send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
    }

    private func all(_ more: TransportHeaders) -> TransportHeaders {
        var headers = more
        if let accept { headers["Accept"] = accept }
        if let contentType { headers["Content-Type"] = contentType }
        if let session { headers["Mcp-Session-Id"] = session }
        if let version { headers["MCP-Protocol-Version"] = version }
        return headers
    }
}
