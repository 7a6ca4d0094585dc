import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// The order of a call's steps, which is a promise.
@Suite struct PipelineTests {
    /// Notes when it is entered and left, and the attempt it sees.
    private struct Noting: HTTPMiddleware {
        let name: String
        let log: SendableBox<[String]>

        func intercept(
            _ request: TransportRequest, _ context: CallContext, next: Next
        ) async throws -> TransportResponse {
            let key = request.headers["authorization"] == nil ? "no key" : "key"
            log.withLock { $0.append("\(name) > \(context.operation) \(context.attempt) \(key)") }
            do {
                let response = try await next(request, context)
                log.withLock { $0.append("\(name) < \(response.status)") }
                return response
            } catch {
                log.withLock {
                    $0.append("\(name) ! \((error as? ClientError)?.code.rawValue ?? "\(error)")")
                }
                throw error
            }
        }
    }

    private let log = SendableBox<[String]>([])

    private func rig(_ steps: [Step]) throws -> Rig {
        try Rig(steps) {
            $0.callMiddlewares = [Noting(name: "call 1", log: log), Noting(name: "call 2", log: log)]
            $0.attemptMiddlewares = [
                Noting(name: "attempt 1", log: log), Noting(name: "attempt 2", log: log),
            ]
        }
    }

    @Test(
        "Call middlewares run once, around the retries; attempt middlewares for each attempt, after the key")
    func order() async throws {
        let rig = try rig([.answer(503), .thing()])
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            log.current == [
                "call 1 > thing.call 1 no key", "call 2 > thing.call 1 no key",
                "attempt 1 > thing.call 1 key", "attempt 2 > thing.call 1 key", "attempt 2 < 503",
                "attempt 1 < 503", "attempt 1 > thing.call 2 key", "attempt 2 > thing.call 2 key",
                "attempt 2 < 200", "attempt 1 < 200", "call 2 < 200", "call 1 < 200",
            ])
    }

    @Test("Call middlewares see the error of the call, attempt middlewares every answer")
    func failure() async throws {
        let rig = try rig([.answer(404)])
        _ = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(
            log.current == [
                "call 1 > thing.call 1 no key", "call 2 > thing.call 1 no key",
                "attempt 1 > thing.call 1 key", "attempt 2 > thing.call 1 key", "attempt 2 < 404",
                "attempt 1 < 404", "call 2 ! notFound", "call 1 ! notFound",
            ])
    }

    @Test("Each hop of a redirect passes the attempt middlewares, within the same attempt")
    func redirect() async throws {
        let rig = try rig([.answer(307, "", ["location": "https://elsewhere.example.com/x"]), .thing()])
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            log.current.filter { $0.hasPrefix("attempt 2 >") } == [
                "attempt 2 > thing.call 1 key", "attempt 2 > thing.call 1 no key",
            ])
    }

    @Test(
        "What a call middleware changes is sent with every attempt; what an attempt middleware changes is not kept"
    )
    func changes() async throws {
        let rig = try Rig([.answer(503), .thing()]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    var request = request
                    request.headers["x-call"] = "c"
                    return try await next(request, context)
                }
            ]
            $0.attemptMiddlewares = [
                Meddling { request, context, next in
                    var request = request
                    request.headers.append("x-attempt", "\(context.attempt)")
                    return try await next(request, context)
                }
            ]
        }
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(rig.transport.requests.map { $0.headers["x-call"] } == ["c", "c"])
        #expect(rig.transport.requests.map { $0.headers.values(for: "x-attempt") } == [["1"], ["2"]])
    }

    @Test("A call middleware may answer by itself; its answer is decoded as any other")
    func ownAnswer() async throws {
        let rig = try Rig([]) {
            $0.callMiddlewares = [
                Meddling { _, _, _ in
                    TransportResponse(status: 200, body: TransportStream(#"{"id":"cached"}"#.data))
                }
            ]
        }
        #expect(try await rig.send(Thing.endpoint(.safe)) == Thing(id: "cached"))
    }

    @Test("A call middleware's own failing answer is an error of its status")
    func ownFailingAnswer() async throws {
        let rig = try Rig([]) {
            $0.callMiddlewares = [Meddling { _, _, _ in TransportResponse(status: 403) }]
        }
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .forbidden)
    }

    @Test("What a middleware throws becomes one error that names the call")
    func strangeError() async throws {
        struct Mishap: Error {}
        let rig = try Rig([]) { $0.attemptMiddlewares = [Meddling { _, _, _ in throw Mishap() }] }
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == .clientCodeFailed)
        #expect(error.operation == "thing.call")
        #expect(error.underlying is Mishap)
    }

    @Test("A retry of a call middleware's own begins a new series of attempts")
    func ownRetry() async throws {
        let rig = try Rig([.answer(404), .thing("t2")]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch {
                        return try await next(request, context)
                    }
                }
            ]
        }
        #expect(try await rig.send(Thing.endpoint(.safe)) == Thing(id: "t2"))
    }

    @Test("An answer larger than the endpoint allows is refused, and not asked for again")
    func responseLimit() async throws {
        let rig = try Rig([.answer(200, String(repeating: " ", count: 101))])
        let error = try await rig.failure(of: Thing.endpoint(.safe) { $0.responseLimit = 100 })
        #expect(error.code == .unexpectedResponse)
        #expect(rig.transport.requests.map(\.responseLimit) == [100])
    }

    @Test("A middleware that makes another error of a cancellation is not believed")
    func middlewareHidesCancellation() async throws {
        struct Mishap: Error {}
        let rig = try Rig([.thing("t", after: .seconds(60))]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch { throw Mishap() }
                }
            ]
        }
        let time = rig.time
        await #expect(throws: CancellationError.self) {
            try await time.run {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await rig.client.send(Thing.endpoint(.safe)) }
                    try await time.sleep(until: .seconds(5))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        #expect(time.now == .seconds(5))
    }

    @Test("A transport's cancellation is cancellation, even of a task that is not cancelled")
    func transportCancelled() async throws {
        let rig = try Rig([Step { _, _ in throw CancellationError() }])
        await #expect(throws: CancellationError.self) { _ = try await rig.send(Thing.endpoint(.safe)) }
        #expect(rig.transport.requests.count == 1)
    }
}
