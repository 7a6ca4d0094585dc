import Foundation

extension Duration {
    /// Seconds, from none to a year: what timers can hold.
    var clampedSeconds: TimeInterval {
        // Before it is taken apart: `components` ends the process when the seconds don't fit 64 bits.
        let parts = min(max(.zero, self), .seconds(365 * 24 * 3600)).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
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
