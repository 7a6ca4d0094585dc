/// A result of Flixu, with what the service says of the request that it answers.
public protocol FlixuAnswered: Codable, Sendable {
    /// What the service says of the request.
    var meta: FlixuMeta? { get set }
}

extension FlixuAnswered {
    /// The service's id of the request, for its support; from the answer's `meta`, else from its `X-Request-Id`.
    public var requestID: String? { meta?.requestID }
}
