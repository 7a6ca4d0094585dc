import Foundation
import LanguageJobs
import Testing

@Suite("Chains of middlewares")
struct HTTPMiddlewareTests {
    private struct Marking: HTTPMiddleware {
        var name: String
        var times = 1

        func intercept(
            _ request: TransportRequest, _ context: CallContext, next: Next
        ) async throws -> TransportResponse {
            var request = request
            request.headers.append("x-way", name)
            var response = TransportResponse(status: 0)
            for _ in 0..<times { response = try await next(request, context) }
            response.headers.append("x-way", name)
            return response
        }
    }

    private let calls = SendableBox(0)

    private func send(_ middlewares: [any HTTPMiddleware]) async throws -> TransportResponse {
        let next = Next(middlewares) { [calls] request, context in
            calls.withLock { $0 += 1 }
            return TransportResponse(
                status: 200,
                headers: [
                    "x-seen": request.headers.values(for: "x-way").joined(), "x-call": context.operation,
                ])
        }
        let request = TransportRequest(.get, try #require(URL(string: "https://a.example/")))
        return try await next(request, CallContext(operation: "files.list"))
    }

    @Test("The first is the outermost: it sees the request first and the answer last")
    func order() async throws {
        let response = try await send([Marking(name: "a"), Marking(name: "b"), Marking(name: "c")])
        #expect(response.headers["x-seen"] == "abc")
        #expect(response.headers.values(for: "x-way") == ["c", "b", "a"])
        #expect(response.headers["x-call"] == "files.list")
    }

    @Test("Without any the request goes straight to the end")
    func none() async throws {
        #expect(try await send([]).headers["x-seen"] == "")
    }

    @Test("The rest of the chain can be called again")
    func again() async throws {
        let response = try await send([Marking(name: "a", times: 3), Marking(name: "b", times: 2)])
        #expect(calls.current == 6)
        #expect(response.headers["x-seen"] == "ab")
    }
}
