/// A generator that gives the same numbers for the same seed, on every platform and in every release.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). Good for tests, not for
/// secrets. How the standard library maps the numbers to a range (`Int.random(in:using:)`) may change between
/// compilers; ``nextFraction()`` and ``next()`` don't.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Makes a generator; any seed will do.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next number from 0 up to but not including 1, from the upper 53 of the next 64 bits.
    public mutating func nextFraction() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }
}
