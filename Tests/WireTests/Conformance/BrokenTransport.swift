import Foundation
import LanguageJobs
import LanguageJobsTesting

/// A transport that breaks one rule of the contract, to see that the rule's check notices.
struct BrokenTransport: HTTPTransport, CustomStringConvertible {
    /// What it does wrong.
    let description: String
    /// The name of the check that has to notice.
    let rule: String
    private let change: @Sendable (TransportRequest, URLSessionTransport) async throws -> TransportResponse
    private let sound = URLSessionTransport()

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try await change(request, sound)
    }

    private init(
        _ description: String, _ rule: String,
        _ change:
            @escaping @Sendable (TransportRequest, URLSessionTransport) async throws -> TransportResponse
    ) {
        self.description = description
        self.rule = rule
        self.change = change
    }

    static let all: [BrokenTransport] = requests + answers + failures + times

    private static let requests = [
        BrokenTransport("sends PATCH as POST", "Every method is sent as it is") { request, sound in
            var request = request
            if request.method == .patch { request.method = .post }
            return try await sound.send(request)
        },
        BrokenTransport(
            "adds a content type", "Header fields arrive, repeated ones too, and no content type is added"
        ) { request, sound in
            var request = request
            request.headers["Content-Type"] = "application/x-www-form-urlencoded"
            return try await sound.send(request)
        },
        BrokenTransport(
            "keeps one field of a name",
            "Header fields arrive, repeated ones too, and no content type is added"
        ) { request, sound in
            var request = request
            for field in request.headers.fields { request.headers[field.name] = field.value }
            return try await sound.send(request)
        },
        keepingCookies(),
        BrokenTransport(
            "loses a body's last byte",
            "Bytes, files and streams arrive whole and with their length, and can be sent again"
        ) { request, sound in
            var request = request
            if case .bytes(let data) = request.body { request.body = .bytes(data.dropLast()) }
            return try await sound.send(request)
        },
        BrokenTransport(
            "reads a stream's length as zero",
            "Bytes, files and streams arrive whole and with their length, and can be sent again"
        ) { request, sound in
            var request = request
            if case .stream = request.body { request.body = .empty }
            return try await sound.send(request)
        },
        BrokenTransport("tells no progress", "Upload progress never goes back and ends with the whole") {
            request, sound in
            var request = request
            request.onUploadProgress = nil
            return try await sound.send(request)
        },
    ]

    private static func keepingCookies() -> BrokenTransport {
        let jar = SendableBox<String?>(nil)
        return BrokenTransport("keeps cookies", "No cookie is kept") { request, sound in
            var request = request
            request.headers["Cookie"] = jar.current
            let response = try await sound.send(request)
            jar.exchange(response.headers["Set-Cookie"])
            return response
        }
    }

    private static let answers = [
        BrokenTransport("throws for a bad status", "Every status is an answer") { request, sound in
            let response = try await sound.send(request)
            guard response.status < 400 else { throw TransportFailure(.other, "status \(response.status)") }
            return response
        },
        BrokenTransport("follows redirects", "A redirect is an answer; nobody follows it") { request, sound in
            let response = try await sound.send(request)
            guard let location = response.headers["Location"],
                let url = URL(string: location, relativeTo: request.url)
            else { return response }
            return try await sound.send(TransportRequest(.get, url.absoluteURL))
        },
        BrokenTransport("looks after a redirect's target", "A redirect is an answer; nobody follows it") {
            request, sound in
            let response = try await sound.send(request)
            if let location = response.headers["Location"],
                let url = URL(string: location, relativeTo: request.url)
            {
                _ = try await sound.send(TransportRequest(.get, url.absoluteURL))
            }
            return response
        },
        BrokenTransport("reads the body first", "The answer is there with its head, the body is streamed") {
            request, sound in
            var response = try await sound.send(request)
            response.body = TransportStream(try await response.body.collect(upTo: 1 << 26))
            return response
        },
        BrokenTransport("never lets go of a body", "Letting go of a body gives up its transfer") {
            request, sound in
            let response = try await sound.send(request)
            kept.withLock { $0.append(response.body) }
            return response
        },
        BrokenTransport("has no limit", "A body beyond the limit is a failure, one of just the limit is not")
        {
            request, sound in
            var request = request
            request.responseLimit = nil
            return try await sound.send(request)
        },
        BrokenTransport(
            "takes the limit as too much",
            "A body beyond the limit is a failure, one of just the limit is not"
        ) { request, sound in
            var request = request
            request.responseLimit = request.responseLimit.map { $0 - 1 }
            return try await sound.send(request)
        },
    ]

    private static let kept = SendableBox<[TransportStream]>([])

    private static let failures = [
        BrokenTransport(
            "calls every failure other", "A refused connection is .cannotConnect: nothing was sent"
        ) {
            request, sound in
            do {
                return try await sound.send(request)
            } catch let failure as TransportFailure {
                throw TransportFailure(.other, failure.message)
            }
        },
        BrokenTransport("takes a cut body for a whole one", "A cut body is .connectionLost") {
            request, sound in
            var response = try await sound.send(request)
            let whole = response.body
            response.body = TransportStream {
                var chunks = whole.makeAsyncIterator()
                return try? await chunks.next()
            }
            return response
        },
        BrokenTransport(
            "tries again", "A request that may change something is not sent again when its connection breaks"
        ) { request, sound in
            do {
                return try await sound.send(request)
            } catch is TransportFailure {
                return try await sound.send(request)
            }
        },
    ]

    private static let times = [
        BrokenTransport(
            "ignores cancellation",
            "Cancelled while it waits for the answer: CancellationError at once, and the connection is closed"
        ) { request, sound in
            try await Task { try await sound.send(request) }.value
        },
        BrokenTransport(
            "throws URLError when it is cancelled",
            "Cancelled while it waits for the answer: CancellationError at once, and the connection is closed"
        ) { request, sound in
            do {
                return try await sound.send(request)
            } catch is CancellationError {
                throw URLError(.cancelled)
            }
        },
        BrokenTransport(
            "sends although it is cancelled",
            "Cancelled before it is sent: CancellationError, and nothing arrives"
        ) { request, sound in
            let response = try await Task { try await sound.send(request) }.value
            try Task.checkCancellation()
            return response
        },
        BrokenTransport(
            "has no idle timeout",
            "Silence before the answer is .idleTimeout, not before its time, and closes the connection"
        ) { request, sound in
            var request = request
            request.timeouts.idle = .seconds(60)
            return try await sound.send(request)
        },
        BrokenTransport(
            "takes the idle timeout for a total one", "A byte now and then keeps the idle timeout away"
        ) { request, sound in
            var request = request
            request.timeouts.total = request.timeouts.idle
            return try await sound.send(request)
        },
        BrokenTransport(
            "has no total timeout", "The total timeout ends an answer that comes byte by byte"
        ) { request, sound in
            var request = request
            request.timeouts.total = nil
            return try await sound.send(request)
        },
    ]
}
