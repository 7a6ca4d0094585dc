import LanguageJobs
import Testing

/// The failure that the work ends with; anything else fails the test.
func transportFailure<Result>(
    sourceLocation: SourceLocation = #_sourceLocation, _ work: () async throws -> Result
) async throws -> TransportFailure {
    let error = await #expect(throws: (any Error).self, sourceLocation: sourceLocation) {
        _ = try await work()
    }
    return try #require(
        error as? TransportFailure, "\(String(describing: error))", sourceLocation: sourceLocation)
}
