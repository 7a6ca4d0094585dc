/// What waiting for jobs of a service needs to know of it.
public struct JobServiceContext: Sendable {
    /// The service, such as `ldxhub.refineloop`.
    public var service: String
    /// The base address of its client.
    public var baseURL: String
    /// How its jobs are waited for unless the caller says otherwise.
    public var watching: WatchOptions
    /// Time, date and chance.
    public var runtime: ClientRuntime
    /// Sees polls and state changes.
    public var observer: (any ClientObserver)?
    package var longPolls: LongPollMemory
    /// The longest wait that the service honours; a longer one would look as if it were ignored.
    package var longestWait: Duration?
    package var timeouts = TransportTimeouts()
    package var retry = RetryPolicy()

    /// Makes a context; the defaults suit a fake.
    public init(
        service: String = "fake",
        baseURL: String = "fake:",
        watching: WatchOptions = .init(),
        runtime: ClientRuntime = .init(),
        observer: (any ClientObserver)? = nil
    ) {
        self.init(
            service: service, baseURL: baseURL, watching: watching, runtime: runtime, observer: observer,
            longPolls: LongPollMemory())
    }

    /// Makes the context of a service that is reached through a client.
    package init(service: String, of client: ServiceClient, watching: WatchOptions) {
        let configuration = client.configuration
        self.init(
            service: service, baseURL: client.base.description, watching: watching,
            runtime: configuration.runtime, observer: configuration.observer,
            longPolls: client.state.longPolls)
        timeouts = configuration.timeouts
        retry = configuration.retry
    }

    private init(
        service: String, baseURL: String, watching: WatchOptions, runtime: ClientRuntime,
        observer: (any ClientObserver)?, longPolls: LongPollMemory
    ) {
        self.service = service
        self.baseURL = baseURL
        self.watching = watching
        self.runtime = runtime
        self.observer = observer
        self.longPolls = longPolls
    }
}
