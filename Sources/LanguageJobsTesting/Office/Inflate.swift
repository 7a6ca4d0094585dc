/// Decompresses DEFLATE data (RFC 1951), a bit at a time: simple before fast.
struct Inflate {
    /// What is wrong with compressed data.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let description: String

        static let truncated = Failure(description: "the compressed data ends too early")
        static let malformed = Failure(description: "the compressed data is malformed")
        static let tooLarge = Failure(description: "the data is larger than allowed")
    }

    private let input: [UInt8]
    private let limit: Int
    private var position: Int
    private var buffer = 0
    private var bufferedBits = 0
    private var output: [UInt8] = []

    private init(_ input: [UInt8], from position: Int, limit: Int) {
        self.input = input
        self.position = position
        self.limit = limit
    }

    /// The data in its full length.
    ///
    /// - Parameters:
    ///   - position: Where the compressed data begins; what follows it is not looked at.
    ///   - limit: The most bytes that may come out.
    static func decompressed(
        _ input: [UInt8], from position: Int = 0, limit: Int
    ) throws(Failure) -> [UInt8] {
        var inflate = Inflate(input, from: position, limit: limit)
        while try inflate.block() {}
        return inflate.output
    }

    /// Reads a block; gives whether another one follows.
    private mutating func block() throws(Failure) -> Bool {
        let isLast = try bits(1) == 1
        switch try bits(2) {
        case 0: try stored()
        case 1: try codes(Self.fixedLengths, Self.fixedDistances)
        case 2: try dynamic()
        default: throw .malformed
        }
        return !isLast
    }

    private mutating func stored() throws(Failure) {
        // The rest of the byte is padding.
        (buffer, bufferedBits) = (0, 0)
        guard position + 4 <= input.count else { throw .truncated }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        let check = Int(input[position + 2]) | Int(input[position + 3]) << 8
        guard length == ~check & 0xFFFF else { throw .malformed }
        position += 4
        guard position + length <= input.count else { throw .truncated }
        guard output.count + length <= limit else { throw .tooLarge }
        output.append(contentsOf: input[position..<(position + length)])
        position += length
    }

    private mutating func codes(_ lengths: HuffmanCode, _ distances: HuffmanCode) throws(Failure) {
        while true {
            let symbol = try symbol(of: lengths)
            switch symbol {
            case 0..<256:
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
            case 256:
                return
            case 257..<286:
                let length = Self.lengthBases[symbol - 257] + (try bits(Self.lengthBits[symbol - 257]))
                let place = try self.symbol(of: distances)
                guard place < 30 else { throw .malformed }
                // Two places share each number of extra bits.
                let extra = max(0, place / 2 - 1)
                let base = place < 2 ? place + 1 : 1 + (2 + place % 2) << extra
                try repeatOutput(distance: base + (try bits(extra)), length: length)
            default:
                throw .malformed
            }
        }
    }

    private mutating func repeatOutput(distance: Int, length: Int) throws(Failure) {
        guard distance <= output.count else { throw .malformed }
        guard output.count + length <= limit else { throw .tooLarge }
        // The copy may overlap what it makes.
        for _ in 0..<length { output.append(output[output.count - distance]) }
    }

    private mutating func dynamic() throws(Failure) {
        let lengthCount = try bits(5) + 257
        let distanceCount = try bits(5) + 1
        let codeCount = try bits(4) + 4
        guard lengthCount <= 286, distanceCount <= 30 else { throw .malformed }
        var codeLengths = [Int](repeating: 0, count: 19)
        for place in Self.codeLengthOrder.prefix(codeCount) { codeLengths[place] = try bits(3) }
        guard let code = HuffmanCode(codeLengths), code.isComplete else { throw .malformed }

        var lengths: [Int] = []
        while lengths.count < lengthCount + distanceCount {
            let symbol = try symbol(of: code)
            switch symbol {
            case 16:
                guard let last = lengths.last else { throw .malformed }
                lengths += [Int](repeating: last, count: 3 + (try bits(2)))
            case 17: lengths += [Int](repeating: 0, count: 3 + (try bits(3)))
            case 18: lengths += [Int](repeating: 0, count: 11 + (try bits(7)))
            default: lengths.append(symbol)
            }
        }
        guard lengths.count == lengthCount + distanceCount, lengths[256] > 0,
            let literals = HuffmanCode(Array(lengths[..<lengthCount])),
            let distances = HuffmanCode(Array(lengths[lengthCount...])),
            literals.isUsable, distances.isUsable
        else { throw .malformed }
        try codes(literals, distances)
    }

    // MARK: Bits

    private mutating func bits(_ count: Int) throws(Failure) -> Int {
        while bufferedBits < count {
            guard position < input.count else { throw .truncated }
            buffer |= Int(input[position]) << bufferedBits
            position += 1
            bufferedBits += 8
        }
        let value = buffer & (1 << count - 1)
        buffer >>= count
        bufferedBits -= count
        return value
    }

    private mutating func symbol(of code: HuffmanCode) throws(Failure) -> Int {
        var walk = HuffmanCode.Walk()
        while walk.length < HuffmanCode.longest {
            if let symbol = code.symbol(after: try bits(1), &walk) { return symbol }
        }
        throw .malformed
    }

    // MARK: Tables (RFC 1951, 3.2.5 to 3.2.7)

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195, 227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let codeLengthOrder = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ]
    private static let fixedLengths = HuffmanCode(
        filling: [(144, 8), (112, 9), (24, 7), (8, 8)])
    private static let fixedDistances = HuffmanCode(filling: [(30, 5)])
}
