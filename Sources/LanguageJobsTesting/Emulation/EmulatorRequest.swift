import Foundation

/// A request as an emulator takes it, whatever brought it: a call in the process or a socket.
public struct EmulatorRequest: Sendable {
    /// The method.
    public var method: TransportMethod
    /// The path as it was sent, percent-encoded, with its leading slash.
    public var path: String
    /// What followed the question mark, percent-encoded; `nil` without one.
    public var query: String?
    /// The header fields.
    public var headers: TransportHeaders
    /// The body, pulled as far as the answer needs it.
    public var body: TransportStream
    /// The scheme, host and port that the client sent it to; `nil` where that isn't known.
    package var origin: Origin?

    /// Makes a request.
    public init(
        _ method: TransportMethod,
        path: String,
        query: String? = nil,
        headers: TransportHeaders = [:],
        body: TransportStream = .empty
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The query's names and values in order, decoded as form fields are: a plus sign stands for a space, `%2B` for
    /// a plus sign.
    var queryItems: [(name: String, value: String)] {
        guard let query, !query.isEmpty else { return [] }
        return query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.formDecoded(parts[0]), parts.count > 1 ? Self.formDecoded(parts[1]) : "")
        }
    }

    /// The path's segments, decoded; a trailing slash leaves an empty last one.
    var pathSegments: [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(Self.decoded)
    }

    private static func formDecoded(_ text: Substring) -> String {
        decoded(text.replacing("+", with: " "))
    }

    private static func decoded(_ text: Substring) -> String {
        text.removingPercentEncoding ?? String(text)
    }
}
