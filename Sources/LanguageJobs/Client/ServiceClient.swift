import Foundation

/// The one way from a typed call to bytes and back.
///
/// The order is fixed: call middlewares → reconcile → retry → rate gate → redirects → key → attempt middlewares →
/// transport → decode.
package struct ServiceClient: Sendable {
    /// How often a call is sent that each time turned out not to have been applied.
    private static let reconcileRounds = 3

    package let service: String
    package let base: BaseAddress
    package let configuration: ClientConfiguration
    package let state: ClientState
    let credential: Credential
    let scheme: AuthorizationScheme
    let transport: any HTTPTransport
    /// How long a 429 without a hint is waited for; `nil`: as the retry policy says.
    let refusalPause: Duration?

    /// - Parameters:
    ///   - firstBursts: How many calls of a rate bucket may go out in a minute before the first is answered, at a service
    ///     that tells of its rate windows in every answer; of other buckets any number.
    ///   - refusalPause: How long a 429 without a hint is waited for, at a service whose window is known; `nil`: as the retry
    ///     policy says.
    package init(
        service: String,
        base: BaseAddress,
        credential: Credential,
        scheme: AuthorizationScheme = .bearer,
        configuration: ClientConfiguration,
        firstBursts: [String: Int] = [:],
        refusalPause: Duration? = nil,
        transport: any HTTPTransport
    ) {
        state = ClientState(firstBursts: firstBursts)
        self.service = service
        self.base = base
        self.credential = credential
        self.scheme = scheme
        self.refusalPause = refusalPause
        self.configuration = configuration
        self.transport = transport
    }

    /// Makes a call whose answer is read whole and decoded.
    ///
    /// Everything below this entrance is off the caller's actor.
    @concurrent
    package func send<Response>(
        _ endpoint: Endpoint<Response>, options: CallOptions = .init()
    ) async throws -> Response {
        let tracker = CallTracker()
        do {
            let response = try await perform(endpoint, options, tracker, isCollected: true)
            let data = try await response.body.collect(upTo: endpoint.responseLimit)
            let metadata = metadata(of: response, tracker)
            let value = try decode(data, metadata, endpoint, tracker)
            options.onResponse?(metadata)
            return value
        } catch {
            throw try settle(error, endpoint, tracker)
        }
    }

    /// Makes a call whose answer's body is given as a stream.
    @concurrent
    package func open(
        _ endpoint: Endpoint<Void>, options: CallOptions = .init()
    ) async throws -> (metadata: ResponseMetadata, body: TransportStream) {
        let tracker = CallTracker()
        do {
            let response = try await perform(endpoint, options, tracker, isCollected: false)
            let metadata = metadata(of: response, tracker)
            options.onResponse?(metadata)
            return (metadata, response.body)
        } catch {
            throw try settle(error, endpoint, tracker)
        }
    }

    // MARK: Steps

    private func perform<Response>(
        _ endpoint: Endpoint<Response>, _ options: CallOptions, _ tracker: CallTracker, isCollected: Bool
    ) async throws -> TransportResponse {
        let request = try request(for: endpoint, options, isCollected: isCollected)
        let context = CallContext(
            operation: endpoint.operation, idempotency: endpoint.idempotency,
            needsKey: endpoint.access == .key)
        let retries = RetryLoop(
            client: self, policy: options.retry ?? configuration.retry, tracker: tracker,
            bucket: isPaced(request) ? endpoint.bucket : nil,
            collectLimit: isCollected ? endpoint.responseLimit : nil, read: endpoint.read)
        let chain = Next(configuration.callMiddlewares) { request, context in
            guard endpoint.idempotency == .once else {
                return try await self.checked(
                    try await retries.run(request, context), endpoint.accepted, tracker)
            }
            return try await self.once(request, context, endpoint, retries)
        }
        return try await checked(try await chain(request, context), endpoint.accepted, tracker)
    }

    /// Whether the windows that the service tells of count for a request: not for one to another origin.
    private func isPaced(_ request: TransportRequest) -> Bool {
        configuration.heedsRateWindows && Origin(request.url) == base.origin
    }

    /// A success as it is, any other answer as an error.
    private func checked(
        _ response: TransportResponse, _ accepted: Set<Int>, _ tracker: CallTracker
    ) async throws -> TransportResponse {
        guard !(200..<300).contains(response.status), !accepted.contains(response.status) else {
            return response
        }
        let body = (try? await response.body.collect(upTo: RetryLoop.errorBodyLimit)) ?? Data()
        throw ClientError(
            status: response.status, headers: response.headers, body: tracker.redact(body),
            now: configuration.runtime.date())
    }

    /// Sends a call that must not be applied twice, and asks what became of it when its answer was lost.
    private func once<Response>(
        _ request: TransportRequest, _ context: CallContext, _ endpoint: Endpoint<Response>,
        _ retries: RetryLoop
    ) async throws -> TransportResponse {
        let tracker = retries.tracker
        var round = 1
        while true {
            do {
                var response = try await checked(
                    try await retries.run(request, context), endpoint.accepted, tracker)
                let data = try await response.body.collect(upTo: endpoint.responseLimit)
                _ = try decode(data, metadata(of: response, tracker), endpoint, tracker)
                response.body = TransportStream(data)
                return response
            } catch {
                let failure = try describe(error, endpoint, tracker)
                let uncertain = settled(failure, endpoint, tracker)
                guard tracker.mayHaveBeenApplied, let reconcile = endpoint.reconcile else { throw uncertain }
                switch try await ask(reconcile, about: uncertain) {
                case .applied(let response): return response
                case .unknown(let error): throw error
                case .notApplied:
                    tracker.forgetRequests()
                    guard round < Self.reconcileRounds else { throw failure }
                    round += 1
                }
            }
        }
    }

    /// What became of a call; not known when asking fails, whatever it fails with.
    private func ask(
        _ reconcile: (ClientError) async throws -> Reconciliation, about failure: ClientError
    ) async throws -> Reconciliation {
        do {
            return try await reconcile(failure)
        } catch {
            if error is CancellationError || Task.isCancelled { throw CancellationError() }
            var failure = failure
            failure.message +=
                " Asking what became of it failed, too: \(ClientError(wrapping: error).message)"
            return .unknown(failure)
        }
    }

    private func decode<Response>(
        _ data: Data, _ metadata: ResponseMetadata, _ endpoint: Endpoint<Response>, _ tracker: CallTracker
    ) throws -> Response {
        do {
            return try endpoint.decode(data, metadata)
        } catch let refusal as ServiceRefusal {
            if refusal.provesNotApplied { tracker.endRequestUnapplied() }
            throw ClientError(refusal, body: tracker.redact(refusal.body)).with(metadata, body: Data())
        } catch {
            let start = tracker.redact(data.prefix(16_384))
            guard let error = error as? ClientError else {
                throw ClientError(undecodable: error, metadata, body: start)
            }
            throw error.with(metadata, body: start)
        }
    }

    private func metadata(of response: TransportResponse, _ tracker: CallTracker) -> ResponseMetadata {
        ResponseMetadata(
            status: response.status, headers: response.headers,
            attempts: max(1, tracker.attempts))
    }

    private func request<Response>(
        for endpoint: Endpoint<Response>, _ options: CallOptions, isCollected: Bool
    ) throws -> TransportRequest {
        var headers: TransportHeaders = ["accept": "application/json", "user-agent": UserAgent.value]
        headers.merge(endpoint.headers)
        headers.merge(configuration.headers)
        headers.merge(options.headers)
        if endpoint.access == .everybody { headers[scheme.headerName] = nil }
        if let invalid = headers.firstInvalid {
            throw ClientError(
                .invalidRequest,
                "The header field “\(invalid.name.prefix(60))” can't be sent: names are tokens, values have no line breaks."
            )
        }
        var timeouts = options.timeouts ?? configuration.timeouts
        if let wait = endpoint.wait {
            timeouts.idle += wait
            if options.timeouts == nil, let total = timeouts.total { timeouts.total = total + wait }
        }
        let url = try endpoint.address.map(base.checked) ?? base.url(endpoint.path, query: endpoint.query)
        if Origin(url) != base.origin { headers = Redirect.foreign(headers) }
        return TransportRequest(
            endpoint.method, url, headers: headers,
            body: endpoint.body, timeouts: timeouts,
            responseLimit: isCollected ? endpoint.responseLimit : nil, isLongPoll: endpoint.wait != nil,
            onUploadProgress: endpoint.onUploadProgress ?? options.onUploadProgress)
    }

    /// The error to throw: one ``ClientError`` that names the call, or `CancellationError`.
    private func settle<Response>(
        _ error: any Error, _ endpoint: Endpoint<Response>, _ tracker: CallTracker
    ) throws -> ClientError {
        settled(try describe(error, endpoint, tracker), endpoint, tracker)
    }

    private func describe<Response>(
        _ error: any Error, _ endpoint: Endpoint<Response>, _ tracker: CallTracker
    ) throws -> ClientError {
        if error is CancellationError || Task.isCancelled { throw CancellationError() }
        return tracker.redact(ClientError(wrapping: error).with(operation: endpoint.operation))
    }

    /// The failure itself when nothing was applied, else the error that says that something may have been.
    private func settled<Response>(
        _ failure: ClientError, _ endpoint: Endpoint<Response>, _ tracker: CallTracker
    ) -> ClientError {
        guard endpoint.idempotency == .once, failure.code != .submissionUncertain, tracker.mayHaveBeenApplied
        else { return failure }
        return ClientError(uncertain: failure)
    }
}
