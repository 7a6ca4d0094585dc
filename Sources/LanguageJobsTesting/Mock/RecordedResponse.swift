public import Foundation
public import LanguageJobs

/// What a mock answers: a response, a failure, or nothing at all.
public struct RecordedResponse: Sendable {
    enum Head: Sendable {
        case response(status: Int, headers: TransportHeaders)
        case failure(TransportFailure)
        case silence
    }

    /// What comes after the chunks.
    enum Ending: Sendable {
        case complete
        case failure(TransportFailure)
        case silence
    }

    private(set) var head: Head
    private(set) var chunks: [Data] = []
    private(set) var ending = Ending.complete

    // MARK: Making one

    /// A response with a body of bytes, its length announced.
    public static func status(
        _ status: Int, headers: TransportHeaders = [:], body: Data = Data()
    ) -> RecordedResponse {
        var headers = headers
        headers["Content-Length"] = headers["Content-Length"] ?? "\(body.count)"
        return RecordedResponse(
            head: .response(status: status, headers: headers), chunks: body.isEmpty ? [] : [body])
    }

    /// A response with a JSON body.
    public static func status(
        _ status: Int, headers: TransportHeaders = [:], json: Data
    ) -> RecordedResponse {
        var headers = headers
        headers["Content-Type"] = headers["Content-Type"] ?? "application/json"
        return .status(status, headers: headers, body: json)
    }

    /// A response with a JSON body.
    public static func status(
        _ status: Int, headers: TransportHeaders = [:], json: String
    ) -> RecordedResponse {
        .status(status, headers: headers, json: Data(json.utf8))
    }

    /// A response of status 200 with a JSON body.
    public static func json(_ body: Data) -> RecordedResponse { .status(200, json: body) }

    /// A response of status 200 with a JSON body.
    public static func json(_ body: String) -> RecordedResponse { .status(200, json: body) }

    /// A response of status 200 whose body comes in these chunks, its length not announced.
    public static func chunks(_ chunks: [Data], headers: TransportHeaders = [:]) -> RecordedResponse {
        RecordedResponse(head: .response(status: 200, headers: headers), chunks: chunks)
    }

    /// A response that sends the client elsewhere.
    public static func redirect(to location: String, status: Int = 302) -> RecordedResponse {
        .status(status, headers: ["Location": location])
    }

    /// No response: the transport throws this.
    public static func failure(_ failure: TransportFailure) -> RecordedResponse {
        RecordedResponse(head: .failure(failure))
    }

    /// No response until the task is cancelled or one of the request's timeouts has passed, on the mock's clock.
    public static var hang: RecordedResponse { RecordedResponse(head: .silence) }

    // MARK: Changing one

    /// The response with one more header field; values of the same name are replaced.
    public func header(_ name: String, _ value: String) -> RecordedResponse {
        guard case .response(let status, var headers) = head else { return self }
        headers[name] = value
        var copy = self
        copy.head = .response(status: status, headers: headers)
        return copy
    }

    /// The response with its body in chunks of this size, the last one of the rest.
    public func chunked(by size: Int) -> RecordedResponse {
        var copy = self
        copy.chunks = Self.split(Data(chunks.joined()), by: max(1, size))
        return copy
    }

    /// The response with its connection lost after so many bytes of the body.
    public func truncated(after count: Int) -> RecordedResponse {
        cut(
            after: count,
            .failure(TransportFailure(.connectionLost, "The mock cut the body after \(count) bytes.")))
    }

    /// The response with silence after so many bytes of the body, as with ``hang``.
    public func hanging(after count: Int) -> RecordedResponse {
        cut(after: count, .silence)
    }

    private func cut(after count: Int, _ ending: Ending) -> RecordedResponse {
        var copy = self
        copy.chunks = []
        var left = count
        for chunk in chunks where left > 0 {
            copy.chunks.append(Data(chunk.prefix(left)))
            left -= chunk.count
        }
        copy.ending = ending
        return copy
    }

    private static func split(_ data: Data, by size: Int) -> [Data] {
        stride(from: 0, to: data.count, by: size).map { start in
            Data(data[start..<min(start + size, data.count)])
        }
    }
}
