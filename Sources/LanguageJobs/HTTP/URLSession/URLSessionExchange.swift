import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One request and its answer, between the callbacks of URLSession and the task that sends and reads.
final class URLSessionExchange: Sendable {
    /// What the sending task is woken for.
    enum Event {
        case progress(TransferProgress)
        case head(HTTPURLResponse)
    }

    private enum Outcome {
        case running
        case finished
        case failed(any Error)
    }

    private struct State {
        var hold: ExchangeHold?
        var upload: RunningTask?
        var alarm: Alarm?
        var head: HTTPURLResponse?
        var sent: Int64 = 0
        var progress: UploadProgress?
        var received = 0
        /// Bytes in the spool, as far as they were counted.
        var readable = 0
        var outcome = Outcome.running
        var waiter: CheckedContinuation<Void, Never>?

        var isRunning: Bool { if case .running = outcome { true } else { false } }
    }

    private let state: Mutex<State>
    private let spool: ResponseSpool
    private let request: TransportRequest
    private let control: DispatchQueue

    /// Makes an exchange.
    ///
    /// - Parameter control: A serial queue for the calls that wait for the session's own queue.
    init(_ request: TransportRequest, hold: ExchangeHold, spool: ResponseSpool, control: DispatchQueue) {
        self.request = request
        self.spool = spool
        self.control = control
        let total = hold.upload.length
        let progress =
            request.onUploadProgress == nil || total == 0 ? nil : UploadProgress(total: total)
        state = Mutex(State(hold: hold, progress: progress))
    }

    // MARK: The sending task's side

    /// Hands the request to URLSession; the timers run from then on.
    func start(_ urlRequest: URLRequest) {
        control.async { [self] in
            guard let hold = state.withLock({ $0.isRunning ? $0.hold : nil }) else {
                release()
                return
            }
            let upload = hold.session.session.makeTask(urlRequest, sending: hold.upload) { [weak self] in
                self?.stop($0)
            }
            hold.session.events.route(upload.task, to: self)
            let alarm = request.timeouts.total.map { total in
                Alarm(after: total, on: control) { [weak self] in
                    self?.stop(TransportFailure.totalTimeout(total))
                }
            }
            state.withLock { ($0.upload, $0.alarm) = (upload, alarm) }
            upload.task.resume()
        }
    }

    /// Waits for a progress to report or the head of the answer.
    func next() async throws -> Event {
        while true {
            try checkCancellation()
            let event = try state.withLock { state -> Event? in
                if let progress = state.progress?.report(state.sent) { return .progress(progress) }
                if let head = state.head { return .head(head) }
                if case .failed(let error) = state.outcome { throw error }
                // Nothing would wake the task any more.
                if !state.isRunning { throw TransportFailure(.connectionLost, "The answer has no head.") }
                return nil
            }
            if let event { return event }
            await wait { $0.head != nil || $0.progress?.isDue($0.sent) == true }
        }
    }

    /// The next bytes of the answer's body, `nil` at its end.
    func nextChunk() async throws -> Data? {
        while true {
            try checkCancellation()
            let outcome = state.withLock { $0.outcome }
            if case .failed(let error as CancellationError) = outcome { throw error }
            do {
                if let data = try spool.take() {
                    state.withLock { $0.readable -= data.count }
                    return data
                }
            } catch {
                stop(error)
                throw error
            }
            switch outcome {
            case .running: await wait { $0.readable > 0 }
            case .finished:
                spool.discard()
                return nil
            case .failed(let error):
                spool.discard()
                throw error
            }
        }
    }

    /// Gives up, for nobody reads the body any more.
    func abandon() {
        stop(CancellationError())
        spool.discard()
    }

    private func checkCancellation() throws {
        guard Task.isCancelled else { return }
        abandon()
        throw CancellationError()
    }

    private func wait(until isReady: @Sendable (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.isRunning || isReady(state) { return true }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            stop(CancellationError())
        }
    }

    // MARK: The session's side

    func received(_ response: HTTPURLResponse) {
        guard response.isAnswer else { return }
        wake { $0.head = $0.head ?? response }
    }

    func received(_ data: Data) {
        let isTooLarge = state.withLock { state in
            state.received += data.count
            return request.responseLimit.map { state.received > $0 } ?? false
        }
        if isTooLarge { return stop(TransportFailure.responseTooLarge(limit: request.responseLimit ?? 0)) }
        do {
            try spool.append(data)
        } catch {
            return stop(error)
        }
        wake { $0.readable += data.count }
    }

    func sent(_ total: Int64) {
        let isDue = state.withLock { state in
            state.sent = max(state.sent, total)
            return state.progress?.isDue(total) == true
        }
        if isDue { wake { _ in } }
    }

    /// Answers unless the task is being cancelled: URLSession on Linux ends the process when the answer comes after.
    func answerRedirect(_ answer: () -> Void) {
        state.withLock { state in
            if state.isRunning { answer() }
        }
    }

    /// Ends an exchange whose connection broke, before libcurl sends the request a second time by itself.
    ///
    /// It does so when a connection that was used before ends without an answer, and can't know whether the service
    /// has acted on the first one.
    func refuseResend() {
        stop(
            TransportFailure(
                .connectionLost, "The connection ended without an answer after the request was sent."))
    }

    /// Takes a 401 that asks for a password as the answer it is.
    func finishUnauthorized(_ answer: @escaping @Sendable () -> Void) {
        let isRunning = state.withLock { $0.isRunning }
        guard isRunning else { return }
        wake { $0.outcome = .finished }
        control.async(execute: answer)
    }

    /// Gives everything back, then wakes the reader: when it sees the end, nothing is left behind.
    func completed(_ error: (any Error)?, response: HTTPURLResponse?) {
        let finish: @Sendable () -> Void = { [self] in
            release()
            wake { state in
                guard state.isRunning else { return }
                state.head = state.head ?? response.flatMap { $0.isAnswer ? $0 : nil }
                if error == nil, state.head != nil {
                    state.outcome = .finished
                    return
                }
                let error = error ?? URLError(.badServerResponse)
                let evidence = ExchangeEvidence(hasSentBody: state.sent > 0, hasHead: state.head != nil)
                state.outcome = .failed(TransportFailure(error, after: evidence))
            }
        }
        // To remove a large file takes a while, and all sessions share the queue that this runs on.
        if case .file = state.withLock({ $0.hold?.upload }) {
            control.async(execute: finish)
        } else {
            finish()
        }
    }

    // MARK: The end

    /// Fails the exchange and ends the transfer; the first failure counts.
    func stop(_ error: any Error) {
        let (isFirst, waiter) = state.withLock { state in
            guard state.isRunning else { return (false, nil as CheckedContinuation<Void, Never>?) }
            state.outcome = .failed(error)
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume()
        guard isFirst else { return }
        // Not here: `cancel()` waits for the queue that this may be running on.
        control.async { [self] in
            state.withLock { $0.upload }?.task.cancel()
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    private func release() {
        let (hold, upload, alarm) = state.withLock { state in
            defer { (state.hold, state.upload, state.alarm) = (nil, nil, nil) }
            return (state.hold, state.upload, state.alarm)
        }
        upload?.releaseBody()
        withExtendedLifetime((hold, alarm)) {}
    }
}

extension HTTPURLResponse {
    /// Whether this is an answer, and does not only announce one as all 1xx but 101 do.
    fileprivate var isAnswer: Bool { statusCode >= 200 || statusCode == 101 }
}
