import Dispatch

/// Calls a function once, after a time, unless it is let go before.
///
/// Unchecked: the source is only made, and cancelled by the last owner.
final class Alarm: @unchecked Sendable {
    private let source: any DispatchSourceTimer

    init(after time: Duration, on queue: DispatchQueue, _ ring: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(deadline: .now() + time.clampedSeconds)
        source.setEventHandler(handler: ring)
        source.resume()
    }

    deinit { source.cancel() }
}
