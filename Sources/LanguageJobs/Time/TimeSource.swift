/// The clock that everything here waits by: a duration since an origin of its own.
///
/// `any Clock<Duration>` can't be slept on through an existential, and a generic clock would stand in every type's
/// name; two members are all that is needed.
public protocol TimeSource: Sendable {
    /// The time since the origin; never goes back.
    var now: Duration { get }

    /// Returns at or after the deadline, at once when it has passed.
    ///
    /// - Throws: `CancellationError` at once when the task is cancelled.
    func sleep(until deadline: Duration) async throws
}

/// Real time, which goes on while the device sleeps.
public struct SystemTime: TimeSource {
    private static let origin = ContinuousClock.now

    /// Makes the source; all share one origin.
    public init() {}

    /// The time since the process first asked.
    public var now: Duration { Self.origin.duration(to: .now) }

    /// Suspends the task until the deadline.
    public func sleep(until deadline: Duration) async throws {
        try await Task.sleep(until: Self.origin + deadline, clock: .continuous)
    }
}
