import Foundation
import LanguageJobs

extension TransportConformance {
    /// What goes wrong is told truthfully, and nothing is sent twice.
    static let failures: [Check] = [
        Check("A refused connection is .cannotConnect: nothing was sent") { run in
            let (_, address) = try await run.exchange(run.request(.get, "/refused", isCounted: false))
            var request = try run.request(.get, "/")
            request.url = try run.url(String(decoding: address, as: UTF8.self))
            try await run.expectFailure(.cannotConnect, of: request)
        },
        Check("An unknown host is .cannotResolveHost: nothing was sent") { run in
            var request = try run.request(.get, "/")
            request.url = try run.url("http://nobody.invalid/")
            try await run.expectFailure(.cannotResolveHost, of: request)
        },
        Check("A header field with a line break is .refused: nothing was sent") { run in
            for value in ["a\r\nX-Injected: b", "a\nb", "a\u{0}b"] {
                var request = try run.request(.get, "/echo")
                request.headers = ["X-Value": value]
                try await run.expectFailure(.refused, of: request)
            }
            let count = try await run.log().requests
            try run.expect(count == 0, "\(count) requests arrived")
        },
        Check("A body that can't be read is .bodyUnreadable") { run in
            let missing = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try await run.expectFailure(
                .bodyUnreadable, of: run.request(.post, "/echo", body: .file(missing)))
        },
        Check("A cut body is .connectionLost") { run in
            for path in ["truncated/0", "truncated/1000", "truncated-chunks/0", "truncated-chunks/1000"] {
                for _ in 1...2 {
                    try await run.expectFailure(.connectionLost, of: run.request(.get, "/\(path)"))
                }
            }
        },
        Check("A connection that ends without an answer is .connectionLost") { run in
            for path in ["reset", "close", "garbage"] {
                for method in [TransportMethod.get, .post] {
                    try await run.expectFailure(.connectionLost, of: run.request(method, "/\(path)"))
                }
            }
        },
        Check("A request that may change something is not sent again when its connection breaks") { run in
            for method in [TransportMethod.post, .put, .patch, .delete] {
                for body in [TransportBody.empty, .bytes(pattern(100))] {
                    try await run.expectSentOnce(method, body)
                }
            }
        },
        Check("A question is not sent again when its connection breaks") { run in
            for method in [TransportMethod.get, .head] { try await run.expectSentOnce(method, .empty) }
        },
    ]
}

extension ConformanceRun {
    /// Breaks connections that have served before: that is when HTTP stacks like to repeat a request by themselves.
    fileprivate func expectSentOnce(_ method: TransportMethod, _ body: TransportBody) async throws {
        for path in ["/reset", "/close"] {
            let before = try await log().requests
            _ = try await exchange(request(.get, "/status/200", isCounted: false))
            _ = try await failure(of: request(method, path, body: body))
            let count = try await log().requests - before
            try expect(count == 1, "\(method) \(path) with \(body.length ?? 0) bytes arrived \(count) times")
        }
    }

    fileprivate func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw finding("\(text) is no address") }
        return url
    }
}
