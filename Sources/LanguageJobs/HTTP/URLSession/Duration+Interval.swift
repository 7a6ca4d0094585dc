import Foundation

extension Duration {
    /// Seconds, from none to a year: what timers can hold.
    var clampedSeconds: TimeInterval {
        let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
        return min(max(0, seconds), 365 * 24 * 3600)
    }

    /// An idle timeout as URLSession understands it.
    ///
    /// On Linux it drops fractions of a second, so that half a second would be no time at all: they are rounded up.
    var urlSessionInterval: TimeInterval {
        #if canImport(FoundationNetworking)
        max(1, clampedSeconds.rounded(.up))
        #else
        max(0.001, clampedSeconds)
        #endif
    }
}
