package import Foundation

/// All that a `WireServer` saw so far.
package struct WireLog: Sendable {
    /// One connection, in the order of their acceptance.
    package struct Connection: Sendable {
        /// The first bytes that were received, up to the server's limit, heads and framing included.
        package internal(set) var received = Data()
        /// How many bytes were received in all.
        package internal(set) var receivedCount = 0
        /// Whether the script saw that the peer closed or reset the connection; nobody looks while it does not read.
        package internal(set) var peerClosed = false
        /// Whether the script has returned and this side is closed.
        package internal(set) var isFinished = false
        /// What the script threw, unless it was stopped.
        package internal(set) var failure: String?
    }

    /// One request, in the order in which the heads were read.
    package struct Request: Sendable {
        /// The index of its connection.
        package let connection: Int
        package let head: WireHead
        /// The first bytes of the body without their framing, up to the server's limit.
        package internal(set) var body = Data()
        /// How many bytes of the body were read in all.
        package internal(set) var bodyCount = 0
        /// Whether the body was read to its end; a request without one is complete at once.
        package internal(set) var isComplete = false
    }

    package internal(set) var connections: [Connection] = []
    package internal(set) var requests: [Request] = []
    /// Why no further connection is accepted, when that is not the server's stop.
    var listenerFailure: String?

    /// What went wrong on this side: the scripts' errors with the index of their connection.
    package var failures: [String] {
        let scripts = connections.enumerated().compactMap { index, connection in
            connection.failure.map { "connection \(index): \($0)" }
        }
        return scripts + (listenerFailure.map { ["listener: \($0)"] } ?? [])
    }

    /// The log in one line, for the error of a wait that timed out.
    var summary: String {
        let closed = connections.count { $0.peerClosed }
        let seen = requests.map { request in
            "\(request.head.method) \(request.head.target) (\(request.bodyCount) body bytes"
                + (request.isComplete ? ")" : ", not read to the end)")
        }
        return "saw \(connections.count) connections, \(closed) closed by the peer"
            + "; requests: \(seen); failures: \(failures)"
    }
}

extension Data {
    /// Appends no more than what still fits into the limit.
    mutating func append(_ bytes: some Collection<UInt8>, upTo limit: Int) {
        append(contentsOf: bytes.prefix(Swift.max(0, limit - count)))
    }
}
