import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// The seam that finds out what became of a call whose answer was lost.
@Suite struct ReconcileTests {
    private struct Mishap: Error {}

    /// A call over a script, with what the reconciler says each time it is asked.
    private func call(
        _ steps: [Step], _ verdicts: [@Sendable () throws -> Reconciliation],
        asked: SendableBox<[ClientError]> = SendableBox([]),
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws -> (Rig, Endpoint<Thing>) {
        let rest = SendableBox(verdicts[...])
        let endpoint = Thing.endpoint(.once) { endpoint in
            endpoint.reconcile = { failure in
                asked.withLock { $0.append(failure) }
                let verdict = try #require(rest.withLock { $0.popFirst() }, "Asked once too often")
                return try verdict()
            }
        }
        return (try Rig(steps, configure: configure), endpoint)
    }

    private static func applied(_ body: String) -> @Sendable () throws -> Reconciliation {
        { .applied(TransportResponse(status: 200, body: TransportStream(body.data))) }
    }

    @Test("Applied: what was found stands for the answer, and nothing is sent again")
    func applied() async throws {
        let asked = SendableBox<[ClientError]>([])
        let (rig, endpoint) = try call(
            [.fail(.connectionLost)], [Self.applied(#"{"id":"found"}"#)], asked: asked)
        #expect(try await rig.send(endpoint) == Thing(id: "found"))
        #expect(rig.transport.requests.count == 1)
        #expect(asked.current.map(\.code) == [.submissionUncertain])
        #expect(asked.current.map(\.operation) == ["thing.call"])
    }

    @Test("Applied, but what was found can't be read: uncertain, and nothing is sent again")
    func appliedUnreadable() async throws {
        let (rig, endpoint) = try call([.fail(.connectionLost)], [Self.applied("{}")])
        let error = try await rig.failure(of: endpoint)
        #expect(error.code == .submissionUncertain)
        #expect(rig.transport.requests.count == 1)
    }

    @Test("Not applied: it is sent again, and what then comes counts")
    func notApplied() async throws {
        let (rig, endpoint) = try call([.fail(.connectionLost), .thing("second")], [{ .notApplied }])
        #expect(try await rig.send(endpoint) == Thing(id: "second"))
        #expect(rig.transport.requests.count == 2)
    }

    @Test("Not applied, then refused: an error that says that nothing was done")
    func notAppliedThenRefused() async throws {
        let (rig, endpoint) = try call([.fail(.connectionLost), .answer(402)], [{ .notApplied }])
        let error = try await rig.failure(of: endpoint)
        #expect(error.code == .insufficientCredit)
    }

    @Test("Not applied, then no connection: an error that says that nothing was done")
    func notAppliedThenUnreachable() async throws {
        let (rig, endpoint) = try call([.answer(503), .fail(.cannotConnect)], [{ .notApplied }])
        let error = try await rig.failure(of: endpoint)
        #expect(error.code == .connectionFailed)
    }

    @Test("Not applied three times running: the failure itself, since nothing was done")
    func bounded() async throws {
        let asked = SendableBox<[ClientError]>([])
        let (rig, endpoint) = try call(
            [.fail(.connectionLost), .fail(.idleTimeout), .answer(503)],
            [{ .notApplied }, { .notApplied }, { .notApplied }], asked: asked)
        let error = try await rig.failure(of: endpoint)
        #expect(error.code == .serviceFailed)
        #expect(error.status == 503)
        #expect(rig.transport.requests.count == 3)
        #expect(asked.current.count == 3)
    }

    @Test("Unknown: the reconciler's own error, and nothing is sent again")
    func unknown() async throws {
        let found = ClientError(.submissionUncertain, "One of two may be yours.")
        let (rig, endpoint) = try call([.fail(.connectionLost)], [{ .unknown(found) }])
        let error = try await rig.failure(of: endpoint)
        #expect(error.code == .submissionUncertain)
        #expect(error.message == "One of two may be yours.")
        #expect(rig.transport.requests.count == 1)
    }

    @Test(
        "A reconciler that fails leaves the call uncertain, whatever it failed with",
        arguments: [
            ClientError(.unauthorized, "No.", status: 401) as any Error & Sendable,
            ClientError(.rateLimited, "Later.", status: 429),
            TransportFailure(.cannotConnect, "Gone."), Mishap(),
        ])
    func failing(mishap: any Error & Sendable) async throws {
        let thrown = try call([.fail(.connectionLost)], [{ throw mishap }])
        let error = try await thrown.0.failure(of: thrown.1)
        #expect(error.code == .submissionUncertain)
        #expect(error.message.contains("Made to fail."))
        #expect(error.message.contains("Asking what became of it failed, too:"))
        #expect(thrown.0.transport.requests.count == 1)
        let given = try call([.fail(.connectionLost)], [Self.unknown(mishap)])
        #expect(try await given.0.failure(of: given.1).code == .submissionUncertain)
    }

    private static func unknown(_ mishap: any Error & Sendable) -> @Sendable () throws -> Reconciliation {
        { .unknown((mishap as? ClientError) ?? ClientError(.connectionFailed, "Gone.")) }
    }

    @Test(
        "What certainly was not applied is not reconciled",
        arguments: [
            Step.answer(400), .answer(409), .fail(.cannotConnect), .fail(.cannotResolveHost),
            .fail(.tlsFailed),
        ])
    func nothingToAsk(step: Step) async throws {
        let (rig, endpoint) = try call([step], [])
        let error = try await rig.failure(of: endpoint)
        #expect(error.code != .submissionUncertain)
    }

    @Test("A call that is cancelled while it is reconciled throws CancellationError")
    func cancelled() async throws {
        let rig = try Rig([.fail(.connectionLost)])
        let time = rig.time
        let endpoint = Thing.endpoint(.once) {
            $0.reconcile = { _ in
                try await time.sleep(until: .seconds(30))
                return .notApplied
            }
        }
        await #expect(throws: CancellationError.self) {
            try await time.run {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await rig.client.send(endpoint) }
                    try await time.sleep(until: .seconds(7))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        #expect(time.now == .seconds(7))
        #expect(rig.transport.requests.count == 1)
    }

    @Test("Call middlewares see one call and its end, whatever was reconciled below them")
    func belowCallMiddlewares() async throws {
        let statuses = SendableBox<[Int]>([])
        let (rig, endpoint) = try call(
            [.fail(.connectionLost), .thing("second")], [{ .notApplied }],
            configure: {
                $0.callMiddlewares = [
                    Meddling { request, context, next in
                        let response = try await next(request, context)
                        statuses.withLock { $0.append(response.status) }
                        return response
                    }
                ]
            })
        _ = try await rig.send(endpoint)
        #expect(statuses.current == [200])
    }
}
