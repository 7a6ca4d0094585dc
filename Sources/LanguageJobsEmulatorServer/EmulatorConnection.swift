#if EmulatorServer
import HummingbirdCore
import Logging
import NIOCore

/// A client's connection; its requests are worked on for as long as the client is there.
struct EmulatorConnection: ServerChildChannel {
    private let base: HTTP1Channel

    init(_ bridge: RequestBridge) {
        base = HTTP1Channel { request, _, channel in
            try await bridge.answer(request, on: channel)
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        // A client that closes can't be told from one that only stops sending: take it for gone, as it nearly
        // always is. Otherwise a wait for a job would go on for nobody.
        channel.setOption(.allowRemoteHalfClosure, value: false).flatMap {
            base.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        let channel = value.channel
        let (open, end) = AsyncStream.makeStream(of: Never.self)
        channel.closeFuture.whenComplete { _ in end.finish() }
        await withTaskCancellationHandler {
            await withTaskGroup { group in
                group.addTask { await base.handle(value: value, logger: logger) }
                group.addTask { for await _ in open {} }
                await group.next()
                group.cancelAll()
            }
        } onCancel: {
            // A write to a client that reads nothing ends with the connection only.
            channel.close(promise: nil)
        }
    }
}
#endif
