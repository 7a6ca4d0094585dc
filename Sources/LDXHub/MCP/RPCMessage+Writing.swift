extension RPCMessage {
    /// A request of the client, or a notification when it has no id.
    static func text(_ method: String, id: Int? = nil, params: JSONValue? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["jsonrpc": "2.0", "method": .string(method)]
        members["id"] = id.map { .integer(Int64($0)) }
        members["params"] = params
        return .object(members)
    }

    /// The client's answer to a request of the server.
    ///
    /// `ping` is answered; nothing else is offered, so nothing else can be asked for.
    static func reply(to method: String, id: JSONValue) -> JSONValue {
        let isPing = method == "ping"
        let content: JSONValue =
            isPing
            ? [:] : ["code": -32601, "message": .string("This client does not offer \(method.prefix(100)).")]
        return ["jsonrpc": "2.0", "id": id, isPing ? "result" : "error": content]
    }
}
