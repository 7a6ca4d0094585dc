#if EmulatorServer
import Foundation
import HTTPTypes
import HummingbirdCore
import LanguageJobsTesting
import NIOCore
import NIOHTTPTypes

/// A request's body, read from the connection as far as the emulator asks for it.
actor RequestBodyReader {
    private var iterator: RequestBody.AsyncIterator
    private let channel: any Channel
    /// Whether the client sends the body only when it is told to (RFC 9110, 10.1.1).
    private var waitsForContinue: Bool
    /// The bytes that are still to come, where the client has announced their number.
    private var missing: Int?

    /// Whether all of it has been read.
    private(set) var isAtEnd: Bool

    init(_ request: Request, on channel: any Channel) {
        iterator = request.body.makeAsyncIterator()
        self.channel = channel
        let length = request.headers[.contentLength].flatMap { Int($0) }
        missing = length
        isAtEnd = request.headers[.transferEncoding] == nil && length ?? 0 == 0
        waitsForContinue = request.headers[.expect]?.lowercased() == "100-continue"
    }

    /// The body as emulators take it.
    nonisolated var stream: TransportStream {
        TransportStream { try await self.next() }
    }

    /// Reads the rest, for this long at most, and forgets it.
    func discard(for limit: Duration) async {
        // The answer is out: it is too late to ask for the body.
        waitsForContinue = false
        await withTaskGroup { group in
            group.addTask { while let _ = try? await self.next() {} }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func next() async throws -> Data? {
        guard !isAtEnd else { return nil }
        if waitsForContinue {
            waitsForContinue = false
            try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
        }
        guard let buffer = try await part() else {
            isAtEnd = true
            return nil
        }
        missing = missing.map { $0 - buffer.readableBytes }
        return Data(buffer.readableBytesView)
    }

    /// The next part, `nil` at the body's end, which must be where the client said that it is.
    private func part() async throws -> ByteBuffer? {
        var iterator = iterator
        let buffer: ByteBuffer?
        do {
            buffer = try await iterator.next(isolation: self)
        } catch {
            throw ClientGone()
        }
        self.iterator = iterator
        // The iterator ends when the connection does, too.
        guard buffer != nil || (!Task.isCancelled && missing ?? 0 == 0) else { throw ClientGone() }
        return buffer
    }
}

/// The client has left before it had sent the body.
struct ClientGone: Error {}
#endif
