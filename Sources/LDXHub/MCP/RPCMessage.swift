import Foundation

/// A JSON-RPC 2.0 message of a server.
enum RPCMessage: Sendable {
    case result(JSONValue, id: JSONValue?)
    /// The whole message, in the form that error bodies have.
    case failure(JSONValue, id: JSONValue?)
    case request(method: String, id: JSONValue)
    case notification(method: String, params: JSONValue)

    init(_ value: JSONValue) throws {
        let id = value.present("id")
        if let method = value["method"]?.string {
            self =
                id.map { .request(method: method, id: $0) }
                ?? .notification(method: method, params: value["params"] ?? .null)
        } else if value.present("error") != nil {
            self = .failure(value, id: id)
        } else if let result = value["result"] {
            self = .result(result, id: id)
        } else {
            throw ClientError(
                .unexpectedResponse,
                "The MCP server sent what is no JSON-RPC message: it has no method, no result and no error.")
        }
    }

    /// Whether this is the answer to the request with the id.
    func answers(_ id: Int) -> Bool {
        switch self {
        case .result(_, let answered), .failure(_, let answered): Self.isSame(answered, id)
        case .request, .notification: false
        }
    }

    /// Whether this is an error whose server could not read the id of what it answers.
    var answersUnknown: Bool {
        if case .failure(_, nil) = self { true } else { false }
    }

    /// Some gateways make a text of a number.
    static func isSame(_ id: JSONValue?, _ number: Int) -> Bool {
        id == .integer(Int64(number)) || id == .string(String(number))
    }
}

extension JSONValue {
    /// A member that is there and is not `null`.
    func present(_ name: String) -> JSONValue? {
        // Spelled out, for the literal `nil` can mean the value `null`.
        guard let member = self[name], member != .null else { return Optional.none }
        return member
    }
}
