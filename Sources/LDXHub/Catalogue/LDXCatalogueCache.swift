/// The models or engines of one service, as the service last gave them.
final class LDXCatalogueCache: Sendable {
    private struct Answer {
        var models: [LDXModel]
        var askedAt: Duration
    }

    private let lifetime: Duration
    private let time: any TimeSource
    private let last = SendableBox<Answer?>(nil)

    init(lifetime: Duration, time: any TimeSource) {
        self.lifetime = lifetime
        self.time = time
    }

    /// The last answer while it is young enough, else a new one; failures are not kept.
    ///
    /// - Parameter maxAge: How old it may be; `nil`: the cache's lifetime.
    func models(
        maxAge: Duration?, orAsk ask: () async throws -> [LDXModel]
    ) async throws -> [LDXModel] {
        let askedAt = time.now
        if let kept = last.current, askedAt - kept.askedAt < maxAge ?? lifetime { return kept.models }
        let models = try await ask()
        last.withLock { kept in
            if kept.map({ $0.askedAt <= askedAt }) ?? true { kept = Answer(models: models, askedAt: askedAt) }
        }
        return models
    }
}
