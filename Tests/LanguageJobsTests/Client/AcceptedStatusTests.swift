import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Answers beside 2xx that an endpoint reads itself.
@Suite struct AcceptedStatusTests {
    /// What a service means by 409: the thing is there already.
    private func endpoint(_ idempotency: Idempotency) -> Endpoint<Thing> {
        Endpoint<Thing>("thing.call", .post, ["things"], idempotency) { data, metadata in
            let thing = try WireCoding.decode(Thing.self, from: data)
            guard metadata.status != 409 || thing.id != "other" else {
                throw ClientError(.conflict, "Another has it.")
            }
            return thing
        }.with { $0.accepted = [409] }
    }

    private func conflict(_ id: String) -> Step { .answer(409, #"{"id":"\#(id)"}"#) }

    @Test("It is decoded like a success", arguments: [Idempotency.once, .repeatable])
    func decoded(idempotency: Idempotency) async throws {
        let rig = try Rig([conflict("first")])
        #expect(try await rig.send(endpoint(idempotency)) == Thing(id: "first"))
    }

    @Test("What decoding makes of it is the call's error, with the answer's facts, and nothing is uncertain")
    func thrown() async throws {
        let rig = try Rig([.answer(409, #"{"id":"other"}"#, ["x-request-id": "r-9"])])
        let error = try await rig.failure(of: endpoint(.once))
        #expect(error.code == .conflict)
        #expect(error.message == "Another has it.")
        #expect(error.status == 409)
        #expect(error.requestID == "r-9")
    }

    @Test("Another status is an error as ever", arguments: [400, 404, 422])
    func others(status: Int) async throws {
        let rig = try Rig([.answer(status, #"{"id":"t"}"#)])
        #expect(try await rig.failure(of: endpoint(.once)).status == status)
    }

    @Test("Without it the same answer is a conflict")
    func notAccepted() async throws {
        let rig = try Rig([conflict("first")])
        #expect(try await rig.failure(of: Thing.endpoint(.once)).code == .conflict)
    }
}
