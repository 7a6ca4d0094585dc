package import Foundation

/// A service that lives in this process: it answers requests, however they came.
///
/// A client of this package gets it as a transport; a server on a socket calls ``respond(to:)`` itself. It waits
/// by an ``EmulatorClock`` only, or the timeouts of the transport don't hold.
package protocol ServiceEmulator: Sendable {
    /// The address that clients are to be configured with.
    var baseURL: URL { get }
    /// Other origins that it answers at, such as a store of files.
    var otherOrigins: [URL] { get }
    /// The clock that the emulator lives by.
    var time: any TimeSource { get }

    /// Answers one request.
    ///
    /// - Throws: ``TransportFailure`` when a fault plan breaks the connection: close it without an answer.
    ///   `CancellationError` when the task is cancelled.
    func respond(to request: EmulatorRequest) async throws -> TransportResponse
}

extension ServiceEmulator {
    package var otherOrigins: [URL] { [] }
}
