public import Foundation

/// A service that lives in this process: it answers requests, however they came.
///
/// ``ServiceEmulator/transport`` gives it to a client of this package; a server on a socket calls
/// ``respond(to:)`` itself.
public protocol ServiceEmulator: Sendable {
    /// The address that clients are to be configured with.
    var baseURL: URL { get }
    /// The clock that the emulator lives by.
    var time: any TimeSource { get }

    /// Answers one request.
    ///
    /// - Throws: ``TransportFailure`` when a fault plan breaks the connection: close it without an answer.
    ///   `CancellationError` when the task is cancelled.
    func respond(to request: EmulatorRequest) async throws -> TransportResponse
}

extension ServiceEmulator {
    /// A transport that brings requests straight to this emulator, without a socket.
    public var transport: any HTTPTransport { EmulatorTransport(self) }
}
