/// Anything that tells of an account at Flixu and of what the service offers: ``FlixuClient``, or a fake.
public protocol FlixuAccountInfo: Sendable {
    /// The languages that can be translated between: `GET /languages`.
    func languages(options: CallOptions) async throws -> FlixuLanguages

    /// The formats of documents: `GET /formats`.
    func formats(options: CallOptions) async throws -> FlixuFormats

    /// What the organization may use, and has used: `GET /quota`.
    func quota(options: CallOptions) async throws -> FlixuQuota

    /// What was translated from one day to another: `GET /usage`.
    ///
    /// - Parameters:
    ///   - from: The first day; `nil`: 30 days ago (Flixu docs, Usage).
    ///   - to: The last day; `nil`: today.
    ///   - options: What this call does differently.
    /// - Throws: ``ClientError`` with `.invalidRequest` for a day that does not exist, and when `from` comes after `to`.
    func usage(from: FlixuDay?, to: FlixuDay?, options: CallOptions) async throws -> FlixuUsage

    /// Who is calling: `GET /me`.
    func me(options: CallOptions) async throws -> FlixuIdentity
}

extension FlixuAccountInfo {
    /// The languages that can be translated between.
    public func languages() async throws -> FlixuLanguages { try await languages(options: .init()) }

    /// The formats of documents.
    public func formats() async throws -> FlixuFormats { try await formats(options: .init()) }

    /// What the organization may use, and has used.
    public func quota() async throws -> FlixuQuota { try await quota(options: .init()) }

    /// What was translated from one day to another; see ``usage(from:to:options:)``.
    public func usage(from: FlixuDay? = nil, to: FlixuDay? = nil) async throws -> FlixuUsage {
        try await usage(from: from, to: to, options: .init())
    }

    /// Who is calling.
    public func me() async throws -> FlixuIdentity { try await me(options: .init()) }
}
