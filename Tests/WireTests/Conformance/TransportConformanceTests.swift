import LanguageJobs
import LanguageJobsTesting
import Testing
import TestSupport

@Suite("TransportConformance", .timeLimit(.minutes(5)))
struct TransportConformanceTests {
    @Test("It notices a transport that breaks a rule", arguments: BrokenTransport.all)
    func notices(transport: BrokenTransport) async throws {
        let server = try ConformancePeer.start()
        defer { server.stop() }
        let check = try #require(TransportConformance.checks.first { $0.name == transport.rule })
        let violation = await #expect(throws: TransportConformance.Violation.self) {
            try await check.run(on: transport, peer: server.url(), within: .seconds(4))
        }
        #expect(violation?.rule == transport.rule)
    }

    @Test("A check that doesn't end is a violation, too")
    func bounded() async throws {
        struct Deaf: HTTPTransport {
            func send(_ request: TransportRequest) async throws -> TransportResponse {
                await withCheckedContinuation { never.exchange($0) }
            }
            let never = SendableBox<CheckedContinuation<TransportResponse, Never>?>(nil)
        }
        let server = try ConformancePeer.start()
        defer { server.stop() }
        let deaf = Deaf()
        let check = try #require(TransportConformance.checks.first)
        let violation = await #expect(throws: TransportConformance.Violation.self) {
            try await check.run(on: deaf, peer: server.url(), within: .milliseconds(50))
        }
        #expect(violation?.description == "\(check.name): no result within 0.05 s")
        deaf.never.exchange(nil)?.resume(returning: TransportResponse(status: 200))
    }

    @Test("No two checks have one name")
    func names() {
        let names = TransportConformance.checks.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count == 35)
    }
}
