import Foundation

/// Finds the answer to one request in what the server sent.
struct RPCAnswer: Sendable {
    let id: Int
    let method: String

    /// The result of the request.
    ///
    /// - Throws: ``ServiceRefusal`` for a JSON-RPC error.
    func result(in data: Data, _ metadata: ResponseMetadata) throws -> JSONValue {
        let batches = try batches(in: data, metadata.headers)
        switch batches.lazy.compactMap({ $0.answer(to: id) }).first {
        case .result(let result, _): return result
        case .failure(let message, let answered): throw try refusal(message, isOurs: answered != nil)
        default:
            throw batches.lazy.compactMap(\.failure).first
                ?? ClientError(
                    .unexpectedResponse, "The MCP server's answer holds none to this \(method) request.")
        }
    }

    private func batches(in data: Data, _ headers: TransportHeaders) throws -> [RPCBatch] {
        guard headers.announceEvents else { return [try RPCBatch(data)] }
        var parser = ServerSentEventParser(eventLimit: data.count)
        return try parser.feed(data).map { RPCBatch($0) }
    }

    /// Codes of JSON-RPC 2.0: no JSON, no request, no such method.
    private static let unbegun: Set<Int64> = [-32700, -32600, -32601]
    /// Wrong parameters; some servers say so of what a tool gave, after it has run.
    private static let wrongParameters: Int64 = -32602

    /// - Parameter isOurs: The error names the request that it answers, so it is no proof of another's fate.
    private func refusal(_ message: JSONValue, isOurs: Bool) throws -> ServiceRefusal {
        let body = try WireCoding.encode(message)
        guard case .integer(let code) = message["error"]?["code"],
            Self.unbegun.contains(code) || code == Self.wrongParameters
        else {
            return ServiceRefusal(
                .serviceFailed, "The MCP server failed at \(method).", body: body, provesNotApplied: false)
        }
        return ServiceRefusal(
            .rejected, "The MCP server did not accept \(method).", body: body,
            provesNotApplied: isOurs && code != Self.wrongParameters)
    }
}

extension TransportHeaders {
    /// Whether the body is a stream of events.
    var announceEvents: Bool {
        let type = self["content-type"]?.split(separator: ";").first ?? ""
        return type.trimmingCharacters(in: .whitespaces).lowercased() == "text/event-stream"
    }
}
