import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("MockTransport: silence and cancellation", .timeLimit(.minutes(1)))
struct MockHangTests {
    private let virtual = VirtualTime()

    private func request(idle: Duration, total: Duration?) throws -> TransportRequest {
        var request = try Requests.make(.get, "/a")
        request.timeouts = TransportTimeouts(idle: idle, total: total)
        return request
    }

    @Test(
        "Silence ends with the timeout that passes first, at its time",
        arguments: [
            (10, nil, TransportFailure.Reason.idleTimeout, 10), (10, 30, .idleTimeout, 10),
            (10, 4, .totalTimeout, 4), (10, 10, .idleTimeout, 10),
        ] as [(Int, Int?, TransportFailure.Reason, Int)])
    func timeouts(idle: Int, total: Int?, reason: TransportFailure.Reason, seconds: Int) async throws {
        let mock = MockTransport(time: virtual) { Exchange(.get("/a"), .hang) }
        let request = try request(idle: .seconds(idle), total: total.map { .seconds($0) })
        let failure = await #expect(throws: TransportFailure.self) {
            try await virtual.run { try await mock.send(request) }
        }
        #expect(failure?.reason == reason)
        #expect(virtual.now == .seconds(seconds))
    }

    @Test("Silence in the body: idle counts from there, total from the start")
    func inBody() async throws {
        let virtual = virtual
        for (total, end, reason) in [(nil, 15, .idleTimeout), (12, 12, .totalTimeout)]
            as [(Int?, Int, TransportFailure.Reason)]
        {
            let mock = MockTransport(time: virtual) {
                Exchange(.get("/a"), .json("01234").hanging(after: 2))
            }
            let request = try request(idle: .seconds(10), total: total.map { .seconds($0) })
            let start = virtual.now
            let (text, failure) = try await virtual.run {
                let body = try await mock.send(request).body
                var iterator = body.makeAsyncIterator()
                let chunk = try await iterator.next()
                try await virtual.sleep(until: start + .seconds(5))
                let failure = await #expect(throws: TransportFailure.self) { try await iterator.next() }
                return (chunk, failure)
            }
            #expect(text == Data("01".utf8))
            #expect(failure?.reason == reason)
            #expect(virtual.now == start + .seconds(end))
        }
    }

    @Test(
        "Silence ends at once when the task is cancelled",
        arguments: [RecordedResponse.hang, .json("01").hanging(after: 1)])
    func cancel(response: RecordedResponse) async throws {
        let mock = MockTransport(time: virtual) { Exchange(.get("/a"), response) }
        let virtual = virtual
        try await virtual.run {
            await withTaskGroup { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await mock.text(.get, "/a") }
                    #expect(virtual.now == .seconds(3))
                }
                try? await virtual.sleep(until: .seconds(3))
                group.cancelAll()
            }
        }
        try mock.verify()
    }

    @Test("A cancelled task sends nothing, and reads nothing more")
    func cancelled() async throws {
        let mock = MockTransport(.matched) { Exchange(.get("/a"), .json("01").chunked(by: 1)) }
        let sending = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await mock.send(Requests.make(.get, "/a"))
        }
        await #expect(throws: CancellationError.self) { try await sending.value }
        #expect(mock.requests.isEmpty)

        let reading = Task {
            var iterator = try await mock.send(Requests.make(.get, "/a")).body.makeAsyncIterator()
            #expect(try await iterator.next() == Data("0".utf8))
            withUnsafeCurrentTask { $0?.cancel() }
            return try await iterator.next()
        }
        await #expect(throws: CancellationError.self) { try await reading.value }
    }
}
