extension FalaraClient {
    /// The terms that translations keep to.
    public var glossaries: FalaraGlossaries { FalaraGlossaries(client) }

    /// Style references, structure templates, engines, and which language a text is in.
    public var library: FalaraLibrary { FalaraLibrary(client) }

    /// The API keys of the account.
    public var apiKeys: FalaraAPIKeys { FalaraAPIKeys(client) }

    /// Where the service tells of jobs that ended.
    public var webhookSettings: FalaraWebhookSettings { FalaraWebhookSettings(client) }
}

extension FalaraClient: FalaraAccountService {
    /// The account that the key belongs to: `GET /account` (Falara Shopware connector).
    public func account(options: CallOptions) async throws -> FalaraAccount {
        try await client.send(Endpoint("account.get", .get, ["account"], .safe), options: options)
    }

    /// The words that were used, and those of the plan: `GET /account/usage` (Falara Shopware connector).
    public func usage(options: CallOptions) async throws -> FalaraUsage {
        try await client.send(Endpoint("account.usage", .get, ["account", "usage"], .safe), options: options)
    }
}
