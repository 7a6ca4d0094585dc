package import Foundation

/// The 64-bit checksum of the xxHash specification, with seed 0, computed piece by piece; `xxhsum -H64` gives the same.
///
/// It tells changed contents from the same ones; it is no protection against somebody who wants them to look the same.
package struct XXH64: Sendable {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
    private static let stripe = 32

    private var lane1 = prime1 &+ prime2
    private var lane2 = prime2
    private var lane3: UInt64 = 0
    private var lane4 = 0 &- prime1
    /// Bytes that don't fill a stripe yet.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    package init() {}

    /// Takes in the next bytes.
    package mutating func update(_ data: Data) {
        length &+= UInt64(data.count)
        data.withUnsafeBytes { bytes in
            var start = 0
            if !rest.isEmpty {
                start = min(Self.stripe - rest.count, bytes.count)
                rest.append(contentsOf: bytes[..<start])
                guard rest.count == Self.stripe else { return }
                let filled = rest
                filled.withUnsafeBytes { _ = consume(stripesOf: $0, from: 0) }
                rest.removeAll(keepingCapacity: true)
            }
            start = consume(stripesOf: bytes, from: start)
            rest.append(contentsOf: bytes[start...])
        }
    }

    /// The checksum of everything so far.
    package var value: UInt64 {
        var hash = length < Self.stripe ? Self.prime5 : merged
        hash &+= length
        rest.withUnsafeBytes { bytes in
            var place = 0
            while place + 8 <= bytes.count {
                hash ^= Self.round(0, Self.word(bytes, place))
                hash = Self.rotate(hash, 27) &* Self.prime1 &+ Self.prime4
                place += 8
            }
            if place + 4 <= bytes.count {
                let half = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                hash ^= UInt64(UInt32(littleEndian: half)) &* Self.prime1
                hash = Self.rotate(hash, 23) &* Self.prime2 &+ Self.prime3
                place += 4
            }
            for byte in bytes[place...] {
                hash ^= UInt64(byte) &* Self.prime5
                hash = Self.rotate(hash, 11) &* Self.prime1
            }
        }
        hash = (hash ^ hash >> 33) &* Self.prime2
        hash = (hash ^ hash >> 29) &* Self.prime3
        return hash ^ hash >> 32
    }

    private var merged: UInt64 {
        var hash =
            Self.rotate(lane1, 1) &+ Self.rotate(lane2, 7) &+ Self.rotate(lane3, 12)
            &+ Self.rotate(lane4, 18)
        for lane in [lane1, lane2, lane3, lane4] {
            hash = (hash ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4
        }
        return hash
    }

    /// Takes in all whole stripes; gives the place after them.
    private mutating func consume(stripesOf bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start
        // In local variables: a debug build takes several times as long otherwise.
        var (one, two, three, four) = (lane1, lane2, lane3, lane4)
        while place + Self.stripe <= bytes.count {
            one = Self.round(one, Self.word(bytes, place))
            two = Self.round(two, Self.word(bytes, place + 8))
            three = Self.round(three, Self.word(bytes, place + 16))
            four = Self.round(four, Self.word(bytes, place + 24))
            place += Self.stripe
        }
        (lane1, lane2, lane3, lane4) = (one, two, three, four)
        return place
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        rotate(lane &+ input &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
        value &<< count | value &>> (64 &- count)
    }
}
