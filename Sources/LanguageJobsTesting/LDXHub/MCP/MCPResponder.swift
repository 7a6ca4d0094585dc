import Foundation

/// Answers the messages to the MCP endpoint.
struct MCPResponder: Sendable {
    let plan: LDXHubPlan.MCP
    let toolbox: MCPToolbox

    /// The revision that knows no header for it, and stands for requests without one.
    private static let silentVersion = "2025-03-26"
    /// The first revision whose results may have structured content; revisions are dates.
    private static let structuredVersion = "2025-06-18"

    /// What is known of a request that belongs to the conversation.
    private struct Admission {
        var version: String
        /// Whether the client has said that it is ready; where there are no sessions nobody knows.
        var isReady = true
    }

    func answer(
        _ exchange: MCPExchange, of hub: isolated LDXHubEmulator, at moment: Duration
    ) throws -> LDXHubOutcome {
        do {
            if case .request(let id, "initialize", let params) = exchange.message {
                return try initialize(id, params, exchange, of: hub, at: moment)
            }
            let admission = try admit(exchange.headers, to: hub, at: moment)
            guard case .request(let id, let method, let params) = exchange.message else {
                if exchange.message == .notification(method: "notifications/initialized") {
                    hub.mcpSessions.markReady(exchange.headers.sessionID ?? "")
                }
                return LDXHubOutcome(try EmulatorAnswer(status: 202, data: Data()))
            }
            return try respond(to: id, exchange) {
                switch method {
                case "ping": return (.object([:]), nil)
                case _ where !admission.isReady:
                    throw MCPFailure.invalidRequest("The client has not sent notifications/initialized.")
                case "tools/list":
                    let checked = try MCPFailure.checked(params, [.optional("cursor", .string)])
                    return (try toolbox.page(plan.toolsPerPage, cursor: checked.string("cursor")), nil)
                case "tools/call": return try perform(exchange, admission, of: hub, at: moment)
                default: throw MCPFailure.unknownMethod(method)
                }
            }
        } catch let refusal as MCPRefusal {
            return try refusal.outcome()
        }
    }

    func endSession(
        _ headers: MCPHeaders, of hub: isolated LDXHubEmulator, at moment: Duration
    ) throws -> LDXHubOutcome {
        do {
            _ = try admit(headers, to: hub, at: moment)
            hub.mcpSessions.end(headers.sessionID ?? "")
            return LDXHubOutcome(try EmulatorAnswer(status: 204, data: Data()))
        } catch let refusal as MCPRefusal {
            return try refusal.outcome()
        }
    }

    // MARK: The conversation

    private func initialize(
        _ id: EmulatorJSON, _ params: [String: EmulatorJSON], _ exchange: MCPExchange,
        of hub: isolated LDXHubEmulator, at moment: Duration
    ) throws -> LDXHubOutcome {
        var sessionID: String?
        var outcome = try respond(to: id, exchange) {
            let checked = try MCPFailure.checked(
                params,
                [
                    .required("protocolVersion", .string), .required("capabilities", .object),
                    .required("clientInfo", .object),
                ])
            guard case .object(let client)? = checked["clientInfo"], case .string? = client["name"],
                case .string? = client["version"]
            else { throw MCPFailure.invalidParams("clientInfo must have a name and a version.") }
            let asked = checked.string("protocolVersion") ?? ""
            let version = plan.protocolVersions.contains(asked) ? asked : plan.protocolVersions.first ?? asked
            if case .kept(let idle) = plan.sessions {
                let new = hub.ids.request()
                hub.mcpSessions.begin(new, version: version, idle: idle, at: moment)
                sessionID = new
            }
            return (welcome(version), nil)
        }
        if let sessionID { outcome.answer.headers["Mcp-Session-Id"] = sessionID }
        return outcome
    }

    private func welcome(_ version: String) -> EmulatorJSON {
        var capabilities: [String: EmulatorJSON] = ["tools": .object(["listChanged": .bool(false)])]
        if case .events(let form) = plan.answers, form.contains(.notifications) {
            capabilities["logging"] = .object([:])
        }
        return .object([
            "protocolVersion": .string(version),
            "capabilities": .object(capabilities),
            "serverInfo": .object(["name": "ldxhub-emulator", "version": "1.0.0"]),
            "instructions":
                "Upload a file in chunks, create a job of it, and get the job until it has ended.",
        ])
    }

    private func admit(
        _ headers: MCPHeaders, to hub: isolated LDXHubEmulator, at moment: Duration
    ) throws(MCPRefusal) -> Admission {
        var admission = Admission(version: headers.version ?? Self.silentVersion)
        var agreed = admission.version
        if case .kept(let idle) = plan.sessions {
            guard let id = headers.sessionID else {
                throw .badRequest("Mcp-Session-Id header is required")
            }
            guard let session = hub.mcpSessions.use(id, idle: idle, at: moment) else {
                throw MCPRefusal(status: 404, failure: .unknownSession)
            }
            agreed = session.version
            admission.isReady = session.isReady
        }
        guard plan.protocolVersions.contains(admission.version), admission.version == agreed else {
            throw .badRequest("Unsupported protocol version: \(headers.version ?? "none given")")
        }
        return admission
    }

    // MARK: Answers

    private func perform(
        _ exchange: MCPExchange, _ admission: Admission, of hub: isolated LDXHubEmulator, at moment: Duration
    ) throws -> (result: EmulatorJSON, createdJob: Int?) {
        switch exchange.call {
        case .ready(let path, let command):
            do {
                let outcome = try command.effect(hub, moment)
                let isStructured = plan.structuresResults && admission.version >= Self.structuredVersion
                let result = try MCPToolResult(outcome.answer, from: path, isStructured: isStructured)
                return (result.json, outcome.createdJob)
            } catch let problem as LDXHubProblem {
                return (MCPToolResult(problem).json, nil)
            }
        case .refused(let problem): return (MCPToolResult(problem).json, nil)
        case .failed(let failure): throw failure
        case nil: throw MCPFailure.invalidParams("There is no tool.")
        }
    }

    private func respond(
        to id: EmulatorJSON, _ exchange: MCPExchange,
        _ work: () throws -> (result: EmulatorJSON, createdJob: Int?)
    ) throws -> LDXHubOutcome {
        let message: EmulatorJSON
        var createdJob: Int?
        do {
            let (result, job) = try work()
            createdJob = job
            message = .object(["jsonrpc": "2.0", "id": id, "result": result])
        } catch let failure as MCPFailure {
            message = failure.json(id: id)
        }
        guard case .events(let form) = plan.answers else {
            return try LDXHubOutcome(200, message, createdJob: createdJob)
        }
        var outcome = LDXHubOutcome(
            try EmulatorAnswer(
                status: 200, headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-cache"],
                data: MCPEventStream(form: form).data(message, after: exchange.notification)))
        outcome.createdJob = createdJob
        return outcome
    }
}
