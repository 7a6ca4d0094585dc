public import Foundation

/// Where a client takes time, date and chance from, so that a test can decide them.
public struct ClientRuntime: Sendable {
    /// The clock for waits and deadlines.
    public var time: any TimeSource
    /// The date, for server hints that name one.
    public var date: @Sendable () -> Date
    /// A number from 0 up to but not including 1, for jitter.
    public var random: @Sendable () -> Double

    /// Makes a runtime; the defaults are real.
    public init(
        time: any TimeSource = SystemTime(),
        date: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.time = time
        self.date = date
        self.random = random
    }
}
