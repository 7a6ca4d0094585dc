/// Walks over JSON text and checks it (RFC 8259), without making anything of it.
///
/// That the text is UTF-8 is for the caller to check.
struct JSONWalker {
    /// What a value is; a number without fraction and exponent is an integer.
    enum Kind: UInt8 {
        case string
        case integer
        case number
        case bool
        case null
        case array
        case object
    }

    /// Where a value stands, and what it is.
    struct Value {
        let kind: Kind
        let range: Range<Int>
    }

    /// How deep arrays and objects may stand in each other.
    private static let depthLimit = 128

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index: Int
    private var depth = 0
    /// Whether the last string had an escape.
    private var isEscaped = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int = 0) {
        self.bytes = bytes
        self.index = index
    }

    /// Whether nothing but spaces is left.
    mutating func isAtEnd() -> Bool {
        skipSpaces()
        return index == bytes.count
    }

    /// Walks over the next value; `nil`: there is no proper one.
    mutating func value() -> Value? {
        skipSpaces()
        let start = index
        guard let kind = kind() else { return nil }
        return Value(kind: kind, range: start..<index)
    }

    /// Walks over an object; `false`: it is not one.
    ///
    /// - Parameter visit: Gets each member: its name as it is written, whether that has escapes, and the value.
    mutating func members(_ visit: (Range<Int>, Bool, Value) -> Void) -> Bool {
        skipSpaces()
        guard enter(UInt8(ascii: "{")) else { return false }
        if leave(UInt8(ascii: "}")) { return true }
        while true {
            skipSpaces()
            let start = index + 1
            guard string() else { return false }
            let (name, isEscaped) = (start..<index - 1, isEscaped)
            skipSpaces()
            guard skip(UInt8(ascii: ":")), let value = value() else { return false }
            visit(name, isEscaped, value)
            if leave(UInt8(ascii: "}")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    /// Walks over an array; `false`: it is not one.
    mutating func elements(_ visit: (Value) -> Void) -> Bool {
        skipSpaces()
        guard enter(UInt8(ascii: "[")) else { return false }
        if leave(UInt8(ascii: "]")) { return true }
        while true {
            guard let value = value() else { return false }
            visit(value)
            if leave(UInt8(ascii: "]")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func kind() -> Kind? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "\""): return string() ? .string : nil
        case UInt8(ascii: "{"): return members { _, _, _ in } ? .object : nil
        case UInt8(ascii: "["): return elements { _ in } ? .array : nil
        case UInt8(ascii: "t"): return word("true") ? .bool : nil
        case UInt8(ascii: "f"): return word("false") ? .bool : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func skipSpaces() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func enter(_ byte: UInt8) -> Bool {
        guard depth < Self.depthLimit, skip(byte) else { return false }
        depth += 1
        return true
    }

    private mutating func leave(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard skip(byte) else { return false }
        depth -= 1
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] {
            return false
        }
        index = end
        return true
    }

    private mutating func string() -> Bool {
        guard skip(UInt8(ascii: "\"")) else { return false }
        isEscaped = false
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\") {
                guard escape() else { return false }
                isEscaped = true
            } else if byte < 0x20 {
                return false
            }
        }
        return false
    }

    private mutating func escape() -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "u"):
            guard let first = codeUnit() else { return false }
            guard UTF16.isLeadSurrogate(first) else { return !UTF16.isTrailSurrogate(first) }
            // Half a character is no text.
            guard skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")), let second = codeUnit() else {
                return false
            }
            return UTF16.isTrailSurrogate(second)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        default:
            return false
        }
    }

    private mutating func codeUnit() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte & 0x0F)
            case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                unit = unit << 4 | UInt16(byte & 0x0F) + 9
            default: return nil
            }
        }
        return unit
    }

    private mutating func number() -> Kind? {
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) {
            guard digits() else { return nil }
        }
        var kind = Kind.integer
        if skip(UInt8(ascii: ".")) {
            guard digits() else { return nil }
            kind = .number
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "-")) { _ = skip(UInt8(ascii: "+")) }
            guard digits() else { return nil }
            kind = .number
        }
        return kind
    }

    private mutating func digits() -> Bool {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
            index += 1
        }
        return index > start
    }
}
