/// How a client behaves; the defaults suit most programs.
public struct ClientConfiguration: Sendable {
    /// When failed attempts are repeated.
    public var retry: RetryPolicy
    /// Timeouts of an attempt; a long poll's idle timeout is longer by what it waits for.
    public var timeouts: TransportTimeouts
    /// Whether a call waits when the service has told, in the `X-RateLimit` fields of its answers, that no more calls are taken
    /// before its window ends; else such a call is sent and refused with 429. Default: `true`.
    public var heedsRateWindows: Bool
    /// Header fields of every request, such as a tag of your program.
    public var headers: TransportHeaders
    /// Run once a call, the first outermost.
    public var callMiddlewares: [any HTTPMiddleware]
    /// Run for every request of every attempt (a redirect is one, too), after the key was added, the first outermost.
    public var attemptMiddlewares: [any HTTPMiddleware]
    /// Sees requests, retries, polls and state changes.
    public var observer: (any ClientObserver)?
    /// Time, date and chance.
    public var runtime: ClientRuntime

    /// Makes a configuration.
    public init(
        retry: RetryPolicy = .init(),
        timeouts: TransportTimeouts = .init(idle: .seconds(60), total: nil),
        heedsRateWindows: Bool = true,
        headers: TransportHeaders = [:],
        callMiddlewares: [any HTTPMiddleware] = [],
        attemptMiddlewares: [any HTTPMiddleware] = [],
        observer: (any ClientObserver)? = nil,
        runtime: ClientRuntime = .init()
    ) {
        self.retry = retry
        self.timeouts = timeouts
        self.heedsRateWindows = heedsRateWindows
        self.headers = headers
        self.callMiddlewares = callMiddlewares
        self.attemptMiddlewares = attemptMiddlewares
        self.observer = observer
        self.runtime = runtime
    }
}
