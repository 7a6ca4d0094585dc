import Foundation

/// Which redirects are followed: up to five, for reading only, never from https to http.
///
/// A transport follows none, so that the key stays with its origin: every hop passes the middleware that adds it.
enum Redirect {
    static let limit = 5

    /// The request that a redirect asks for, `nil` when the answer is none that is followed.
    ///
    /// Another origin gets only what ``foreign(_:)`` leaves.
    static func target(of response: TransportResponse, to request: TransportRequest) -> TransportRequest? {
        guard [301, 302, 303, 307, 308].contains(response.status),
            request.method == .get || request.method == .head,
            let location = response.headers["location"],
            let url = URL(string: location, relativeTo: request.url)?.absoluteURL,
            let from = Origin(request.url), let to = Origin(url),
            to.isEncrypted || !from.isEncrypted, to.isEncrypted || to.isLoopback,
            url.user(percentEncoded: true) == nil
        else { return nil }
        var next = request
        next.url = url
        if from != to { next.headers = foreign(request.headers) }
        return next
    }

    /// What another origin is told: only what is wanted of a body, and who asks.
    static func foreign(_ headers: TransportHeaders) -> TransportHeaders {
        let kept: Set = [
            "accept", "accept-encoding", "range", "if-range", "if-match", "if-unmodified-since",
            "user-agent",
        ]
        var shown = TransportHeaders()
        for field in headers.fields where kept.contains(field.name.lowercased()) {
            shown.append(field.name, field.value)
        }
        return shown
    }
}
