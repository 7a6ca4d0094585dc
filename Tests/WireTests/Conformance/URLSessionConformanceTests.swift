import LanguageJobs
import LanguageJobsTesting
import TestSupport
import Testing

// One after the other, for some rules are about time.
@Suite("URLSessionTransport keeps the contract", .serialized, .timeLimit(.minutes(5)))
struct URLSessionConformanceTests {
    /// libcurl asks again by itself on Linux; nothing outside of it can prevent that.
    private static let known = ["A question is not sent again when its connection breaks"]

    @Test("A rule of the contract", arguments: TransportConformance.checks)
    func conforms(check: TransportConformance.Check) async throws {
        let server = try ConformancePeer.start()
        defer { server.stop() }
        try await withKnownIssue {
            try await check.run(on: URLSessionTransport(), peer: server.url())
        } when: {
            #if canImport(FoundationNetworking)
            Self.known.contains(check.name)
            #else
            false
            #endif
        }
        #expect(server.failures == [])
    }
}
