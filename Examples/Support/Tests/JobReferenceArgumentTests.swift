import Foundation
import LDXHub
import Testing

@testable import ExampleSupport

@Suite("A job that --resume names")
struct JobReferenceArgumentTests {
    private let ldx: LDXHubClient

    init() throws {
        ldx = try LDXHubClient(
            credential: .none, baseURL: URL(string: "https://hub.example"), transport: Silent())
    }

    @Test(
        "is read as it was printed, or by its id",
        arguments: [
            ("ldxhub.castdoc/am01", "ldxhub.castdoc", "am01"), ("am01", "ldxhub.extractdoc", "am01"),
            ("ldxhub.castdoc/a/b", "ldxhub.castdoc", "a/b"),
        ])
    func argument(text: String, service: String, id: String) {
        let reference = JobReference(argument: text, at: ldx.extractDoc)
        #expect(
            reference == JobReference(service: service, baseURL: "https://hub.example", id: id))
    }

    @Test("survives being printed and read")
    func roundTrip() {
        let reference = ldx.castDoc.reference(to: "am01")
        #expect(JobReference(argument: "\(reference)", at: ldx.extractDoc) == reference)
    }

    private struct Silent: HTTPTransport {
        func send(_ request: TransportRequest) async throws -> TransportResponse {
            throw TransportFailure(.other, "Nothing is to be sent.")
        }
    }
}
