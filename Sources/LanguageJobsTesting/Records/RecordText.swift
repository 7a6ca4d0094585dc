/// A text of an example, and how others like it are written.
///
/// A date stays a date of the same pattern (year, month, day), any other text keeps all but its digits; a text
/// without digits gets something after it.
struct RecordText: Sendable {
    private enum Form {
        case date
        case digits
        case plain
    }

    /// The JSON text, with its quotes.
    private let bytes: [UInt8]
    /// Where the digits are that may change.
    private let digits: [Int]
    private let form: Form

    init(_ text: String) throws {
        bytes = Array(try EmulatorJSON.string(text).data())
        digits = Self.digits(of: bytes)
        let isDate = text.prefixMatch(of: /[0-9]{4}([-\/.])[0-9]{2}\1[0-9]{2}/) != nil
        form = isDate ? .date : digits.isEmpty ? .plain : .digits
    }

    func write(_ random: inout SeededRandom, to output: inout [UInt8]) {
        let start = output.count
        output.append(contentsOf: bytes)
        switch form {
        case .date:
            // All months have 28 days.
            Self.write(1 + random.next() % 12, at: start + 6, to: &output)
            Self.write(1 + random.next() % 28, at: start + 9, to: &output)
        case .digits:
            for place in digits { output[start + place] = UInt8(ascii: "0") + UInt8(random.next() % 10) }
        case .plain:
            output.removeLast()
            if bytes.count > 2 { output.append(UInt8(ascii: " ")) }
            output.append(contentsOf: String(random.next(), radix: 36).utf8)
            output.append(UInt8(ascii: "\""))
        }
    }

    private static func write(_ number: UInt64, at place: Int, to output: inout [UInt8]) {
        output[place] = UInt8(ascii: "0") + UInt8(number / 10)
        output[place + 1] = UInt8(ascii: "0") + UInt8(number % 10)
    }

    /// The places of digits, those of escapes left out.
    private static func digits(of bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                place += place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "u") ? 6 : 2
                continue
            }
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { places.append(place) }
            place += 1
        }
        return places
    }
}
