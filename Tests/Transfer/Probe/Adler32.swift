import Foundation

/// The checksum of RFC 1950, which Python's zlib has too.
struct Adler32 {
    private static let modulus: UInt32 = 65_521
    /// The most bytes whose sums stay within 32 bits.
    private static let stride = 5_552

    private var low: UInt32 = 1
    private var high: UInt32 = 0

    var value: UInt32 { high << 16 | low }

    mutating func update(_ data: Data) {
        data.withUnsafeBytes { bytes in
            var place = 0
            while place < bytes.count {
                let end = min(place + Self.stride, bytes.count)
                // Without an iterator: a debug build takes minutes for a gibibyte with one.
                while place < end {
                    low &+= UInt32(bytes[place])
                    high &+= low
                    place += 1
                }
                low %= Self.modulus
                high %= Self.modulus
            }
        }
    }
}
