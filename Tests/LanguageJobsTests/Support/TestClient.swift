import Foundation
import LanguageJobs
import LanguageJobsTesting

/// What the tests' clients have in common.
enum TestClient {
    static let key = "key-5up3r/53cr3t"
    static let base = "https://api.example.com/v1"
    /// 1 January 2026, 00:00 UTC: what the date is at the origin of a test's clock.
    static let start = Date(timeIntervalSince1970: 1_767_225_600)

    static func make(
        _ transport: any HTTPTransport,
        _ configuration: ClientConfiguration,
        credential: Credential = .value(key),
        base: String = base,
        scheme: AuthorizationScheme = .bearer
    ) throws -> ServiceClient {
        ServiceClient(
            service: "Example", base: try BaseAddress(base), credential: credential, scheme: scheme,
            configuration: configuration, transport: transport)
    }
}

extension VirtualTime {
    /// A runtime on this clock whose random numbers are all the same.
    func runtime(random: Double = 0.5) -> ClientRuntime {
        ClientRuntime(
            time: self, date: { self.date(since: TestClient.start) }, random: { random })
    }
}

extension ClientConfiguration {
    /// The defaults, on a clock of a test.
    static func test(_ time: VirtualTime, random: Double = 0.5) -> ClientConfiguration {
        ClientConfiguration(runtime: time.runtime(random: random))
    }

    func with(_ change: (inout ClientConfiguration) -> Void) -> ClientConfiguration {
        var copy = self
        change(&copy)
        return copy
    }
}

/// The error that a body throws as a ``ClientError``; another error, or none, is thrown on.
func clientError<Value>(_ body: () async throws -> Value) async throws -> ClientError {
    do {
        let value = try await body()
        throw NothingThrown(value: "\(value)")
    } catch let error as ClientError {
        return error
    }
}

/// A call that was to fail gave this.
struct NothingThrown: Error {
    var value: String
}
