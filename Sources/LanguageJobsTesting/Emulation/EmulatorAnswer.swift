import Foundation

/// An answer before anything goes wrong with it.
struct EmulatorAnswer: Sendable {
    var status: Int
    var headers: TransportHeaders
    private let body: StoredBody
    /// The part of the body that is sent.
    private let range: Range<Int64>

    init(status: Int, headers: TransportHeaders, body: StoredBody, range: Range<Int64>? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.range = range ?? 0..<body.count
    }

    init(status: Int, headers: TransportHeaders = [:], data: Data) throws {
        self.init(status: status, headers: headers, body: try StoredBody(data))
    }

    /// The number of bytes of the body that are sent.
    var length: Int64 { Int64(range.count) }

    /// The body that is sent, all of it in memory.
    func data() throws -> Data {
        try body.read(at: range.lowerBound, upTo: range.count)
    }

    /// The answer as it is sent.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong with the body: it is cut, or it drips.
    ///   - onLastByte: Called when the body's last bytes are about to be given, or at once when there are none.
    func response(
        _ fault: Fault?, clock: EmulatorClock, onLastByte: @escaping @Sendable () async -> Void = {}
    ) async -> TransportResponse {
        var headers = headers
        headers["Content-Length"] = String(range.count)
        if range.isEmpty { await onLastByte() }
        let flow = BodyFlow(fault, range)
        let stream = body.stream(flow.sent, chunkSize: flow.chunkSize)
        let left = SendableBox(flow.sent.count)
        let length = range.count
        return TransportResponse(
            status: status, headers: headers,
            body: TransportStream {
                if flow.pause > .zero, left.current > 0 {
                    try await clock.sleep(until: clock.now + flow.pause)
                }
                var iterator = stream.makeAsyncIterator()
                guard let chunk = try await iterator.next() else {
                    guard flow.sent.count == length else {
                        throw Self.cut(after: flow.sent.count, of: length)
                    }
                    return nil
                }
                let rest = left.withLock { left in
                    left -= chunk.count
                    return left
                }
                if rest == 0, flow.sent.count == length { await onLastByte() }
                return chunk
            })
    }

    private static func cut(after sent: Int, of length: Int) -> TransportFailure {
        TransportFailure(
            .connectionLost, "The connection closed after \(sent) of \(length) bytes of the body.")
    }
}

/// How a body is sent: how much of it, in what pieces, at what pace.
private struct BodyFlow {
    var sent: Range<Int64>
    var chunkSize = 1 << 18
    var pause = Duration.zero

    init(_ fault: Fault?, _ range: Range<Int64>) {
        sent = range
        switch fault {
        case .truncated(let limit):
            sent = range.prefix(max(0, limit))
        case .drip(let bytes, let interval):
            chunkSize = max(1, bytes)
            pause = interval
        default:
            break
        }
    }
}
