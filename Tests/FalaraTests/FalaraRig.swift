import Falara
import Foundation
import LanguageJobsTesting

/// A client over a script, in virtual time.
struct FalaraRig: Sendable {
    let time: VirtualTime
    let mock: MockTransport
    let falara: FalaraClient

    init(
        _ order: MockTransport.Order = .ordered, treatsFailedAsFinal: Bool = true,
        @ExchangeBuilder _ exchanges: () throws -> [Exchange]
    ) throws {
        time = VirtualTime()
        mock = MockTransport(try exchanges(), order: order, time: time)
        falara = try FalaraClient(
            credential: .value("fal_secret"),
            configuration: ClientConfiguration(retry: .never, runtime: time.runtime(seed: 7)),
            treatsFailedAsFinal: treatsFailedAsFinal, transport: mock)
    }

    /// Runs a body in virtual time and verifies that the script was played.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable (FalaraClient) async throws -> Result
    ) async throws -> Result {
        let falara = falara
        let result = try await time.run { try await body(falara) }
        try mock.verify()
        return result
    }

    /// The error of a body that has to fail, once the script was played.
    func failure<Result: Sendable>(
        _ body: @escaping @Sendable (FalaraClient) async throws -> Result
    ) async throws -> ClientError {
        let falara = falara
        do {
            _ = try await time.run { try await body(falara) }
        } catch let error as ClientError {
            try mock.verify()
            return error
        }
        throw Unexpected()
    }

    /// Nothing failed, although it should.
    struct Unexpected: Error {}
}

extension Exchange {
    /// The status of a job.
    static func status(_ id: String, _ status: String, _ more: String = "") -> Exchange {
        Exchange(.get("/v1/jobs/\(id)"), .json(#"{"job_id":"\#(id)","status":"\#(status)"\#(more)}"#))
    }

    /// The result of a job.
    static func result(_ id: String, _ translation: String) -> Exchange {
        Exchange(
            .get("/v1/jobs/\(id)/result"),
            .json(#"{"job_id":"\#(id)","status":"completed","translation":\#(translation)}"#))
    }
}
