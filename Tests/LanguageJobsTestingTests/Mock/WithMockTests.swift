import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("withMock", .timeLimit(.minutes(1)))
struct WithMockTests {
    private struct OwnError: Error, Equatable {}

    private let mock = MockTransport { Exchange(.get("/a"), .json("1")) }

    @Test("The body's value comes out when all was as expected")
    func value() async throws {
        #expect(try await withMock(mock) { try await $0.text(.get, "/a") } == "1")
    }

    @Test("What is left over fails")
    func leftover() async {
        let error = await #expect(throws: MockMismatch.self) { try await withMock(mock) { _ in } }
        #expect(
            error?.description == """
                Left over, 1 of 1 exchanges:
                  exchange 1: GET /a took place 0 of 1 times
                """)
    }

    @Test("A swallowed unexpected request fails")
    func swallowed() async {
        let error = await #expect(throws: MockMismatch.self) {
            try await withMock(mock) { transport in
                _ = try await transport.text(.get, "/a")
                _ = try? await transport.text(.get, "/a")
            }
        }
        #expect(
            error?.description == "Request 2 came after the last of 1 exchanges: GET https://api.example/a")
    }

    @Test("An unexpected request is told in place of the error that followed from it")
    func wrapped() async {
        let error = await #expect(throws: MockMismatch.self) {
            try await withMock(mock) { transport in
                do {
                    _ = try await transport.text(.delete, "/a")
                } catch {
                    throw OwnError()
                }
            }
        }
        #expect(
            error?.problems == [
                """
                Request 1 is not the one of exchange 1 of 1:
                  ≠ method  expected GET, got DELETE
                  = path    /a
                  = query   none
                """
            ])
    }

    @Test("An error of the body's own comes out, not what it left over")
    func ownError() async {
        await #expect(throws: OwnError()) { try await withMock(mock) { _ in throw OwnError() } }
    }
}
