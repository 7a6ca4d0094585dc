import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

/// A service of one function.
private struct OneAnswer: ServiceEmulator {
    let baseURL = LDXHubEmulator.defaultBaseURL
    let time: any TimeSource
    let answer: @Sendable (EmulatorRequest) async throws -> TransportResponse

    func respond(to request: EmulatorRequest) async throws -> TransportResponse {
        try await answer(request)
    }
}

@Suite struct EmulatorTransportTests {
    private func send(
        _ request: @escaping @Sendable (URL) -> TransportRequest,
        _ answer: @escaping @Sendable (EmulatorRequest, VirtualTime) async throws -> TransportResponse
    ) async throws -> Data {
        let time = VirtualTime()
        return try await time.run {
            let service = OneAnswer(time: time) { try await answer($0, time) }
            return try await EmulatorTransport(service).send(request(service.baseURL)).body.collect(
                upTo: 1 << 20)
        }
    }

    private func reason(
        _ request: @escaping @Sendable (URL) -> TransportRequest,
        _ answer: @escaping @Sendable (EmulatorRequest, VirtualTime) async throws -> TransportResponse
    ) async throws -> TransportFailure.Reason {
        try await #require(throws: TransportFailure.self) { _ = try await send(request, answer) }.reason
    }

    @Test("The request arrives as it was made")
    func arrives() async throws {
        let echo = try await send {
            TransportRequest(
                .put,
                $0.appending(path: "a b/c").appending(queryItems: [URLQueryItem(name: "q", value: "1 2")]),
                headers: ["X-One": "1"], body: .bytes(Data("body".utf8)))
        } _: { request, _ in
            let body = String(decoding: try await request.body.collect(upTo: 100), as: UTF8.self)
            let fields = request.headers.fields.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            return TransportResponse(
                status: 200,
                body: TransportStream(
                    Data("\(request.method) \(request.path) \(request.query ?? "-") \(fields) \(body)".utf8)))
        }
        #expect(String(decoding: echo, as: UTF8.self) == "PUT /a%20b/c q=1%202 X-One=1,Content-Length=4 body")
    }

    @Test(
        "A request for another place is not sent",
        arguments: [
            "https://elsewhere.invalid/files", "http://ldxhub.emulator.invalid/files",
            "https://ldxhub.emulator.invalid:8443/files", "https://key@gw.ldxhub.emulator.invalid/files",
        ])
    func origin(address: String) async throws {
        let url = try #require(URL(string: address))
        let reason = try await reason { _ in
            TransportRequest(.get, url)
        } _: { _, _ in
            TransportResponse(status: 200)
        }
        #expect(reason == .cannotResolveHost)
    }

    @Test("A header that can't be sent is refused", arguments: ["a\nb", "a\rb", "a\0b"])
    func badHeader(value: String) async throws {
        let reason = try await reason {
            TransportRequest(.get, $0, headers: ["X": value])
        } _: { _, _ in
            TransportResponse(status: 200)
        }
        #expect(reason == .refused)
    }

    @Test("Without a byte for the idle timeout the transfer is given up", arguments: [5, 60])
    func idle(seconds: Int) async throws {
        let time = VirtualTime()
        try await time.run {
            let clock = time.makeClock()
            let service = OneAnswer(time: time) { _ in
                try await clock.sleep(until: .seconds(1_000))
                return TransportResponse(status: 200)
            }
            let request = TransportRequest(
                .get, service.baseURL, timeouts: TransportTimeouts(idle: .seconds(seconds)))
            let failure = try await #require(throws: TransportFailure.self) {
                _ = try await EmulatorTransport(service).send(request)
            }
            #expect(failure.reason == .idleTimeout)
            #expect(time.now == .seconds(seconds))
        }
    }

    @Test("A body that goes on is not idle, but the total timeout ends it")
    func total() async throws {
        let time = VirtualTime()
        try await time.run {
            let clock = time.makeClock()
            let service = OneAnswer(time: time) { _ in
                TransportResponse(
                    status: 200,
                    body: TransportStream {
                        try await clock.sleep(until: time.now + .seconds(4))
                        return Data([1])
                    })
            }
            let request = TransportRequest(
                .get, service.baseURL, timeouts: TransportTimeouts(idle: .seconds(5), total: .seconds(30)))
            let response = try await EmulatorTransport(service).send(request)
            var count = 0
            let failure = try await #require(throws: TransportFailure.self) {
                for try await chunk in response.body { count += chunk.count }
            }
            #expect(failure.reason == .totalTimeout)
            #expect(count == 7)
            #expect(time.now == .seconds(30))
        }
    }

    @Test("An upload that goes on keeps the request alive")
    func slowUpload() async throws {
        let time = VirtualTime()
        let answer = try await time.run {
            let service = OneAnswer(time: time) { request in
                TransportResponse(
                    status: 200, body: TransportStream(try await request.body.collect(upTo: 1_000)))
            }
            let request = TransportRequest(
                .post, service.baseURL,
                body: .stream(length: 3) {
                    let left = SendableBox(3)
                    return TransportStream {
                        guard
                            left.withLock({
                                $0 -= 1; return $0
                            }) >= 0
                        else { return nil }
                        try await time.pass(.seconds(4))
                        return Data([7])
                    }
                },
                timeouts: TransportTimeouts(idle: .seconds(5)))
            return try await EmulatorTransport(service).send(request).body.collect(upTo: 10)
        }
        #expect(answer == Data([7, 7, 7]))
        #expect(time.now == .seconds(12))
    }

    @Test("The wait for the answer begins with the last byte of the upload")
    func answerAfterUpload() async throws {
        let time = VirtualTime()
        try await time.run {
            let clock = time.makeClock()
            let service = OneAnswer(time: time) { request in
                var chunks = request.body.makeAsyncIterator()
                _ = try await chunks.next()
                try await clock.sleep(until: clock.now + .seconds(4))
                return TransportResponse(status: 200)
            }
            let request = TransportRequest(
                .post, service.baseURL,
                body: .stream(length: 1) {
                    let chunks = SendableBox([Data([1])])
                    return TransportStream {
                        let chunk = chunks.withLock { $0.popLast() }
                        if chunk != nil { try await time.pass(.seconds(4)) }
                        return chunk
                    }
                },
                timeouts: TransportTimeouts(idle: .seconds(5)))
            let response = try await EmulatorTransport(service).send(request)
            #expect(response.status == 200)
            #expect(time.now == .seconds(8))
        }
    }

    @Test("An upload that stalls is given up, whatever it waits for")
    func stalledUpload() async throws {
        let time = VirtualTime()
        try await time.run {
            let service = OneAnswer(time: time) { request in
                _ = try await request.body.collect(upTo: 1_000)
                return TransportResponse(status: 200)
            }
            let request = TransportRequest(
                .post, service.baseURL,
                body: .stream(length: 3) {
                    TransportStream {
                        try await time.pass(.seconds(500))
                        return Data([7])
                    }
                },
                timeouts: TransportTimeouts(idle: .seconds(5)))
            let failure = try await #require(throws: TransportFailure.self) {
                _ = try await EmulatorTransport(service).send(request)
            }
            #expect(failure.reason == .idleTimeout)
            #expect(time.now == .seconds(5))
        }
    }

    @Test("Progress is told while the body is read")
    func progress() async throws {
        let seen = SendableBox<[TransferProgress]>([])
        _ = try await send {
            TransportRequest(
                .post, $0,
                body: .stream(length: 6) {
                    let chunks = SendableBox([Data([1, 2, 3, 4]), Data([5, 6])])
                    return TransportStream { chunks.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
                },
                onUploadProgress: { progress in seen.withLock { $0.append(progress) } })
        } _: { request, _ in
            _ = try await request.body.collect(upTo: 100)
            return TransportResponse(status: 200)
        }
        #expect(
            seen.current == [
                TransferProgress(completed: 4, total: 6), TransferProgress(completed: 6, total: 6),
            ])
    }

    @Test("A body that is not as long as it said is an error", arguments: [Int64(3), 5])
    func wrongLength(announced: Int64) async throws {
        let reason = try await reason {
            TransportRequest(
                .post, $0, body: .stream(length: announced) { TransportStream(Data([1, 2, 3, 4])) })
        } _: { request, _ in
            TransportResponse(status: 200, body: TransportStream(try await request.body.collect(upTo: 100)))
        }
        #expect(reason == .bodyUnreadable)
    }

    @Test(
        "An answer up to the limit is let through, a longer one is not", arguments: [(10, true), (9, false)])
    func limit(bytes: Int, isEnough: Bool) async throws {
        let body = Data(repeating: 1, count: 10)
        let result = await Result {
            try await send {
                TransportRequest(.get, $0, responseLimit: bytes)
            } _: { _, _ in
                TransportResponse(status: 200, body: TransportStream(body))
            }
        }
        switch result {
        case .success(let data): #expect(isEnough && data == body)
        case .failure(let error):
            #expect(!isEnough && (error as? TransportFailure)?.reason == .responseTooLarge)
        }
    }

    @Test("Cancellation ends the wait for an answer at once", arguments: [false, true])
    func cancelled(inBody: Bool) async throws {
        let time = VirtualTime()
        try await time.run {
            let clock = time.makeClock()
            let service = OneAnswer(time: time) { _ in
                if !inBody { try await clock.sleep(until: .seconds(50)) }
                return TransportResponse(
                    status: 200,
                    body: TransportStream {
                        try await clock.sleep(until: .seconds(50))
                        return nil
                    })
            }
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await EmulatorTransport(service).send(TransportRequest(.get, service.baseURL))
                            .body
                            .collect(upTo: 10)
                    }
                    try await time.pass(.seconds(3))
                    group.cancelAll()
                    try await group.next()
                }
            }
            #expect(time.now == .seconds(3))
        }
    }

    @Test("A cancelled task sends nothing")
    func cancelledBefore() async throws {
        let calls = SendableBox(0)
        let time = VirtualTime()
        try await time.run {
            let service = OneAnswer(time: time) { _ in
                calls.withLock { $0 += 1 }
                return TransportResponse(status: 200)
            }
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.cancelAll()
                    group.addTask {
                        _ = try await EmulatorTransport(service).send(TransportRequest(.get, service.baseURL))
                    }
                    try await group.next()
                }
            }
        }
        #expect(calls.current == 0)
    }
}

extension VirtualTime {
    /// What an emulator waits by.
    fileprivate func makeClock() -> EmulatorClock {
        EmulatorClock(time: self, startingAt: Date(timeIntervalSince1970: 0), skew: .zero)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
