/// A message to the MCP endpoint, read and ready to be answered in one step.
struct MCPExchange: Sendable {
    /// What a `tools/call` asks for.
    enum Call: Sendable {
        /// The path is that of the operation which the tool stands for.
        case ready(path: String, LDXHubCommand)
        /// The operation that the tool stands for refuses the request.
        case refused(LDXHubProblem)
        /// There is no such tool, or its arguments say nothing that it could do.
        case failed(MCPFailure)
    }

    let headers: MCPHeaders
    let message: MCPMessage
    let call: Call?

    /// The operation that a tool stands for, where there is one that can be done.
    var operation: LDXHubCommand? {
        if case .ready(_, let command)? = call { command } else { nil }
    }

    /// What goes before the answer in a stream of events: progress where the request asks for it.
    var notification: EmulatorJSON {
        guard case .request(_, _, let params) = message, case .object(let meta)? = params["_meta"],
            let token = meta["progressToken"]
        else {
            return Self.notification(
                "message", ["level": "info", "logger": "ldxhub", "data": "The request is worked on."])
        }
        return Self.notification(
            "progress", ["progressToken": token, "progress": .number(0.5), "total": .integer(1)])
    }

    private static func notification(_ name: String, _ params: [String: EmulatorJSON]) -> EmulatorJSON {
        .object([
            "jsonrpc": "2.0", "method": .string("notifications/\(name)"), "params": .object(params),
        ])
    }
}
