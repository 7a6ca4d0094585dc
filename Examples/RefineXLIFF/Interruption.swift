#if Examples
import ArgumentParser
import Dispatch
import Foundation

/// Runs work that ^C cancels, at once and in order.
enum Interruption {
    static func run(
        _ work: @escaping @Sendable () async throws -> Void, onInterrupt: @escaping @Sendable () -> Void
    ) async throws {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        defer { source.cancel() }
        do {
            try await task.value
        } catch is CancellationError {
            onInterrupt()
            throw ExitCode(130)
        }
    }
}
#endif
