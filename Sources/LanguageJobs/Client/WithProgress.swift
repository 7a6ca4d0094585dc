/// Runs a call and shows its progress as a sequence, beside the closure that every such call takes.
///
/// ```swift
/// let refined = try await withProgress { report in
///     try await ldx.refineLoop.run(.file(manual), model: model, onEvent: report)
/// } events: { events in
///     for await event in events { bar.show(event) }      // on the actor of the caller
/// }
/// ```
///
/// The sequence ends when the call does; no event is dropped. Both end before this function returns.
///
/// - Parameters:
///   - operation: The call; it is given the closure to pass on.
///   - events: Reads the sequence.
/// - Returns: What the call returned.
/// - Throws: What the call threw.
public func withProgress<Event: Sendable, Result: Sendable>(
    of event: Event.Type = Event.self,
    _ operation: @escaping @Sendable (_ report: @escaping @Sendable (Event) -> Void) async throws -> Result,
    events consume: (AsyncStream<Event>) async -> Void
) async throws -> Result {
    let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
    async let result = {
        defer { continuation.finish() }
        return try await operation { continuation.yield($0) }
    }()
    await consume(stream)
    return try await result
}
