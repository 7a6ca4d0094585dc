import Foundation
import LanguageJobs

/// The strings of JSON documents, from bytes and back.
enum JSONText {
    struct Fault: Error {
        let reason: String
    }

    /// With quotation marks, and as few escapes as JSON allows.
    static func spelled(_ text: String) throws -> [UInt8] {
        [UInt8](try JSONValue.string(text).text())
    }

    /// Where the string ends that begins at a quotation mark.
    static func end(of bytes: [UInt8], from start: Int) throws(Fault) -> Int {
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { break }
                let escape = bytes[index]
                index += 1
                if escape == UInt8(ascii: "u") {
                    try checkUnits(bytes, at: &index)
                } else if !#""\/bfnrt"#.utf8.contains(escape) {
                    throw Fault(reason: "a string has an escape that JSON does not know")
                }
            case ..<0x20: throw Fault(reason: "a string has a line break or another control character in it")
            default: break
            }
        }
        throw Fault(reason: "a string has no end")
    }

    private static func checkUnits(_ bytes: [UInt8], at index: inout Int) throws(Fault) {
        guard let first = HexDigits.unit(bytes[index...]) else {
            throw Fault(reason: #"“\u” stands before no four digits"#)
        }
        index += 4
        guard UTF16.isSurrogate(first) else { return }
        guard UTF16.isLeadSurrogate(first), bytes[index...].starts(with: #"\u"#.utf8),
            let second = HexDigits.unit(bytes[(index + 2)...]), UTF16.isTrailSurrogate(second)
        else {
            throw Fault(reason: "a string has half a character in it (a surrogate without its partner)")
        }
        index += 6
    }

    /// The text of a string that ``end(of:from:)`` has checked, given with its quotation marks.
    static func text(of spelling: ArraySlice<UInt8>) -> String {
        let inner = spelling.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(inner.count)
        var index = inner.startIndex
        while index < inner.endIndex {
            guard inner[index] == UInt8(ascii: "\\") else {
                text.append(inner[index])
                index += 1
                continue
            }
            let escape = inner[index + 1]
            index += 2
            guard escape == UInt8(ascii: "u") else {
                text.append(meaning(of: escape))
                continue
            }
            var units = [HexDigits.unit(inner[index...]) ?? 0]
            index += 4
            if UTF16.isLeadSurrogate(units[0]) {
                units.append(HexDigits.unit(inner[(index + 2)...]) ?? 0)
                index += 6
            }
            text += String(decoding: units, as: UTF16.self).utf8
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func meaning(of escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }
}
