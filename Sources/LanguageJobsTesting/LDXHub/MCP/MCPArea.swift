import Foundation

/// The MCP endpoint: one path that takes JSON-RPC messages (Model Context Protocol, streamable HTTP).
struct MCPArea: LDXHubArea {
    /// The most bytes of a message: a chunk of a file in Base64, and room for the rest.
    private static let bodyLimit = 16 << 20

    private let path: [Substring]
    private let responder: MCPResponder
    /// Where the operations are that tools stand for.
    private let areas: [any LDXHubArea]

    init(_ plan: LDXHubPlan.MCP, kinds: [any LDXHubJobKind], areas: [any LDXHubArea]) {
        path = plan.path.split(separator: "/")
        responder = MCPResponder(plan: plan, toolbox: MCPToolbox(kinds))
        self.areas = areas
    }

    func endpoints(at path: [String]) -> [TransportMethod: LDXHubEndpoint] {
        guard path.elementsEqual(self.path, by: { $0 == $1 }) else { return [:] }
        let post = LDXHubEndpoint(operation: .sendMCP) { try await read($0) }
        guard case .kept = responder.plan.sessions else { return [.post: post] }
        let delete = LDXHubEndpoint(operation: .endMCPSession) { [responder] request in
            let headers = MCPHeaders(request.headers)
            return LDXHubCommand { hub, moment in try responder.endSession(headers, of: hub, at: moment) }
        }
        return [.post: post, .delete: delete]
    }

    private func read(_ request: EmulatorRequest) async throws -> LDXHubCommand {
        do {
            let headers = MCPHeaders(request.headers)
            let message = try await Self.message(of: request, headers)
            let exchange = MCPExchange(
                headers: headers, message: message, call: try await call(message, request))
            var command = LDXHubCommand { [responder] hub, moment in
                try responder.answer(exchange, of: hub, at: moment)
            }
            if let operation = exchange.operation {
                (command.wait, command.jobs) = (operation.wait, operation.jobs)
            }
            return command
        } catch let refusal as MCPRefusal {
            return LDXHubCommand { _, _ in try refusal.outcome() }
        }
    }

    @concurrent private static func message(
        of request: EmulatorRequest, _ headers: MCPHeaders
    ) async throws -> MCPMessage {
        guard headers.acceptBothForms else {
            throw MCPRefusal(
                status: 406,
                failure: .refused(
                    "Not Acceptable: Client must accept both application/json and text/event-stream"))
        }
        guard (try? LDXHubJSONBody.requireJSON(request)) != nil else {
            throw MCPRefusal(
                status: 415,
                failure: .refused("Unsupported Media Type: Content-Type must be application/json"))
        }
        do {
            return try MCPMessage(try await request.body.collect(upTo: bodyLimit))
        } catch let failure as MCPFailure {
            throw MCPRefusal(status: 400, failure: failure)
        } catch let failure as TransportFailure where failure.reason == .responseTooLarge {
            throw LDXHubJSONBody.tooLarge(bodyLimit)
        }
    }

    /// Reads what a `tools/call` asks for as if it had come by HTTP.
    private func call(_ message: MCPMessage, _ outer: EmulatorRequest) async throws -> MCPExchange.Call? {
        guard case .request(_, "tools/call", let params) = message else { return nil }
        do {
            let checked = try MCPFailure.checked(
                params, [.required("name", .string), .optional("arguments", .object)])
            let name = checked.string("name") ?? ""
            guard let tool = responder.toolbox.tool(named: name) else {
                throw MCPFailure.invalidParams("Unknown tool: \(name)")
            }
            var headers: TransportHeaders = ["Content-Type": "application/json"]
            if let tag = outer.headers["x-test-tag"] { headers["x-test-tag"] = tag }
            let request = try tool.request(checked["arguments"] ?? .object([:]), headers: headers)
            let command = try await LDXHubEndpoint.matching(request, in: areas).command(request)
            return .ready(path: request.path, command)
        } catch let failure as MCPFailure {
            return .failed(failure)
        } catch let problem as LDXHubProblem {
            return .refused(problem)
        }
    }
}
