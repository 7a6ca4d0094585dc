import Foundation
import LanguageJobs
import LanguageJobsTesting

/// What the tests' endpoints give.
struct Thing: Codable, Sendable, Hashable {
    var id: String

    /// An endpoint that reads, changes or creates a thing.
    static func endpoint(
        _ idempotency: Idempotency, _ change: (inout Endpoint<Thing>) throws -> Void = { _ in }
    ) rethrows -> Endpoint<Thing> {
        try Endpoint<Thing>(
            "thing.call", idempotency == .safe ? .get : .post, ["things"], idempotency
        ).with(change)
    }
}

/// A client over a script, on a clock.
struct Rig: Sendable {
    let time: VirtualTime
    let transport: ScriptedTransport
    let client: ServiceClient

    init(
        _ steps: [Step], then rest: Step? = nil, on time: VirtualTime = VirtualTime(), random: Double = 0.5,
        credential: Credential = .value(TestClient.key), base: String = TestClient.base,
        scheme: AuthorizationScheme = .bearer, configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws {
        self.time = time
        transport = ScriptedTransport(steps, then: rest, on: time)
        client = try TestClient.make(
            transport, .test(time, random: random).with(configure), credential: credential, base: base,
            scheme: scheme)
    }

    /// Makes one call in virtual time.
    func send<Response>(
        _ endpoint: Endpoint<Response>, options: CallOptions = .init()
    ) async throws -> Response {
        try await time.run { try await client.send(endpoint, options: options) }
    }

    /// The error of one call in virtual time.
    func failure<Response>(
        of endpoint: Endpoint<Response>, options: CallOptions = .init()
    ) async throws -> ClientError {
        try await clientError { try await send(endpoint, options: options) }
    }
}

extension Step {
    /// A thing.
    static func thing(_ id: String = "t1", _ headers: TransportHeaders = [:], after delay: Duration = .zero)
        -> Step
    {
        answer(200, #"{"id":"\#(id)"}"#, headers, after: delay)
    }
}

/// A middleware that is a function.
struct Meddling: HTTPMiddleware {
    let meddle: @Sendable (TransportRequest, CallContext, Next) async throws -> TransportResponse

    init(
        _ meddle: @escaping @Sendable (TransportRequest, CallContext, Next) async throws -> TransportResponse
    ) {
        self.meddle = meddle
    }

    func intercept(
        _ request: TransportRequest, _ context: CallContext, next: Next
    ) async throws -> TransportResponse {
        try await meddle(request, context, next)
    }
}

extension String {
    var data: Data { Data(utf8) }
}
