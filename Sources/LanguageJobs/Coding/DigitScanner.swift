/// Reads fixed forms, such as dates, from the start of a text.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly this many digits.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        var copy = rest
        for _ in 0..<count {
            guard let digit = copy.popFirst(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
                return nil
            }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        rest = copy
        return value
    }

    /// One or more digits after a decimal point.
    mutating func fraction() -> Double? {
        var value = 0.0
        var scale = 0.1
        var any = false
        while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
            value += Double(digit - UInt8(ascii: "0")) * scale
            scale /= 10
            any = true
            rest.removeFirst()
        }
        return any ? value : nil
    }

    /// Skips one character if it is one of these.
    mutating func skip(_ characters: Unicode.Scalar...) -> Bool {
        guard let first = rest.first, characters.contains(where: { $0.value == UInt32(first) }) else {
            return false
        }
        rest.removeFirst()
        return true
    }
}
