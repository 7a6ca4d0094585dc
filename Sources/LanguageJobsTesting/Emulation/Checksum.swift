import Foundation

/// A number that depends on every byte, FNV-1a.
enum Checksum {
    static func of(_ bytes: some Sequence<UInt8>, after start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// That of bytes that are kept, read in pieces.
    static func of(_ body: StoredBody) throws -> UInt64 {
        var checksum = of([])
        var offset: Int64 = 0
        while offset < body.count {
            let piece = try body.read(at: offset, upTo: 1 << 18)
            checksum = of(piece, after: checksum)
            offset += Int64(piece.count)
        }
        return checksum
    }
}
