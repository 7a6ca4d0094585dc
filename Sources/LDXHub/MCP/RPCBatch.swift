import Foundation

/// What can be read of a JSON text: one message, or an array of them (Model Context Protocol, revision 2025-03-26).
struct RPCBatch: Sendable {
    var messages: [RPCMessage] = []
    /// Why the first message that can't be read can't be.
    var failure: ClientError?

    init(_ data: Data) throws {
        switch try WireCoding.decode(JSONValue.self, from: data) {
        case .array(let values): values.forEach { add($0) }
        case let value: add(value)
        }
    }

    /// Reads an event: nothing is in one of another type, or in one that only gives an id to go on from.
    init(_ event: ServerSentEvent) {
        guard event.type == "message", !event.data.isEmpty else { return }
        do {
            self = try RPCBatch(Data(event.data.utf8))
        } catch {
            failure = ClientError(
                .unexpectedResponse, "The MCP server sent an event that is no JSON.", underlying: error)
        }
    }

    /// The answer to the request with the id; an error without an id, where there is none.
    func answer(to id: Int) -> RPCMessage? {
        messages.first { $0.answers(id) } ?? messages.first(where: \.answersUnknown)
    }

    private mutating func add(_ value: JSONValue) {
        do {
            messages.append(try RPCMessage(value))
        } catch {
            failure = failure ?? ClientError(wrapping: error)
        }
    }
}
