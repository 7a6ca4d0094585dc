/// Why a transport could not bring an answer.
///
/// Users see it as the `underlying` error of a ``ClientError``.
public struct TransportFailure: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure that the retry and submission rules tell apart.
    public enum Reason: String, Sendable, CaseIterable {
        /// The host's name has no address: nothing was sent.
        case cannotResolveHost
        /// No connection could be made: nothing was sent.
        case cannotConnect
        /// The TLS handshake failed or the peer is not trusted: nothing was sent.
        case tlsFailed
        /// The request can't be sent as it is, a header field with a line break for example: nothing was sent.
        case refused
        /// The request would show its key, to a proxy for example: nothing was sent.
        case insecure
        /// The body's source can't be read. What was sent of it is no complete request.
        case bodyUnreadable
        /// No temporary storage is left for a body.
        case storageFull
        /// No byte came or went for the idle timeout.
        case idleTimeout
        /// The total timeout passed.
        case totalTimeout
        /// The connection broke, or the answer is no complete HTTP message.
        case connectionLost
        /// The answer's body is larger than was allowed.
        case responseTooLarge
        /// Anything else; the underlying error says more.
        case other
    }

    /// The kind of failure.
    public var reason: Reason
    /// What happened, and what can be done, in a sentence or two; holds no secret.
    public var message: String
    /// The error of the HTTP stack.
    public var underlying: (any Error)?

    /// Makes a failure.
    public init(_ reason: Reason, _ message: String, underlying: (any Error)? = nil) {
        self.reason = reason
        self.message = message
        self.underlying = underlying
    }

    /// Whether the service cannot have received a complete request.
    public var provesNotSent: Bool {
        switch reason {
        case .cannotResolveHost, .cannotConnect, .tlsFailed, .refused, .insecure: true
        case .bodyUnreadable, .storageFull, .idleTimeout, .totalTimeout, .connectionLost, .responseTooLarge,
            .other:
            false
        }
    }

    /// Whether the same request may succeed a little later.
    var isTransient: Bool {
        switch reason {
        case .cannotResolveHost, .cannotConnect, .idleTimeout, .totalTimeout, .connectionLost: true
        case .tlsFailed, .refused, .insecure, .bodyUnreadable, .storageFull, .responseTooLarge, .other: false
        }
    }

    /// The reason and the message.
    public var description: String { "\(reason.rawValue): \(message)" }
}
