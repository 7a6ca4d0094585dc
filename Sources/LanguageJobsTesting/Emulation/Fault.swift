/// What can go wrong with one request.
public enum Fault: Sendable, Hashable {
    /// No connection is made: the client knows that nothing was sent.
    case refuseConnection
    /// The connection breaks before the service has the request: nothing is applied.
    case dropBefore
    /// The request is applied, and the connection breaks before the answer.
    case dropAfter
    /// The connection breaks, and the request is applied this much later.
    case lateApply(after: Duration)
    /// The connection breaks, and the request is applied once so many later ones have been, of whatever operation.
    ///
    /// Requests that another fault keeps from being applied don't count. Unlike ``lateApply(after:)`` it needs no
    /// clock, so that it comes at the same place over a socket too.
    case lateApplyBehind(requests: Int)
    /// `429 Too Many Requests`; nothing is applied.
    case rateLimited(RetryHint = .none)
    /// An error of the server or the gateway before it; `applied` says whether the request took effect.
    case serverError(status: Int = 503, hint: RetryHint = .none, applied: Bool = false)
    /// A web page of something between, with this status; nothing is applied.
    case html(status: Int = 502)
    /// The request is applied, and the connection breaks after this many bytes of the answer's body.
    case truncated(at: Int)
    /// The request is applied at once, and the answer begins this much later.
    case slow(Duration)
    /// The request is applied, and the answer's body comes in pieces of so many bytes, one each interval.
    case drip(bytes: Int, every: Duration)
    /// No answer ever comes; `applied` says whether the request took effect.
    case hang(applied: Bool = false)
}

/// How an answer tells the client when to come back.
public enum RetryHint: Sendable, Hashable {
    /// It doesn't.
    case none
    /// `Retry-After` with whole seconds.
    case seconds(Int)
    /// `Retry-After` with a date this much later, rounded up to a whole second.
    case date(after: Duration)
    /// `retry-after-ms` with milliseconds.
    case milliseconds(Int)
    /// `X-RateLimit-Reset` with a Unix time this much later, rounded up to a whole second.
    case reset(after: Duration)
}
