public import Foundation

/// Remembers which webhooks came, so that none is taken twice.
///
/// One server keeps them in memory, ``FalaraReplayMemory``; several servers behind one address share a store of their own,
/// such as a database.
public protocol FalaraReplayStore: Sendable {
    /// Remembers a webhook, in one step for all who use the store.
    ///
    /// - Parameters:
    ///   - id: What tells it from others: 64 hexadecimal digits.
    ///   - expiry: When it may be forgotten, since it would be refused for its age then.
    /// - Returns: Whether it came for the first time.
    func remember(_ id: String, until expiry: Date) async throws -> Bool

    /// Forgets a webhook whose handling failed, so that it is taken when it comes again.
    ///
    /// It must work in a task that is cancelled, too: that is one way in which handling fails. What it throws is ignored.
    func forget(_ id: String) async throws
}
