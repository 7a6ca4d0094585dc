public import Foundation
public import LanguageJobs

/// A request as a mock received it.
///
/// It holds everything that was sent, also keys; its description shows neither those nor the body.
public struct RecordedRequest: Sendable, CustomStringConvertible {
    /// The method.
    public let method: TransportMethod
    /// The absolute address.
    public let url: URL
    /// The header fields.
    public let headers: TransportHeaders
    /// The body's first bytes, up to the mock's limit.
    public let body: Data
    /// How many bytes the body had.
    public let bodyLength: Int64
    /// The timeouts that were asked for.
    public let timeouts: TransportTimeouts
    /// Whether it was marked as a long poll.
    public let isLongPoll: Bool

    /// Whether `body` is all of it.
    public var isBodyComplete: Bool { Int64(body.count) == bodyLength }

    /// Method and address without user, password and secret query values.
    public var description: String {
        "\(method) \(target.origin ?? "")" + pathAndQuery
    }

    init(_ request: TransportRequest, body: Data, bodyLength: Int64) {
        method = request.method
        url = request.url
        headers = request.headers
        self.body = body
        self.bodyLength = bodyLength
        timeouts = request.timeouts
        isLongPoll = request.isLongPoll
    }

    var target: RequestTarget { RequestTarget(url.absoluteString) }

    var pathAndQuery: String {
        target.path + (target.query.isEmpty ? "" : "?" + Redaction.query(target.query))
    }
}
