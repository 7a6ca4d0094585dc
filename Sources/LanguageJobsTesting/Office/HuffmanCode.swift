/// A canonical Huffman code, given by the lengths of its symbols' codes (RFC 1951, 3.2.2).
struct HuffmanCode: Sendable {
    /// The most bits of a code.
    static let longest = 15

    /// Where the reading of one code stands.
    struct Walk {
        fileprivate(set) var length = 0
        fileprivate var code = 0
        fileprivate var first = 0
        fileprivate var index = 0
    }

    /// How many symbols have a code of each length.
    private var counts: [Int]
    /// The symbols, ordered by their codes.
    private var symbols: [Int]
    private var unused: Int

    /// - Returns: `nil` when the lengths are more than there are codes.
    init?(_ lengths: [Int]) {
        self.init(ordering: lengths)
        if unused < 0 { return nil }
    }

    /// A code whose lengths are known to fit: so many symbols of each length, one after the other.
    init(filling runs: [(count: Int, length: Int)]) {
        self.init(ordering: runs.flatMap { [Int](repeating: $0.length, count: $0.count) })
    }

    private init(ordering lengths: [Int]) {
        counts = (0...Self.longest).map { length in lengths.count { $0 == length } }
        symbols = (1...Self.longest).flatMap { length in
            lengths.indices.filter { lengths[$0] == length }
        }
        unused = 1
        for length in 1...Self.longest where unused >= 0 { unused = unused << 1 - counts[length] }
    }

    /// Whether every sequence of bits means a symbol.
    var isComplete: Bool { unused == 0 }

    /// Whether it is complete, or has one symbol or none, as a code of distances may.
    var isUsable: Bool { isComplete || symbols.count <= 1 }

    /// The symbol whose code ends with this bit, if one does.
    func symbol(after bit: Int, _ walk: inout Walk) -> Int? {
        walk.length += 1
        walk.code |= bit
        let count = counts[walk.length]
        if walk.code - walk.first < count { return symbols[walk.index + walk.code - walk.first] }
        walk.index += count
        walk.first = (walk.first + count) << 1
        walk.code <<= 1
        return nil
    }
}
