import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Endpoints whose answers end before their body does, or are the service's own errors although HTTP says success.
@Suite("An answer within an answer")
struct ServiceRefusalTests {
    private static func refusing(_ idempotency: Idempotency, proves: Bool) -> Endpoint<Thing> {
        Endpoint<Thing>("thing.call", .post, ["things"], idempotency) { data, _ in
            throw ServiceRefusal(.rejected, "Not taken.", body: data, provesNotApplied: proves)
        }
    }

    @Test("that refuses has the service's words and code, the request id and no key")
    func words() async throws {
        let body = #"{"error":{"code":-32602,"message":"no \#(TestClient.key) here"}}"#
        let rig = try Rig([.answer(200, body, ["zp-rid": "r-1"])])
        let error = try await rig.failure(of: Self.refusing(.safe, proves: true))
        #expect(error.code == .rejected)
        #expect(error.message == "Not taken. It said: no [redacted] here")
        #expect(error.serviceCode == "-32602")
        #expect(error.status == 200)
        #expect(error.requestID == "r-1")
        #expect(error.bodyExcerpt == #"{"error":{"code":-32602,"message":"no [redacted] here"}}"#)
        #expect(error.operation == "thing.call")
        #expect(rig.transport.requests.count == 1)
    }

    @Test("proves that nothing was done only when it says so", arguments: [true, false])
    func uncertain(proves: Bool) async throws {
        let rig = try Rig([.answer(200, #"{"error":"no"}"#)])
        let error = try await rig.failure(of: Self.refusing(.once, proves: proves))
        #expect(error.code == (proves ? .rejected : .submissionUncertain))
        #expect(rig.transport.requests.count == 1)
    }

    @Test("proves nothing of what was sent before it")
    func sentBefore() async throws {
        let rig = try Rig([.answer(200, #"{"error":"no"}"#), .answer(200, #"{"error":"no"}"#)]) {
            $0.attemptMiddlewares = [
                Meddling { request, context, next in
                    _ = try await next(request, context)
                    return try await next(request, context)
                }
            ]
        }
        let error = try await rig.failure(of: Self.refusing(.once, proves: true))
        #expect(error.code == .submissionUncertain)
    }

    /// Reads up to the first line feed, and not a byte more.
    private static func line(_ idempotency: Idempotency) -> Endpoint<Thing> {
        Thing.endpoint(idempotency) {
            $0.read = { response, limit in
                var data = Data()
                for try await chunk in response.body {
                    data.append(chunk)
                    if let end = data.firstIndex(of: 0x0A) { return data[..<end] }
                }
                throw TransportFailure(.connectionLost, "The line has no end; \(limit) bytes were allowed.")
            }
        }
    }

    @Test(
        "is read as far as it goes, though the body goes on and then breaks",
        arguments: [Idempotency.safe, .once])
    func early(idempotency: Idempotency) async throws {
        let rig = try Rig([.cut(200, [#"{"id":"#, "\"t1\"}\n", "rest"])])
        #expect(try await rig.send(Self.line(idempotency)) == Thing(id: "t1"))
    }

    @Test("that has no end is asked for again when that does no harm, else it is uncertain")
    func noEnd() async throws {
        let rig = try Rig([.answer(200, #"{"id":"t1"}"#), .answer(200, "{\"id\":\"t2\"}\n")])
        #expect(try await rig.send(Self.line(.repeatable)) == Thing(id: "t2"))
        let once = try Rig([.answer(200, #"{"id":"t1"}"#)])
        let error = try await once.failure(of: Self.line(.once))
        #expect(error.code == .submissionUncertain)
        #expect(error.message.contains("\(32 << 20) bytes were allowed"))
        #expect(once.transport.requests.count == 1)
    }

    @Test("is not read that way when it is a failure")
    func failure() async throws {
        let rig = try Rig([.answer(404, "nothing\nhere")])
        let error = try await rig.failure(of: Self.line(.safe))
        #expect(error.code == .notFound)
        #expect(error.bodyExcerpt == "nothing\nhere")
    }
}
