public import Foundation
public import LanguageJobs

extension VirtualTime {
    /// A runtime for clients under test: this clock, a wall clock that goes with it, and a seeded random source.
    ///
    /// - Parameters:
    ///   - seed: The seed of the random source; each runtime has a source of its own.
    ///   - start: The date at the clock's origin. Default: 1 January 2026, 00:00 UTC.
    public func runtime(
        seed: UInt64, startingAt start: Date = Date(timeIntervalSince1970: 1_767_225_600)
    ) -> ClientRuntime {
        let random = SendableBox(SeededRandom(seed: seed))
        return ClientRuntime(
            time: self,
            date: { self.date(since: start) },
            random: { random.withLock { $0.nextFraction() } })
    }
}
