/// Adds the key to requests that go to the client's own origin.
struct Authorizing: HTTPMiddleware {
    let origin: Origin
    let scheme: AuthorizationScheme
    let credential: Credential
    let service: String
    /// The key that was sent last, to be kept out of error texts.
    let lastKey: SendableBox<String?>

    func intercept(
        _ request: TransportRequest, _ context: CallContext, next: Next
    ) async throws -> TransportResponse {
        guard Origin(request.url) == origin else { return try await next(request, context) }
        let key: String?
        do {
            key = try await credential.key()
        } catch let error where !(error is ClientError) && !(error is CancellationError) {
            throw ClientError(.clientCodeFailed, "The credential provider failed.", underlying: error)
        }
        guard let key else {
            throw ClientError(
                .missingCredential,
                "This call needs an API key, and the client of \(service) has none. Pass a credential.")
        }
        lastKey.exchange(key)
        var request = request
        request.headers[scheme.headerName] = scheme.value(key)
        return try await next(request, context)
    }
}
