/// The API keys of an account: depend on it as `any FalaraAPIKeyService`, and fake it in your tests.
public protocol FalaraAPIKeyService: Sendable {
    /// All keys, without their values.
    func list(options: CallOptions) async throws -> [FalaraAPIKey]

    /// Makes a key; its value is shown this once.
    func create(name: String, options: CallOptions) async throws -> FalaraNewAPIKey

    /// Revokes a key at once.
    @discardableResult
    func revoke(_ hash: String, options: CallOptions) async throws -> JSONValue
}

extension FalaraAPIKeyService {
    /// All keys, without their values.
    public func list() async throws -> [FalaraAPIKey] { try await list(options: .init()) }

    /// Makes a key; its value is shown this once.
    public func create(name: String) async throws -> FalaraNewAPIKey {
        try await create(name: name, options: .init())
    }

    /// Revokes a key at once.
    @discardableResult
    public func revoke(_ hash: String) async throws -> JSONValue { try await revoke(hash, options: .init()) }
}
