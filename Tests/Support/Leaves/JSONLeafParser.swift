import Foundation

/// A document that is not JSON, with the byte at which that shows.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let reason: String

    package var description: String { "not JSON at byte \(offset): \(reason)" }
}

/// Finds the leaves of a document.
///
/// Of its own, so that a check of a decoder never rests on a decoder: it keeps numbers by their spelling,
/// never takes a bool for a number, and knows where each value stands.
struct JSONLeafParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private var leaves: [JSONLeaf] = []

    init(_ document: Data) {
        bytes = Array(document)
    }

    mutating func parse() throws -> [JSONLeaf] {
        try value(at: "$")
        skipSpace()
        guard position == bytes.count else { throw failure("something follows the document") }
        return leaves
    }

    private mutating func value(at path: String) throws {
        skipSpace()
        let start = position
        switch peek {
        case UInt8(ascii: "{"): try object(at: path)
        case UInt8(ascii: "["): try array(at: path)
        case UInt8(ascii: "\""): add(path, .string(try string()), from: start)
        case UInt8(ascii: "t"): try word("true", .bool(true), path)
        case UInt8(ascii: "f"): try word("false", .bool(false), path)
        case UInt8(ascii: "n"): try word("null", .null, path)
        default: add(path, .number(try number()), from: start)
        }
    }

    private mutating func object(at path: String) throws {
        var keys: Set<String> = []
        let isEmpty = try elements(closing: "}") { parser in
            let key = try parser.string()
            guard keys.insert(key).inserted else { throw parser.failure("the key '\(key)' is there twice") }
            try parser.skip(":")
            try parser.value(at: path + Self.step(key))
        }
        if isEmpty { add(path, .emptyObject, from: position - 2) }
    }

    private mutating func array(at path: String) throws {
        var index = 0
        let isEmpty = try elements(closing: "]") { parser in
            try parser.value(at: "\(path)[\(index)]")
            index += 1
        }
        if isEmpty { add(path, .emptyArray, from: position - 2) }
    }

    /// Whether there were none.
    private mutating func elements(
        closing end: Unicode.Scalar, _ element: (inout Self) throws -> Void
    ) throws -> Bool {
        depth += 1
        guard depth < 512 else { throw failure("nested too deeply") }
        defer { depth -= 1 }
        position += 1
        skipSpace()
        if peek == UInt8(ascii: end) {
            position += 1
            return true
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if peek == UInt8(ascii: end) {
                position += 1
                return false
            }
            try skip(",")
        }
    }

    private mutating func word(_ word: String, _ value: JSONLeaf.Value, _ path: String) throws {
        let start = position
        for byte in word.utf8 {
            guard peek == byte else { throw failure("expected '\(word)'") }
            position += 1
        }
        add(path, value, from: start)
    }

    private mutating func number() throws -> JSONNumber {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let leading = peek
        let whole = try digits()
        guard whole == 1 || leading != UInt8(ascii: "0") else { throw failure("a number begins with 0") }
        if peek == UInt8(ascii: ".") {
            position += 1
            _ = try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            _ = try digits()
        }
        return JSONNumber(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws -> Int {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw failure("expected a value or a digit") }
        return position - start
    }

    private mutating func string() throws -> String {
        guard peek == UInt8(ascii: "\"") else { throw failure("expected a string") }
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else { throw failure("no UTF-8") }
                return text
            case UInt8(ascii: "\\"): text += String(try escaped()).utf8
            case ..<0x20: throw failure("a control character stands in a string unescaped")
            default: text.append(byte)
            }
        }
        throw failure("a string has no end")
    }

    private mutating func escaped() throws -> Unicode.Scalar {
        guard let byte = peek else { throw failure("a string has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw failure("unknown escape")
        }
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]) {
            try skipExactly("\\")
            try skipExactly("u")
            units.append(try unit())
        }
        guard let text = String(validating: units, as: UTF16.self), let scalar = text.unicodeScalars.first
        else {
            throw failure("half a surrogate pair")
        }
        return scalar
    }

    private mutating func unit() throws -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw failure("expected four hexadecimal digits")
        }
        position += 4
        return unit
    }

    private mutating func skip(_ character: Unicode.Scalar) throws {
        skipSpace()
        try skipExactly(character)
    }

    private mutating func skipExactly(_ character: Unicode.Scalar) throws {
        guard peek == UInt8(ascii: character) else { throw failure("expected '\(character)'") }
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func add(_ path: String, _ value: JSONLeaf.Value, from start: Int) {
        leaves.append(JSONLeaf(path: path, value: value, range: start..<position))
    }

    private func failure(_ reason: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: position, reason: reason)
    }

    // Quoted where a plain key would make two paths alike.
    private static func step(_ key: String) -> String {
        let isPlain = !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return isPlain ? ".\(key)" : "[\(String(reflecting: key))]"
    }
}
