import Dispatch
import Foundation

/// Runs work that ^C cancels, at once and in order.
public enum Interruption {
    /// Waits for the work; the first ^C cancels it, a second one ends the program.
    ///
    /// - Throws: What the work throws; `CancellationError` after ^C.
    public static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            task.cancel()
            signal(SIGINT, SIG_DFL)
        }
        source.resume()
        defer { source.cancel() }
        try await task.value
    }
}
