import Foundation

/// Repeats attempts as the endpoint's idempotency and the policy allow.
struct RetryLoop: Sendable {
    static let errorBodyLimit = 64 << 10

    let client: ServiceClient
    let policy: RetryPolicy
    let tracker: CallTracker
    /// The rate bucket that the call draws from; `nil`: it is not paced.
    let bucket: String?
    /// The most bytes of a success to read within the attempt, so that a cut answer is repeated; `nil` to stream it.
    let collectLimit: Int?
    /// Reads a success in another way than to its end.
    let read: (@Sendable (TransportResponse, _ limit: Int) async throws -> Data)?

    private var time: any TimeSource { client.configuration.runtime.time }
    private var observer: (any ClientObserver)? { client.configuration.observer }

    func run(_ request: TransportRequest, _ context: CallContext) async throws -> TransportResponse {
        // The time spent in the queue of a rate window is not the call's.
        var begun: Duration?
        var attempt = 1
        while true {
            let leave = try await admission(begun, context)
            let start = begun ?? time.now
            begun = start
            tracker.beginAttempt()
            var context = context
            context.attempt = attempt
            let outcome: Result<TransportResponse, any Error>
            do {
                let response = try await observed(request, context)
                outcome = .success(response)
                if (200..<300).contains(response.status) { client.state.budget.refill() }
                end(leave, response)
            } catch is CancellationError {
                end(leave, nil)
                throw CancellationError()
            } catch {
                end(leave, nil)
                outcome = .failure(error)
            }
            guard let delay = delay(after: outcome, attempt, context, start) else { return try outcome.get() }
            observer?.observe(.retry(operation: context.operation, failedAttempt: attempt, delay: delay))
            try await time.sleep(until: time.now + delay)
            attempt += 1
        }
    }

    /// How long to wait before another attempt; `nil` when the outcome is the call's.
    private func delay(
        after outcome: Result<TransportResponse, any Error>, _ attempt: Int, _ context: CallContext,
        _ start: Duration
    ) -> Duration? {
        var hint: Duration?
        let isTransient: Bool
        switch outcome {
        case .success(let response):
            let isRefused = response.status == 429
            hint = ServerHint.delay(
                response.headers, now: client.configuration.runtime.date(), refused: isRefused)
            if isRefused {
                hint = hint ?? client.refusalPause
                let pause = hint ?? policy.delay(after: attempt, random: 1)
                client.state.gate.close(until: time.now + pause)
            }
            // A middleware may have sent more than once: the refusal proves nothing for what went before.
            isTransient =
                context.idempotency == .once
                ? isRefused && !tracker.mayHaveBeenApplied
                : RetryPolicy.transientStatuses.contains(response.status)
        case .failure(let error):
            isTransient =
                context.idempotency != .once && (error as? TransportFailure)?.isTransient == true
        }
        guard isTransient, attempt < policy.maxAttempts else { return nil }
        let random = client.configuration.runtime.random()
        let delay = hint ?? policy.delay(after: attempt, random: random)
        guard time.now - start + delay <= policy.totalTime, client.state.budget.spend() else { return nil }
        return delay
    }

    /// Waits until the service can be asked: it does not want to be left alone, and its rate window has room.
    private func admission(_ begun: Duration?, _ context: CallContext) async throws -> RatePacer.Leave? {
        // Since when the call waits for a first answer to tell of the window.
        var untold: Duration?
        while true {
            try Task.checkCancellation()
            try await passGate(begun ?? time.now)
            guard let bucket else { return nil }
            let pacer = client.state.pacer
            let seen = pacer.latest
            let (end, isTold): (Duration, Bool)
            switch pacer.admit(bucket, at: time.now) {
            case .go(let leave): return leave
            case .wait(let until, let told): (end, isTold) = (until, told)
            }
            untold = isTold ? nil : untold ?? time.now
            let limit = untold.map { min(end, $0 + policy.totalTime) } ?? end
            let delay = limit - time.now
            // An end that was not told may be much nearer: an answer to another call will say.
            guard delay > .zero, delay <= policy.totalTime else {
                throw ClientError(
                    .rateLimited,
                    "The service takes no more calls before its rate window ends, which is later than this call may wait. Try again then.",
                    retryAfter: end - time.now)
            }
            observer?.observe(.held(operation: context.operation, delay: delay))
            try await pacer.wait(bucket, after: seen, until: limit, by: time)
        }
    }

    private func end(_ leave: RatePacer.Leave?, _ response: TransportResponse?) {
        guard let leave else { return }
        let now = client.configuration.runtime.date().timeIntervalSince1970
        let report = response.flatMap { RateReport($0.headers, now: now) }
        let isSuccess = response.map { (200..<300).contains($0.status) } ?? false
        client.state.pacer.end(
            leave, report.map { .told($0) } ?? (isSuccess ? .silent : .nothing), at: time.now)
    }

    /// Waits while the service wants to be left alone; gives up at once when that is longer than the call may take.
    private func passGate(_ start: Duration) async throws {
        while true {
            let remaining = client.state.gate.remaining(at: time.now)
            guard remaining > .zero else { return }
            guard time.now - start + remaining <= policy.totalTime else {
                throw ClientError(
                    .rateLimited,
                    "The service asked to be left alone for longer than this call may take. Wait, then try again.",
                    retryAfter: remaining)
            }
            try await time.sleep(until: time.now + remaining)
        }
    }

    private func observed(_ request: TransportRequest, _ context: CallContext) async throws
        -> TransportResponse
    {
        guard let observer else { return try await attempt(request, context) }
        let (operation, number) = (context.operation, context.attempt)
        let start = time.now
        observer.observe(
            .request(
                operation: operation, attempt: number, method: request.method,
                url: String(ClientError.redacted(location: request.url.absoluteString).prefix { $0 != "?" })))
        do {
            let response = try await attempt(request, context)
            let metadata = ResponseMetadata(status: response.status, headers: response.headers)
            observer.observe(
                .response(
                    operation: operation, attempt: number, status: response.status,
                    requestID: metadata.requestID.map(tracker.redact),
                    elapsed: time.now - start))
            return response
        } catch {
            let reason =
                (error as? TransportFailure)?.description ?? (error as? ClientError)?.message
                ?? "\(type(of: error))"
            observer.observe(
                .failure(
                    operation: operation, attempt: number, reason: tracker.redact(reason),
                    elapsed: time.now - start))
            throw error
        }
    }

    /// One attempt, with the redirects that are followed.
    private func attempt(_ request: TransportRequest, _ context: CallContext) async throws
        -> TransportResponse
    {
        let authorizing = Authorizing(
            origin: client.base.origin, scheme: client.scheme, credential: client.credential,
            service: client.service, lastKey: tracker.lastKey)
        let chain = Next((context.needsKey ? [authorizing] : []) + client.configuration.attemptMiddlewares) {
            request, _ in
            try await transmit(request)
        }
        var request = request
        for _ in 0..<Redirect.limit {
            let response = try await chain(request, context)
            guard let next = Redirect.target(of: response, to: request) else { return response }
            request = next
        }
        return try await chain(request, context)
    }

    private func transmit(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        tracker.beginRequest()
        var response: TransportResponse
        do {
            response = try await client.transport.send(request)
        } catch {
            let failure = Self.normalised(error)
            if (failure as? TransportFailure)?.provesNotSent == true { tracker.endRequestUnapplied() }
            throw failure
        }
        if (400..<500).contains(response.status) { tracker.endRequestUnapplied() }
        let limit = (200..<300).contains(response.status) ? collectLimit : Self.errorBodyLimit
        guard let limit else { return response }
        do {
            response.body = TransportStream(try await collect(response, limit))
        } catch {
            // The head came, so whatever the body's failure says is no proof that nothing was sent.
            throw Self.normalised(error)
        }
        return response
    }

    /// The body; of an error answer what can be had, since the status says enough.
    private func collect(_ response: TransportResponse, _ limit: Int) async throws -> Data {
        guard !(200..<300).contains(response.status) else {
            if let read { return try await read(response, limit) }
            return try await response.body.collect(upTo: limit)
        }
        var data = Data()
        do {
            for try await chunk in response.body {
                data.append(chunk.prefix(limit - data.count))
                if data.count >= limit { break }
            }
        } catch  where !(error is CancellationError || Task.isCancelled) {
            return data
        }
        return data
    }

    /// What a transport threw, as cancellation or as a failure.
    private static func normalised(_ error: any Error) -> any Error {
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        if error is TransportFailure || error is ClientError { return error }
        return TransportFailure(.other, "The transport failed: \(type(of: error)).", underlying: error)
    }
}
