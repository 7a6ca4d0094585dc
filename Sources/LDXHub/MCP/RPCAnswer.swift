import Foundation

/// Finds the answer to one request in what the server sent.
struct RPCAnswer: Sendable {
    let id: Int
    let method: String

    /// The result of the request.
    ///
    /// - Throws: ``ServiceRefusal`` for a JSON-RPC error.
    func result(in data: Data, _ metadata: ResponseMetadata) throws -> JSONValue {
        switch try answer(in: data, metadata.headers) {
        case .result(let result, _): return result
        case .failure(let message, _): throw try refusal(message)
        default:
            throw ClientError(
                .unexpectedResponse, "The MCP server's answer holds none to this \(method) request.")
        }
    }

    private func answer(in data: Data, _ headers: TransportHeaders) throws -> RPCMessage? {
        guard headers.announceEvents else {
            return try RPCMessage.messages(in: data).first { $0.answers(id) }
        }
        // What follows the answer is nobody's.
        var parser = ServerSentEventParser(eventLimit: data.count)
        for event in try parser.feed(data) {
            if let answer = try event.messages().first(where: { $0.answers(id) }) { return answer }
        }
        return nil
    }

    /// Codes by which a JSON-RPC 2.0 server says that it began nothing: no JSON, no request, no such method, wrong
    /// parameters.
    private static let refusals: Set<Int64> = [-32700, -32600, -32601, -32602]

    private func refusal(_ message: JSONValue) throws -> ServiceRefusal {
        let body = try WireCoding.encode(message)
        guard case .integer(let code) = message["error"]?["code"], Self.refusals.contains(code) else {
            return ServiceRefusal(
                .serviceFailed, "The MCP server failed at \(method).", body: body, provesNotApplied: false)
        }
        return ServiceRefusal(
            .rejected, "The MCP server did not accept \(method).", body: body, provesNotApplied: true)
    }
}

extension ServerSentEvent {
    /// The messages in the event; none in one of another type, or in one that only gives an id to go on from.
    func messages() throws -> [RPCMessage] {
        guard type == "message", !data.isEmpty else { return [] }
        do {
            return try RPCMessage.messages(in: Data(data.utf8))
        } catch let error as DecodingError {
            throw ClientError(
                .unexpectedResponse, "The MCP server sent an event that is no JSON.", underlying: error)
        }
    }
}

extension TransportHeaders {
    /// Whether the body is a stream of events.
    var announceEvents: Bool {
        let type = self["content-type"]?.split(separator: ";").first ?? ""
        return type.trimmingCharacters(in: .whitespaces).lowercased() == "text/event-stream"
    }
}
