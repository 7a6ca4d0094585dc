/// One operation of Flixu: what its request is called, what it needs, and how it is read.
struct FlixuEndpoint: Sendable {
    /// Its name in fault plans and ledgers.
    let operation: EmulatorOperation
    /// The id in the path.
    var subject: String?
    /// The scopes of which a key needs one; `nil`: the operation is the file store's, which takes none.
    var scopes: [String]? = ["read"]
    /// The limit that it draws from.
    var bucket = FlixuLimits.Bucket.api
    /// The names of the query items that it knows.
    var queryNames: Set<String> = []
    /// Checks a request, and says what it asks for.
    let read: @Sendable (EmulatorRequest) async throws -> FlixuCommand

    /// Checks what holds for every operation, then reads the request.
    func command(_ request: EmulatorRequest) async throws -> FlixuCommand {
        if let unknown = request.queryItems.first(where: { !queryNames.contains($0.name) }) {
            throw scopes == nil
                ? FlixuFilesProblem.unsigned
                : FlixuProblem.badRequest("\(unknown.name) is no query parameter of this operation.")
        }
        return try await read(request)
    }
}
