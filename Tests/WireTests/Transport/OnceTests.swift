import Foundation
import LanguageJobs
import TestSupport
import Testing

/// libcurl sends a request again by itself when a connection that was used before ends without an answer.
@Suite("What changes something is sent once", .timeLimit(.minutes(1)))
struct OnceTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var method: TransportMethod
        var size: Int
        var testDescription: String { "\(method) with \(size) bytes" }
        var body: TransportBody { size == 0 ? .empty : .bytes(Pattern.bytes(0..<size)) }
    }

    static let changes = [TransportMethod.post, .put, .patch, .delete].flatMap { method in
        [0, 20, 2_000_000].map { Change(method: method, size: $0) }
    }

    @Test("A connection that ends without an answer is an error, not a second request", arguments: changes)
    func once(change: Change) async throws {
        let server = try WireServer { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                if head.target == "/change" { return }
                try connection.respond(body: "ok")
            }
        }
        defer { server.stop() }
        let transport = URLSessionTransport()
        // The connection that libcurl then uses again.
        _ = try await transport.send(TransportRequest(.get, try server.url())).body.collect(upTo: 10)
        let request = TransportRequest(change.method, try server.url("/change"), body: change.body)
        let start = ContinuousClock.now
        let failure = try await transportFailure { try await transport.send(request) }
        #expect(failure.reason == .connectionLost)
        #expect(!failure.provesNotSent)
        // Not after an idle timeout.
        #expect(start.duration(to: .now) < .seconds(20))
        // Whatever may have been sent is received once the transport's connections are closed.
        _ = try await transport.send(TransportRequest(.get, try server.url())).body.collect(upTo: 10)
        let whole = server.requests.filter { $0.head.target == "/change" && $0.isComplete }
        #expect(whole.count == 1)
        #expect(whole.first?.bodyCount == change.size)
    }
}
