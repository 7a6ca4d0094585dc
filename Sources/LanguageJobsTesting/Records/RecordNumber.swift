/// A number of an example, and how others with its sign and as many digits before the point are written.
struct RecordNumber: Sendable {
    private let isNegative: Bool
    private let lowest: UInt64
    private let count: UInt64
    /// What is written whatever is wanted: a number too large for a fraction.
    private var fixed: String?

    init(_ number: Int) {
        self.init(magnitude: UInt64(number.magnitude), isNegative: number < 0)
    }

    init(_ number: Double) {
        let isSmall = number.magnitude < 1e12
        self.init(magnitude: isSmall ? UInt64(number.magnitude) : 0, isNegative: number < 0)
        if !isSmall { fixed = "\(number)" }
    }

    /// 18 digits at most, so that any reader can hold it.
    private init(magnitude: UInt64, isNegative: Bool) {
        let power = (1..<min(18, max(1, String(magnitude).count))).reduce(UInt64(1)) { power, _ in power * 10
        }
        self.isNegative = isNegative
        lowest = magnitude < 10 ? 0 : power
        count = magnitude < 10 ? 10 : 9 * power
    }

    func writeInteger(_ random: inout SeededRandom, to output: inout [UInt8]) {
        let value = lowest + random.next() % count
        if isNegative, value > 0 { output.append(UInt8(ascii: "-")) }
        output.append(contentsOf: String(value).utf8)
    }

    /// Never a whole number: that would change its kind on the way.
    func writeFraction(_ random: inout SeededRandom, to output: inout [UInt8]) {
        if let fixed {
            output.append(contentsOf: fixed.utf8)
            return
        }
        if isNegative { output.append(UInt8(ascii: "-")) }
        output.append(contentsOf: String(lowest + random.next() % count).utf8)
        let hundredths = 1 + random.next() % 99
        output.append(UInt8(ascii: "."))
        output.append(UInt8(ascii: "0") + UInt8(hundredths / 10))
        if hundredths % 10 > 0 { output.append(UInt8(ascii: "0") + UInt8(hundredths % 10)) }
    }
}
