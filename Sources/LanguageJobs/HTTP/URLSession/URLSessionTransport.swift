public import Foundation
import Synchronization

#if canImport(FoundationNetworking)
public import FoundationNetworking
#endif

/// Sends requests with Foundation's URLSession, on Linux as on Apple's systems, without any other package.
///
/// - It owns its sessions, which end when the last request is over and the last reference is gone. Long polls have
///   connections of their own and starve nobody.
/// - Redirects are not followed, cookies are neither kept nor sent, nothing is cached.
/// - Requests to one origin wait for a free connection in the order they came, before any timer starts.
/// - A body in the answer is kept in memory up to 1 MiB, and beyond it in a private temporary file: URLSession has no
///   way to slow the service down. A body to be sent that is a stream is read to its end first, by the same rule.
/// - Content codings such as gzip are offered and decoded by URLSession; the answer is without `Content-Encoding` then.
///
/// On Linux, besides:
/// - An idle timeout is rounded up to whole seconds.
/// - Up to Swift 6.3, Foundation keeps half a core busy while the first answer on a new connection is waited for. So
///   long polls share one session with the other requests, whose connections they take over.
/// - A plain-http request that `http_proxy` or `all_proxy` would lead through a proxy is refused.
/// - libcurl repeats a request by itself when a connection that was used before ends without an answer. For a `GET`
///   and a `HEAD` it may; a body is not sent twice, and a request without one that changes something gets a new
///   connection. So whatever is not a mere question arrives once at most.
/// - Up to Swift 6.3, Foundation ends the process when a connection closes in the middle of an answer's head, when an
///   answer has trailer fields, and when it redirects to an IPv6 address without a scheme. Nothing outside of Foundation
///   can prevent that; a transport on another HTTP stack is not affected.
public final class URLSessionTransport: HTTPTransport {
    private static let maximumLongPolls = 64

    private let configuration: URLSessionConfiguration?
    private let sessions: (requests: OwnedURLSession, longPolls: OwnedURLSession)
    private let slots: ConnectionSlots
    private let files: TemporaryFiles
    private let proxies: @Sendable () -> ProxyEnvironment
    private let control = DispatchQueue(label: "LanguageJobs.URLSessionTransport")

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - configuration: What the sessions are made with, without its cache, cookies and credentials. Default: an
    ///     ephemeral one.
    ///   - maximumConnections: The most requests to one origin at a time, from 1 to 1,000; what is beyond is cut. Long
    ///     polls do not count, of which there may be 64.
    ///   - temporaryDirectory: Where large bodies are kept while they are on their way. Default: `TMPDIR`, or
    ///     `/var/tmp` on Linux, or the system's temporary directory.
    public convenience init(
        configuration: URLSessionConfiguration? = nil, maximumConnections: Int = 32,
        temporaryDirectory: URL? = nil
    ) {
        self.init(
            configuration: configuration, maximumConnections: maximumConnections,
            files: TemporaryFiles(in: temporaryDirectory), proxies: { .current })
    }

    /// Makes a transport with its surroundings.
    package init(
        configuration: URLSessionConfiguration? = nil, maximumConnections: Int = 32, files: TemporaryFiles,
        proxies: @escaping @Sendable () -> ProxyEnvironment
    ) {
        self.configuration = configuration
        self.files = files
        self.proxies = proxies
        let maximumConnections = min(max(1, maximumConnections), 1_000)
        // Twice the places: a connection that is being closed counts in the session, but holds no place any more.
        let (forRequests, forLongPolls) = (2 * maximumConnections, 2 * Self.maximumLongPolls)
        #if canImport(FoundationNetworking)
        let shared = OwnedURLSession(configuration, connections: forRequests + forLongPolls)
        sessions = (shared, shared)
        #else
        sessions = (
            OwnedURLSession(configuration, connections: forRequests),
            OwnedURLSession(configuration, connections: forLongPolls)
        )
        #endif
        slots = ConnectionSlots { $0.isLongPoll ? Self.maximumLongPolls : maximumConnections }
    }

    /// Sends the request and returns the answer's head with a body to be pulled.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, at once; ``TransportFailure`` for everything else.
    @concurrent
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let urlRequest = try URLRequest(request)
        try refuseProxy(for: request.url)
        let slot = try await slots.acquire(request.lane)
        let upload = try await OutgoingBody(request.body, files: files)
        let hold = ExchangeHold(session: session(for: request, upload), slot: slot, upload: upload)
        let exchange = URLSessionExchange(
            request, hold: hold, spool: ResponseSpool(files: files), control: control)
        exchange.start(urlRequest)
        while true {
            switch try await exchange.next() {
            case .progress(let progress): request.onUploadProgress?(progress)
            case .head(let head): return TransportResponse(head, body: .reading(exchange))
            }
        }
    }

    private func session(for request: TransportRequest, _ upload: OutgoingBody) -> OwnedURLSession {
        #if canImport(FoundationNetworking)
        // On a connection that was used before, libcurl may send such a request twice.
        if case .none = upload, ![.get, .head].contains(request.method) {
            return OwnedURLSession(configuration, connections: 1)
        }
        #endif
        return request.isLongPoll ? sessions.longPolls : sessions.requests
    }

    private func refuseProxy(for url: URL) throws {
        #if canImport(FoundationNetworking)
        guard let variable = proxies().variableTaking(url) else { return }
        throw TransportFailure(
            .insecure,
            "The environment's \(variable) would lead this plain-http request, and the key in it, through a proxy: "
                + "exempt the host, as in no_proxy=127.0.0.1,localhost, or use https.")
        #endif
    }
}

extension TransportRequest {
    fileprivate var lane: ConnectionSlots.Lane {
        let port = url.port.map { ":\($0)" } ?? ""
        return ConnectionSlots.Lane(
            origin: "\(url.scheme ?? "")://\(url.host ?? "")\(port)".lowercased(), isLongPoll: isLongPoll)
    }
}

extension TransportStream {
    /// The body of an exchange; when the stream is let go, the exchange is given up.
    fileprivate static func reading(_ exchange: URLSessionExchange) -> TransportStream {
        let reader = ExchangeReader(exchange)
        return TransportStream { try await reader.exchange.nextChunk() }
    }
}

/// Gives the exchange up when nobody can read it any more.
private final class ExchangeReader: Sendable {
    let exchange: URLSessionExchange

    init(_ exchange: URLSessionExchange) { self.exchange = exchange }

    deinit { exchange.abandon() }
}
