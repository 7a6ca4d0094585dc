/// One operation of LDX hub: what its request is called, and how it is read.
struct LDXHubEndpoint: Sendable {
    /// Its name in fault plans and ledgers.
    let operation: EmulatorOperation
    /// The id in the path.
    var subject: String?
    /// Whether it is only for those who have a key.
    var needsKey = true
    /// The names of the query items that it knows.
    var queryNames: Set<String> = []
    /// Whether it counts against the limit of file requests.
    var isRateLimited = false
    /// Checks a request, and says what it asks for.
    let read: @Sendable (EmulatorRequest) async throws -> LDXHubCommand
}

extension LDXHubEndpoint {
    /// The operation that a request is for.
    ///
    /// - Throws: ``LDXHubProblem`` with 404 for an unknown path, 405 for a method that the path doesn't have.
    static func matching(_ request: EmulatorRequest, in areas: [any LDXHubArea]) throws -> LDXHubEndpoint {
        let path = request.pathSegments
        var found: [TransportMethod: LDXHubEndpoint] = [:]
        if !path.isEmpty, path.allSatisfy({ !$0.isEmpty }) {
            found = areas.lazy.map { $0.endpoints(at: path) }.first { !$0.isEmpty } ?? [:]
        }
        guard !found.isEmpty else { throw LDXHubProblem.gateway(404, "There is nothing at \(request.path).") }
        guard let endpoint = found[request.method] else {
            throw LDXHubProblem.gateway(405, "\(request.path) has no method \(request.method).")
        }
        return endpoint
    }

    /// Checks what holds for every operation, then reads the request.
    func command(_ request: EmulatorRequest) async throws -> LDXHubCommand {
        if let unknown = request.queryItems.first(where: { !queryNames.contains($0.name) }) {
            throw LDXHubProblem.invalid("\(unknown.name) is no query parameter of this operation.")
        }
        return try await read(request)
    }
}
