/// Why a JSON-RPC message is not answered with a result.
struct MCPFailure: Error, Equatable {
    let code: Int
    let message: String

    /// The text is not JSON.
    static func unreadable(_ message: String) -> MCPFailure { MCPFailure(code: -32_700, message: message) }
    /// The JSON is no message of JSON-RPC, or none that may come now.
    static func invalidRequest(_ message: String) -> MCPFailure {
        MCPFailure(code: -32_600, message: message)
    }
    static func unknownMethod(_ name: String) -> MCPFailure {
        MCPFailure(code: -32_601, message: "Method not found: \(name)")
    }
    static func invalidParams(_ message: String) -> MCPFailure { MCPFailure(code: -32_602, message: message) }
    /// What the transport refuses; the codes are those of the protocol's TypeScript SDK.
    static func refused(_ message: String) -> MCPFailure { MCPFailure(code: -32_000, message: message) }
    static let unknownSession = MCPFailure(code: -32_001, message: "Session not found")

    /// The answer; the id is `null` where the message's is not known.
    func json(id: EmulatorJSON = .null) -> EmulatorJSON {
        .object([
            "jsonrpc": "2.0", "id": id,
            "error": .object(["code": .integer(code), "message": .string(message)]),
        ])
    }

    /// The parameters of a method, checked; every method may have `_meta` as well.
    static func checked(_ params: [String: EmulatorJSON], _ fields: [BodyField]) throws -> CheckedBody {
        do {
            return try CheckedBody(.object(params), fields: fields + [.optional("_meta", .object)])
        } catch let error as BodyError {
            throw invalidParams(error.message)
        }
    }
}

/// Why the endpoint doesn't take a message at all.
struct MCPRefusal: Error, Equatable {
    let status: Int
    let failure: MCPFailure

    static func badRequest(_ message: String) -> MCPRefusal {
        MCPRefusal(status: 400, failure: .refused("Bad Request: \(message)"))
    }

    func outcome() throws -> LDXHubOutcome { try LDXHubOutcome(status, failure.json()) }
}
