import Foundation

/// Reads a stream of events as far as the answer to one request, and hands out what comes before it.
///
/// What can't be read is passed over: a server may have heartbeats of its own, and the answer may be paid for.
struct MCPEventReader {
    /// The most requests of the server that are answered while one answer is awaited: each costs a request of ours.
    private static let replyLimit = 100

    let answer: RPCAnswer
    let onNotification: (@Sendable (MCPNotification) -> Void)?
    /// Takes what is to be sent to the server.
    let reply: (JSONValue) -> Void
    /// How many replies were handed out.
    private(set) var replies = 0
    private var failure: ClientError?
    private var unnamed: ServerSentEvent?

    init(
        answer: RPCAnswer, onNotification: (@Sendable (MCPNotification) -> Void)?,
        reply: @escaping (JSONValue) -> Void
    ) {
        self.answer = answer
        self.onNotification = onNotification
        self.reply = reply
    }

    /// The event with the answer, alone.
    ///
    /// - Throws: When the stream ends without it, what was wrong with the first message that can't be read, if there
    ///   is one.
    mutating func read(_ body: TransportStream) async throws -> Data {
        var parser = ServerSentEventParser(eventLimit: MCPWire.answerLimit)
        for try await chunk in body {
            for event in try parser.feed(chunk) where take(event) { return Self.text(event) }
        }
        // An error that names no request can be the answer to this one only when no other answer comes.
        if let unnamed { return Self.text(unnamed) }
        throw failure
            ?? TransportFailure(.connectionLost, "The stream ended without the answer to \(answer.method).")
    }

    /// Whether the answer is in the event.
    private mutating func take(_ event: ServerSentEvent) -> Bool {
        let batch = RPCBatch(event)
        failure = failure ?? batch.failure
        for message in batch.messages {
            if message.answers(answer.id) { return true }
            switch message {
            case .notification(let method, let params):
                onNotification?(MCPNotification(method, params, token: answer.id))
            case .request(let method, let id) where replies < Self.replyLimit:
                replies += 1
                reply(RPCMessage.reply(to: method, id: id))
            case .failure where message.answersUnknown: unnamed = unnamed ?? event
            case .request, .result, .failure: break
            }
        }
        return false
    }

    /// The event as it may have come; a line's end is nothing but a space in JSON.
    private static func text(_ event: ServerSentEvent) -> Data {
        Data("data: \(event.data.replacingOccurrences(of: "\n", with: " "))\n\n".utf8)
    }
}
