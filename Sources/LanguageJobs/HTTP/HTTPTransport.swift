/// Sends one request and gives back one answer: the seam to the network.
///
/// Write one to use another HTTP stack, or a fake in a test. A transport:
/// - sends exactly the request it is given, once: it follows no redirect, retries nothing, keeps no cookies (an HTTP
///   stack that repeats a `GET` or `HEAD` by itself, on a connection that turned out to be closed, may);
/// - returns when the head of the answer is there; the body is pulled from ``TransportResponse/body``;
/// - gives every status back as an answer, also 4xx and 5xx;
/// - throws `CancellationError` when its task is cancelled, at once, in every phase, and closes the connection;
/// - throws ``TransportFailure`` for everything else, and says truthfully whether the request can have been sent;
/// - honours ``TransportRequest/timeouts`` and ``TransportRequest/responseLimit``;
/// - needs bounded memory whatever the size of a body and however slowly it is read.
///
/// A fake is three lines:
/// ```swift
/// struct Canned: HTTPTransport {
///     func send(_ request: TransportRequest) async throws -> TransportResponse {
///         TransportResponse(status: 200, body: TransportStream(Data(#"{"data":[]}"#.utf8)))
///     }
/// }
/// ```
public protocol HTTPTransport: Sendable {
    /// Sends the request and returns the answer's head with a body to be pulled.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}
