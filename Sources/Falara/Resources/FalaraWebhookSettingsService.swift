public import Foundation

/// Where the service tells of jobs that ended, one place a key: depend on it as `any FalaraWebhookSettingsService`, and fake it in
/// your tests.
public protocol FalaraWebhookSettingsService: Sendable {
    /// The place that is set; `nil`: none is.
    func current(options: CallOptions) async throws -> FalaraWebhookTarget?

    /// Sets the place and the secret that deliveries are signed with.
    @discardableResult
    func set(_ url: URL, secret: FalaraWebhookSecret, options: CallOptions) async throws
        -> FalaraWebhookTarget

    /// Ends deliveries.
    @discardableResult
    func remove(options: CallOptions) async throws -> JSONValue
}

extension FalaraWebhookSettingsService {
    /// The place that is set; `nil`: none is.
    public func current() async throws -> FalaraWebhookTarget? { try await current(options: .init()) }

    /// Sets the place and the secret that deliveries are signed with.
    ///
    /// ```swift
    /// try await falara.webhookSettings.set(url, secret: .environment("FALARA_WEBHOOK_SECRET"))
    /// ```
    @discardableResult
    public func set(_ url: URL, secret: FalaraWebhookSecret) async throws -> FalaraWebhookTarget {
        try await set(url, secret: secret, options: .init())
    }

    /// Ends deliveries.
    @discardableResult
    public func remove() async throws -> JSONValue { try await remove(options: .init()) }
}
