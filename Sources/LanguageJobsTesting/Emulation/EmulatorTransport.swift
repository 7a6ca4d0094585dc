import Foundation

/// Brings requests to an emulator in this process, and keeps what ``HTTPTransport`` promises: timeouts, limits,
/// progress and cancellation.
struct EmulatorTransport: HTTPTransport {
    private let emulator: any ServiceEmulator

    init(_ emulator: any ServiceEmulator) {
        self.emulator = emulator
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let (components, origin) = try addressed(request)
        let watch = TransferWatch(time: emulator.time, timeouts: request.timeouts)
        var arriving = EmulatorRequest(
            request.method,
            path: components.percentEncodedPath,
            query: components.percentEncodedQuery,
            headers: framed(request),
            body: try uploading(request, watch: watch))
        arriving.origin = origin
        var response = try await watch.over { [emulator, arriving] in
            try await emulator.respond(to: arriving)
        }
        response.body = downloading(response.body, limit: request.responseLimit, watch: watch)
        return response
    }

    private func addressed(_ request: TransportRequest) throws -> (URLComponents, Origin) {
        guard var components = URLComponents(url: request.url, resolvingAgainstBaseURL: true) else {
            throw TransportFailure(.refused, "The address \(request.url) can't be read.")
        }
        let known = [emulator.baseURL] + emulator.otherOrigins
        guard let origin = Origin(request.url), known.contains(where: { Origin($0) == origin }) else {
            throw TransportFailure(
                .cannotResolveHost,
                "The emulator answers at \(emulator.baseURL) only; the request was for \(request.url).")
        }
        if let field = request.headers.firstInvalid {
            throw TransportFailure(.refused, "The header field \(field.name) can't be sent as it is.")
        }
        if components.percentEncodedPath.isEmpty { components.percentEncodedPath = "/" }
        return (components, origin)
    }

    private func framed(_ request: TransportRequest) -> TransportHeaders {
        var headers = request.headers
        if case .empty = request.body { return headers }
        if let length = request.body.length { headers["Content-Length"] = String(length) }
        return headers
    }

    /// The request's body, which reports progress and proves its announced length while it is read.
    private func uploading(_ request: TransportRequest, watch: TransferWatch) throws -> TransportStream {
        let source = try request.body.open()
        let maySleep = if case .stream = request.body { true } else { false }
        let total = request.body.length
        let progress = request.onUploadProgress
        let sent = SendableBox<Int64>(0)
        return TransportStream {
            let chunk = try await watch.over {
                maySleep ? try await watch.racing { try await source.next() } : try await source.next()
            }
            let completed = sent.withLock { sent in
                sent += Int64(chunk?.count ?? 0)
                return sent
            }
            let isWrong = chunk == nil ? completed != total ?? completed : completed > total ?? completed
            guard !isWrong else {
                throw TransportFailure(
                    .bodyUnreadable,
                    "The body gave \(completed) bytes and had announced \(total ?? 0).")
            }
            if chunk != nil { progress?(TransferProgress(completed: completed, total: total)) }
            return chunk
        }
    }

    private func downloading(_ body: TransportStream, limit: Int?, watch: TransferWatch) -> TransportStream {
        let received = SendableBox(0)
        return TransportStream {
            let chunk = try await watch.over { try await body.next() }
            let count = received.withLock { received in
                received += chunk?.count ?? 0
                return received
            }
            if let limit, count > limit {
                throw TransportFailure(
                    .responseTooLarge, "The body is larger than the \(limit) bytes that were allowed for it.")
            }
            return chunk
        }
    }
}

extension TransportStream {
    fileprivate func next() async throws -> Data? {
        var iterator = makeAsyncIterator()
        return try await iterator.next()
    }
}
