#if EmulatorServer
import Foundation
import HummingbirdCore
import LanguageJobsTesting
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// An emulator on a socket.
struct EmulatorServer {
    let emulator: any ServiceEmulator
    let host: String
    let port: Int
    let log: RequestLog?

    /// How long requests that are being answered keep a server that was told to stop.
    private static let farewell = Duration.seconds(2)

    /// Serves until the process gets SIGINT or SIGTERM.
    func run() async throws {
        var logger = Logger(label: "emulator")
        logger.logLevel = .warning
        let server = EmulatorConnection(RequestBridge(emulator: emulator, log: log)).server(
            configuration: ServerConfiguration(address: .hostname(host, port: port)),
            onServerRunning: announce,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger)
        var services = ServiceGroupConfiguration(
            services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        services.maximumGracefulShutdownDuration = Self.farewell
        do {
            try await ServiceGroup(configuration: services).run()
        } catch let error as IOError {
            throw ListenFailure(description: "Can't listen on \(host), port \(port): \(error)")
        }
    }

    @Sendable private func announce(_ channel: any Channel) {
        let name = host.contains(":") ? "[\(host)]" : host
        let line = "listening on http://\(name):\(channel.localAddress?.port ?? port)\n"
        // Unlike print, this keeps nothing in a buffer when standard output is a pipe.
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}

/// Why there is no server.
private struct ListenFailure: Error, CustomStringConvertible {
    let description: String
}
#endif
