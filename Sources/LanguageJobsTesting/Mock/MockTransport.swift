public import LanguageJobs
import Foundation
import Synchronization

/// A transport that answers from a script, and fails when a request is not in it.
///
/// ```swift
/// let mock = MockTransport {
///     Exchange(
///         .post("/refineloop/jobs").header("Authorization", "Bearer key").body(json: expected),
///         .status(202, json: created))
///     Exchange(.get("/refineloop/jobs/abc"), .failure(TransportFailure(.connectionLost, "cut")))
///     Exchange(.get("/refineloop/jobs/abc"), .json(finished).chunked(by: 7))
/// }
/// let client = try LDXHubClient(credential: .value("key"), transport: mock)
/// …
/// try mock.verify()
/// ```
/// An unexpected request throws ``MockMismatch`` and is remembered: ``verify()`` fails then even when the code under
/// test has swallowed the error. ``withMock(_:_:)`` verifies by itself.
///
/// A ``ClientError`` that comes of an unexpected request names it only by the type of the error; what differed is in what
/// ``verify()`` throws.
public final class MockTransport: HTTPTransport {
    /// In which order the exchanges take place.
    public enum Order: Sendable {
        /// As they are written.
        case ordered
        /// In any order; a request gets the first one that fits and has not taken place often enough.
        case matched
    }

    private struct State {
        var script: MockScript
        var requests: [RecordedRequest] = []
    }

    private let state: Mutex<State>
    private let time: any TimeSource
    private let bodyLimit: Int

    /// Makes a mock.
    ///
    /// - Parameters:
    ///   - exchanges: The script.
    ///   - order: Whether the exchanges have to take place as they are written. Default: yes.
    ///   - time: The clock for the timeouts of ``RecordedResponse/hang``. Default: real time.
    ///   - bodyLimit: The most bytes of a request's body to keep. Default: 1 MiB.
    public init(
        _ exchanges: [Exchange], order: Order = .ordered, time: any TimeSource = SystemTime(),
        bodyLimit: Int = 1 << 20
    ) {
        state = Mutex(State(script: MockScript(exchanges, order: order)))
        self.time = time
        self.bodyLimit = bodyLimit
    }

    /// Makes a mock from exchanges that are written one below the other; see ``init(_:order:time:bodyLimit:)``.
    public convenience init(
        _ order: Order = .ordered, time: any TimeSource = SystemTime(), bodyLimit: Int = 1 << 20,
        @ExchangeBuilder _ exchanges: () throws -> [Exchange]
    ) rethrows {
        self.init(try exchanges(), order: order, time: time, bodyLimit: bodyLimit)
    }

    /// All requests so far, the unexpected ones too.
    public var requests: [RecordedRequest] { state.withLock { $0.requests } }

    /// Fails unless every request was expected and every exchange has taken place.
    ///
    /// - Throws: ``MockMismatch`` that tells them all.
    public func verify() throws(MockMismatch) {
        try Self.check(state.withLock { $0.script.mismatches + $0.script.leftovers })
    }

    /// Fails unless every request so far was expected.
    func verifyRequests() throws(MockMismatch) {
        try Self.check(state.withLock { $0.script.mismatches })
    }

    private static func check(_ problems: [String]) throws(MockMismatch) {
        guard problems.isEmpty else { throw MockMismatch(problems) }
    }

    /// Records the request and answers it from the script.
    ///
    /// - Throws: ``MockMismatch`` for an unexpected request; what the response says; as any transport,
    ///   `CancellationError` and ``TransportFailure`` for a request that can't be sent.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let timeout = MockTimeout(request.timeouts, time: time)
        if let field = request.headers.firstInvalid {
            throw TransportFailure(.refused, "The header field \(field.name) can't be sent.")
        }
        let recorded = try await record(request)
        let answer = try state.withLock { state in
            state.requests.append(recorded)
            return try state.script.answer(recorded)
        }
        switch answer.head {
        case .failure(let failure): throw failure
        case .silence: throw try await timeout.pass()
        case .response(let status, let headers):
            let body = MockBody(answer, limit: request.responseLimit, timeout: timeout)
            return TransportResponse(status: status, headers: headers, body: body.stream)
        }
    }

    /// Reads the body as a transport would send it.
    private func record(_ request: TransportRequest) async throws -> RecordedRequest {
        let total = request.body.length
        var kept = Data()
        var length: Int64 = 0
        for try await chunk in try request.body.open() {
            try Task.checkCancellation()
            kept.append(chunk.prefix(bodyLimit - kept.count))
            length += Int64(chunk.count)
            request.onUploadProgress?(TransferProgress(completed: length, total: total))
        }
        if let total, total != length {
            throw TransportFailure(
                .bodyUnreadable, "The body was announced with \(total) bytes but has \(length).")
        }
        return RecordedRequest(request, body: kept, bodyLength: length)
    }
}
