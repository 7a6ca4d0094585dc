/// A port on 127.0.0.1 behind which nobody ever accepts, to cancel a client before it is answered.
package final class DeafListener: Sendable {
    /// What a client's connect meets.
    package enum Backlog: Sendable {
        /// The kernel completes it; what the client sends is never read.
        case roomy
        /// It hangs, as with a host that drops packets.
        case full
    }

    package let port: Int
    private let listener: WireSocket
    private let fillers: [WireSocket]

    package init(backlog: Backlog) throws {
        listener = try WireSocket(listeningWithBacklog: backlog == .full ? 1 : 128)
        port = try listener.localPort
        var fillers: [WireSocket] = []
        while backlog == .full, let filler = try Self.connection(to: port) {
            fillers.append(filler)
            guard fillers.count < 256 else {
                throw WireError.misused("the backlog takes more than 256 connections and cannot be filled")
            }
        }
        self.fillers = fillers
    }

    /// Closes everything; a second call does nothing.
    package func stop() {
        for filler in fillers { filler.reset() }
        listener.stopListening()
    }

    deinit { stop() }

    // On loopback a connect that has not completed at once is one that the full backlog leaves hanging.
    private static func connection(to port: Int) throws -> WireSocket? {
        do {
            return try WireSocket(connectingTo: port, within: .milliseconds(100))
        } catch WireError.timedOut {
            return nil
        }
    }
}
