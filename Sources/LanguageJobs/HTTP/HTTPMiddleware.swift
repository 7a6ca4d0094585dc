/// Changes, watches or answers requests: the seam for what is yours.
///
/// A client has two lists. Those of ``ClientConfiguration/callMiddlewares`` run once a call, around reconciling and
/// retries; those of ``ClientConfiguration/attemptMiddlewares`` run for every request of every attempt, after the key
/// was added, so that they see what is sent. The first of a list is the outermost.
///
/// A redirect is a request of its own, perhaps to another origin: what an attempt middleware adds goes there, too, so
/// one that adds a secret looks at the request's address first.
///
/// ```swift
/// struct Tagging: HTTPMiddleware {
///     func intercept(
///         _ request: TransportRequest, _ context: CallContext, next: Next
///     ) async throws -> TransportResponse {
///         var request = request
///         request.headers["x-tag"] = context.operation
///         return try await next(request, context)
///     }
/// }
/// ```
public protocol HTTPMiddleware: Sendable {
    /// Handles a request, usually by calling `next` once.
    func intercept(_ request: TransportRequest, _ context: CallContext, next: Next) async throws
        -> TransportResponse
}

/// The rest of a chain of middlewares, down to the transport.
///
/// A value: it can be called again (a retry of your own), or from child tasks (hedging).
public struct Next: Sendable {
    private let middlewares: ArraySlice<any HTTPMiddleware>
    private let last: @Sendable (TransportRequest, CallContext) async throws -> TransportResponse

    /// Makes a chain that ends in a function, such as a fake's, to test a middleware by itself.
    public init(
        _ middlewares: [any HTTPMiddleware] = [],
        last: @escaping @Sendable (TransportRequest, CallContext) async throws -> TransportResponse
    ) {
        self.init(middlewares[...], last: last)
    }

    private init(
        _ middlewares: ArraySlice<any HTTPMiddleware>,
        last: @escaping @Sendable (TransportRequest, CallContext) async throws -> TransportResponse
    ) {
        self.middlewares = middlewares
        self.last = last
    }

    /// Goes on with the request.
    public func callAsFunction(
        _ request: TransportRequest, _ context: CallContext
    ) async throws -> TransportResponse {
        guard let first = middlewares.first else { return try await last(request, context) }
        return try await first.intercept(request, context, next: Next(middlewares.dropFirst(), last: last))
    }
}

/// What a middleware can know of the call that a request belongs to.
public struct CallContext: Sendable {
    /// The call, such as `refineloop.create`.
    public let operation: String
    /// What a second sending would do.
    public let idempotency: Idempotency
    /// The number of the attempt, from 1.
    public internal(set) var attempt: Int
    /// Whether the key is added.
    let needsKey: Bool

    /// Makes a context, to test a middleware by itself.
    public init(operation: String, idempotency: Idempotency = .safe, attempt: Int = 1) {
        self.operation = operation
        self.idempotency = idempotency
        self.attempt = attempt
        needsKey = true
    }

    init(operation: String, idempotency: Idempotency, needsKey: Bool) {
        self.operation = operation
        self.idempotency = idempotency
        self.needsKey = needsKey
        attempt = 1
    }
}
