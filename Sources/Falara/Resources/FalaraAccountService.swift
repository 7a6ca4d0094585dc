/// Who is calling and what is left: depend on it as `any FalaraAccountService`, and fake it in your tests.
public protocol FalaraAccountService: Sendable {
    /// The account that the key belongs to.
    func account(options: CallOptions) async throws -> FalaraAccount

    /// The words that were used, and those of the plan.
    func usage(options: CallOptions) async throws -> FalaraUsage
}

extension FalaraAccountService {
    /// The account that the key belongs to.
    public func account() async throws -> FalaraAccount { try await account(options: .init()) }

    /// The words that were used, and those of the plan.
    public func usage() async throws -> FalaraUsage { try await usage(options: .init()) }
}
