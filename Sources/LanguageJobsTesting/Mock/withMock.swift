/// Runs a body with a mock and verifies the mock at its end.
///
/// ```swift
/// try await withMock(MockTransport { Exchange(.get("/files"), .json(files)) }) { transport in
///     let client = try LDXHubClient(credential: .value("key"), transport: transport)
///     #expect(try await client.files.list().count == 2)
/// }
/// ```
///
/// - Throws: ``MockMismatch`` when there was an unexpected request, even when the body has thrown another error because
///   of it, or when an exchange is left over; otherwise what the body throws.
public func withMock<Result>(
    _ mock: MockTransport, _ body: (MockTransport) async throws -> Result
) async throws -> Result {
    let result: Result
    do {
        result = try await body(mock)
    } catch {
        try mock.verifyRequests()
        throw error
    }
    try mock.verify()
    return result
}
