extension FlixuClient: FlixuAccountInfo {
    /// The languages that can be translated between: `GET /languages`.
    public func languages(options: CallOptions) async throws -> FlixuLanguages {
        try await read("account.languages", "languages", options)
    }

    /// The formats of documents: `GET /formats`.
    public func formats(options: CallOptions) async throws -> FlixuFormats {
        try await read("account.formats", "formats", options)
    }

    /// What the organization may use, and has used: `GET /quota`.
    public func quota(options: CallOptions) async throws -> FlixuQuota {
        try await read("account.quota", "quota", options)
    }

    /// What was translated from one day to another: `GET /usage`.
    public func usage(from: FlixuDay?, to: FlixuDay?, options: CallOptions) async throws -> FlixuUsage {
        try from?.validate()
        try to?.validate()
        if let from, let to, to < from {
            throw ClientError(
                .invalidRequest, "The first day, \(from), comes after the last, \(to). Swap them.")
        }
        let days = [("from", from), ("to", to)].compactMap { name, day in day.map { (name, $0.rawValue) } }
        return try await read("account.usage", "usage", query: days, options)
    }

    /// Who is calling: `GET /me`.
    public func me(options: CallOptions) async throws -> FlixuIdentity {
        try await read("account.me", "me", options)
    }

    private func read<Value: FlixuAnswered>(
        _ operation: String, _ path: String, query: [(name: String, value: String)] = [],
        _ options: CallOptions
    ) async throws -> Value {
        var endpoint = Endpoint<Value>(operation, .get, [path], .safe, bucket: "api")
        endpoint.query = query
        return try await client.send(endpoint, options: options)
    }
}
