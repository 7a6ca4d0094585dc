import Foundation

/// A message of JSON-RPC 2.0 as MCP narrows it: parameters are objects, ids are strings or whole numbers, one at a
/// time.
enum MCPMessage: Equatable, Sendable {
    case request(id: EmulatorJSON, method: String, params: [String: EmulatorJSON])
    case notification(method: String)
    /// An answer to a request of the server; this one makes none.
    case response

    init(_ data: Data) throws(MCPFailure) {
        guard let json = try? JSONDecoder().decode(EmulatorJSON.self, from: data) else {
            throw .unreadable("Parse error: the body is not JSON.")
        }
        guard case .object(let members) = json else {
            let isBatch = if case .array = json { true } else { false }
            throw .invalidRequest(isBatch ? "Batches are not supported." : "The message must be an object.")
        }
        guard members["jsonrpc"] == "2.0" else { throw .invalidRequest("jsonrpc must be \"2.0\".") }
        guard let name = members["method"] else {
            guard members["id"] != nil, (members["result"] == nil) != (members["error"] == nil) else {
                throw .invalidRequest("The message is neither a request nor a notification nor an answer.")
            }
            self = .response
            return
        }
        guard case .string(let method) = name else { throw .invalidRequest("method must be a string.") }
        var params: [String: EmulatorJSON] = [:]
        if let given = members["params"] {
            guard case .object(let named) = given else { throw .invalidRequest("params must be an object.") }
            params = named
        }
        switch members["id"] {
        case nil: self = .notification(method: method)
        case .string?, .integer?:
            self = .request(id: members["id"] ?? .null, method: method, params: params)
        default: throw .invalidRequest("id must be a string or a whole number.")
        }
    }
}
