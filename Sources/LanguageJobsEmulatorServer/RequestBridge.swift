#if EmulatorServer
import Foundation
import HTTPTypes
import HummingbirdCore
import LanguageJobsTesting
import NIOCore
import NIOHTTPTypes

/// Brings requests from a connection to an emulator, and its answers back.
struct RequestBridge: Sendable {
    let emulator: any ServiceEmulator
    let log: RequestLog?

    /// How long the rest of a body that nobody wants is read: a client that is still sending hears no answer.
    private static let patience = Duration.seconds(2)

    /// Answers one request.
    ///
    /// - Throws: Whatever ends the connection: a fault of the plan, a client that has gone, an answer after which
    ///   no request can follow.
    func answer(_ request: Request, on channel: any Channel) async throws {
        let entry = log?.begin(request)
        do {
            let body = RequestBodyReader(request, on: channel)
            let response = try await emulator.respond(to: EmulatorRequest(request, body: body.stream))
            let isRead = await body.isAtEnd
            let isLast = request.asksForClose || !isRead
            try await write(response, to: request, isLast: isLast, on: channel)
            entry?.answered(response.status)
            // A client that knows the body's length may have all of it and be gone.
            try? await channel.writeAndFlush(HTTPResponsePart.end(nil))
            if isLast {
                await body.discard(for: Self.patience)
                throw ConnectionEnd()
            }
        } catch let error where !(error is ConnectionEnd) {
            entry?.broke(Task.isCancelled || error is ClientGone ? "client gone" : "closed: \(error)")
            throw error
        }
    }

    /// Writes head and body, each part when the one before has left: no more than one is in memory.
    private func write(
        _ response: TransportResponse, to request: Request, isLast: Bool, on channel: any Channel
    ) async throws {
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(response, isLast: isLast)))
        if request.method != .head {
            for try await chunk in response.body {
                try await channel.writeAndFlush(HTTPResponsePart.body(ByteBuffer(bytes: chunk)))
            }
        }
    }
}

/// Thrown after an answer that says that the connection ends with it.
private struct ConnectionEnd: Error {}
#endif
