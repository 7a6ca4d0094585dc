import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A session that is ended when nothing uses it any more.
///
/// Whoever has a task in it holds it: to make a task in an ended session ends the process.
final class OwnedURLSession: Sendable {
    let session: URLSession
    let events = URLSessionEvents()

    /// Makes the session.
    ///
    /// - Parameter connections: The most connections to one host at a time.
    init(_ configuration: URLSessionConfiguration?, connections: Int) {
        let configuration = Self.copy(configuration)
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCredentialStorage = nil
        configuration.httpMaximumConnectionsPerHost = connections
        session = URLSession(
            configuration: configuration, delegate: events, delegateQueue: Self.delegateQueue())
    }

    deinit { session.finishTasksAndInvalidate() }

    private static func copy(_ configuration: URLSessionConfiguration?) -> URLSessionConfiguration {
        configuration?.copy() as? URLSessionConfiguration ?? .ephemeral
    }

    private static func delegateQueue() -> OperationQueue {
        #if canImport(FoundationNetworking)
        InlineDelegateQueue()
        #else
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 1
        return queue
        #endif
    }
}
