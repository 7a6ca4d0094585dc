import Foundation
import LanguageJobs

/// One check at work: its transport, its peer and what it needs to say what it saw.
struct ConformanceRun: Sendable {
    let rule: String
    let transport: any HTTPTransport
    let peer: URL
    /// Under which the peer counts this check's requests.
    let id = UUID().uuidString

    // MARK: Requests

    /// A request for a path of the peer, counted unless told otherwise.
    func request(
        _ method: TransportMethod = .get, _ path: String, body: TransportBody = .empty, isCounted: Bool = true
    ) throws -> TransportRequest {
        let counted = isCounted ? path + (path.contains("?") ? "&" : "?") + "id=\(id)" : path
        guard let url = URL(string: peer.absoluteString.trimmingSuffix("/") + counted) else {
            throw finding("the peer's address \(peer) can't be extended by \(counted)")
        }
        return TransportRequest(method, url, body: body, timeouts: TransportTimeouts(idle: .seconds(20)))
    }

    /// Sends a request and reads its whole answer.
    func exchange(_ request: TransportRequest) async throws -> (response: TransportResponse, body: Data) {
        let response = try await transport.send(request)
        return (response, try await response.body.collect(upTo: 1 << 26))
    }

    /// Sends a request to `/echo` and gives what came there.
    func echo(_ request: TransportRequest) async throws -> TransportConformance.Echo {
        let (response, body) = try await exchange(request)
        try expect(response.status == 200, "/echo answered with status \(response.status)")
        return try JSONDecoder().decode(TransportConformance.Echo.self, from: body)
    }

    /// What the peer has seen of this check's requests, once it has seen that much.
    func log(
        requests: Int = 0, closed: Int = 0, of id: String? = nil
    ) async throws -> TransportConformance.Log {
        let path = "/log/\(id ?? self.id)?requests=\(requests)&closed=\(closed)"
        let (response, body) = try await exchange(request(.get, path, isCounted: false))
        try expect(response.status == 200, "/log answered with status \(response.status)")
        return try JSONDecoder().decode(TransportConformance.Log.self, from: body)
    }

    // MARK: What has to happen

    func expect(_ condition: Bool, _ finding: @autoclosure () -> String) throws {
        guard condition else { throw self.finding(finding()) }
    }

    /// The failure that sending a request and reading its answer ends in.
    func failure(of request: TransportRequest) async throws -> TransportFailure {
        let status: Int
        let count: Int
        do {
            let (response, body) = try await exchange(request)
            (status, count) = (response.status, body.count)
        } catch let failure as TransportFailure {
            return failure
        }
        throw finding("no failure, but an answer of status \(status) with \(count) bytes")
    }

    func expectFailure(
        _ reasons: TransportFailure.Reason..., of request: TransportRequest
    ) async throws {
        let failure = try await failure(of: request)
        let allowed = reasons.map(\.rawValue).joined(separator: " or ")
        try expect(reasons.contains(failure.reason), "expected the failure \(allowed), got \(failure)")
    }

    /// Cancels an exchange as soon as something has happened, and expects its end at once.
    func expectCancellation(
        of request: TransportRequest, when condition: (_ firstChunk: FirstResult<Void>) async throws -> Void
    ) async throws {
        let firstChunk = FirstResult<Void>()
        let exchange = Task {
            for try await _ in try await transport.send(request).body { firstChunk.settle(.success(())) }
        }
        defer { exchange.cancel() }
        try await condition(firstChunk)
        let start = ContinuousClock.now
        exchange.cancel()
        let result = await exchange.result
        let elapsed = ContinuousClock.now - start
        switch result {
        case .success: throw finding("the exchange went on to its end although it was cancelled")
        case .failure(let error):
            try expect(
                error is CancellationError, "expected CancellationError, got \(type(of: error)): \(error)")
        }
        try expect(elapsed < .seconds(2), "the cancellation took \(elapsed.text)")
    }

    // MARK: What is thrown

    func finding(_ text: String) -> TransportConformance.Violation {
        TransportConformance.Violation(rule: rule, finding: text)
    }

    /// What a check threw, as a violation.
    func violation(_ error: any Error) -> TransportConformance.Violation {
        error as? TransportConformance.Violation ?? finding("\(type(of: error)): \(error)")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
