import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Calls that may cost money: every one ends in an answer, an error that says that nothing was done, or
/// `submissionUncertain`.
@Suite struct SubmissionTests {
    private struct Mishap: Error {}

    @Test("A success is sent once and decoded")
    func success() async throws {
        let rig = try Rig([.thing("t9")])
        #expect(try await rig.send(Thing.endpoint(.once)) == Thing(id: "t9"))
        #expect(rig.transport.requests.count == 1)
    }

    @Test("A 429 is resent after its hint, and what then comes counts")
    func resent() async throws {
        let rig = try Rig([
            .answer(429, "", ["Retry-After": "4"]), .answer(429, "", ["Retry-After": "5"]), .thing("t9"),
        ])
        #expect(try await rig.send(Thing.endpoint(.once)) == Thing(id: "t9"))
        #expect(rig.transport.times == [.zero, .seconds(4), .seconds(9)])
    }

    @Test("An answer that is lost after a 429 leaves the call uncertain")
    func lostAfterRefusal() async throws {
        let rig = try Rig([.answer(429), .fail(.connectionLost)])
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect(rig.transport.requests.count == 2)
    }

    @Test("A success without what makes it one is uncertain, and says what is missing")
    func missingID() async throws {
        let rig = try Rig([.answer(202, #"{"status":"queued"}"#, ["x-request-id": "r-5"])])
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect(error.message.contains("“id” is missing"))
        #expect(error.status == 202)
        #expect(error.requestID == "r-5")
        #expect(error.bodyExcerpt == #"{"status":"queued"}"#)
        #expect(error.underlying is DecodingError)
    }

    @Test("A credential provider that fails before anything is sent leaves nothing uncertain")
    func providerFails() async throws {
        let rig = try Rig([], credential: .provider { throw Mishap() })
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .clientCodeFailed)
        #expect(error.underlying is Mishap)
        #expect(rig.transport.requests.isEmpty)
    }

    @Test("A credential provider that fails after a 429 leaves nothing uncertain")
    func providerFailsLater() async throws {
        let asked = SendableBox(0)
        let rig = try Rig(
            [.answer(429)],
            credential: .provider {
                guard
                    asked.withLock({
                        $0 += 1; return $0
                    }) == 1
                else { throw Mishap() }
                return TestClient.key
            })
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .clientCodeFailed)
        #expect(rig.transport.requests.count == 1)
    }

    @Test("No key is an error before anything is sent")
    func noKey() async throws {
        let rig = try Rig([], credential: .none)
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .missingCredential)
    }

    @Test("A call middleware that throws before it goes on leaves nothing uncertain")
    func callMiddlewareBefore() async throws {
        let rig = try Rig([]) { $0.callMiddlewares = [Meddling { _, _, _ in throw Mishap() }] }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .clientCodeFailed)
    }

    @Test("A call middleware that throws after a success leaves the call uncertain")
    func callMiddlewareAfter() async throws {
        let rig = try Rig([.thing()]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    _ = try await next(request, context)
                    throw Mishap()
                }
            ]
        }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect(error.underlying is Mishap)
    }

    @Test("A call middleware that throws after a refusal leaves nothing uncertain")
    func callMiddlewareAfterRefusal() async throws {
        let rig = try Rig([.answer(402)]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch { throw Mishap() }
                }
            ]
        }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .clientCodeFailed)
    }

    @Test("A call middleware is told that a submission is uncertain, so that it does not send it again")
    func callMiddlewareIsTold() async throws {
        let told = SendableBox<[ClientError.Code?]>([])
        let rig = try Rig([.answer(503)]) {
            $0.callMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch {
                        told.withLock { $0.append((error as? ClientError)?.code) }
                        throw error
                    }
                }
            ]
        }
        _ = try await rig.failure(of: Thing.endpoint(.once))
        #expect(told.current == [.submissionUncertain])
    }

    @Test(
        "An attempt middleware can't make a lost answer look harmless",
        arguments: [
            ClientError(.rejected, "Not to my taste.", status: 422) as any Error & Sendable,
            TransportFailure(.cannotConnect, "So I say."), Mishap(),
        ])
    func attemptMiddlewareAfter(mishap: any Error & Sendable) async throws {
        for step in [Step.thing(), .fail(.connectionLost), .answer(503)] {
            let rig = try Rig([step]) {
                $0.attemptMiddlewares = [
                    Meddling { request, context, next in
                        _ = try? await next(request, context)
                        throw mishap
                    }
                ]
            }
            let error = try await rig.failure(of: Thing.endpoint(.once))
            #expect(error.code == .submissionUncertain)
        }
    }

    @Test("An attempt middleware that sends twice is uncertain when the first answer was lost")
    func ownRetry() async throws {
        let rig = try Rig([.fail(.connectionLost), .fail(.cannotConnect)]) {
            $0.attemptMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch {
                        return try await next(request, context)
                    }
                }
            ]
        }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect(rig.transport.requests.count == 2)
    }

    @Test("A 429 is not resent when a sending before it may have been applied")
    func refusedAfterLoss() async throws {
        let rig = try Rig([.fail(.connectionLost), .answer(429)]) {
            $0.attemptMiddlewares = [
                Meddling { request, context, next in
                    do { return try await next(request, context) } catch {
                        return try await next(request, context)
                    }
                }
            ]
        }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect(rig.transport.requests.count == 2)
    }

    @Test("A body that fails after the head proves nothing, whatever its failure says")
    func bodyFails() async throws {
        let rig = try Rig([.cut(202, [#"{"id":"#], then: .cannotConnect)])
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
    }

    @Test("An attempt middleware that answers by itself has sent nothing")
    func circuitBreaker() async throws {
        let rig = try Rig([]) {
            $0.attemptMiddlewares = [Meddling { _, _, _ in TransportResponse(status: 503) }]
        }
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .serviceFailed)
    }

    @Test("A transport that throws something of its own leaves the call uncertain")
    func strangeTransport() async throws {
        let rig = try Rig([Step { _, _ in throw Mishap() }])
        let error = try await rig.failure(of: Thing.endpoint(.once))
        #expect(error.code == .submissionUncertain)
        #expect((error.underlying as? TransportFailure)?.reason == .other)
    }

    @Test("A cancelled submission throws CancellationError, and is not sent again")
    func cancelled() async throws {
        let rig = try Rig([.thing("t", after: .seconds(60))])
        let caught = try await rig.time.run {
            try await withThrowingTaskGroup(of: (any Error)?.self) { group in
                group.addTask {
                    do {
                        _ = try await rig.client.send(Thing.endpoint(.once))
                        return nil
                    } catch {
                        return error
                    }
                }
                try await rig.time.sleep(until: .seconds(5))
                group.cancelAll()
                return try await group.next() ?? nil
            }
        }
        #expect(caught is CancellationError)
        #expect(rig.time.now == .seconds(5))
        #expect(rig.transport.requests.count == 1)
    }
}
