/// A number that stands for some bytes, the same on every platform (FNV-1a, 64 bits).
struct RecordHash {
    private(set) var value: UInt64

    init(_ seed: UInt64 = 0) {
        value = 0xCBF2_9CE4_8422_2325 ^ seed
    }

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        var value = value
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.value = value
    }

    /// Takes bytes that are kept, in pieces.
    mutating func combine(_ body: StoredBody) throws {
        var offset: Int64 = 0
        while offset < body.count {
            let piece = try body.read(at: offset, upTo: 1 << 18)
            combine(piece)
            offset += Int64(piece.count)
        }
    }
}
