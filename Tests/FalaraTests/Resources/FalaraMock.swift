import Falara
import Foundation
import LanguageJobsTesting

/// A client of Falara whose answers are in a script, without retries that wait.
enum FalaraMock {
    static func client(_ mock: MockTransport) throws -> FalaraClient {
        var configuration = ClientConfiguration()
        configuration.retry = .never
        return try FalaraClient(
            credential: .value("fal_key"), baseURL: URL(string: "https://falara.example/v1"),
            configuration: configuration, transport: mock)
    }

    static let cut = RecordedResponse.failure(TransportFailure(.connectionLost, "cut"))
}
