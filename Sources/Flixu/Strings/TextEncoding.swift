import Foundation
import LanguageJobs

/// How the bytes of a file stand for its text.
enum TextEncoding {
    case utf8
    case utf16(isLittleEndian: Bool)

    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The file's text as UTF-8; a byte order mark stays in it as U+FEFF, so that it is written again.
    static func read(_ data: Data, name: String) throws -> (text: [UInt8], encoding: TextEncoding) {
        let bytes = [UInt8](data)
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw CatalogueFault.error(in: name, "line 1: it is UTF-32; only UTF-8 and UTF-16 are read")
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, isLittleEndian: true, name) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, isLittleEndian: false, name) }
        if let zero = bytes.firstIndex(of: 0) {
            throw CatalogueFault.error(
                in: name, bytes, at: zero, "it is no UTF-8; for UTF-16 a byte order mark must stand first")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CatalogueFault.error(in: name, bytes, at: firstFault(bytes), "it is no UTF-8")
        }
        return (bytes, .utf8)
    }

    func write(_ text: [UInt8]) -> Data {
        guard case .utf16(let isLittleEndian) = self else { return Data(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 2)
        for unit in String(decoding: text, as: UTF8.self).utf16 {
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            bytes.append(isLittleEndian ? low : high)
            bytes.append(isLittleEndian ? high : low)
        }
        return Data(bytes)
    }

    private static func utf16(
        _ bytes: [UInt8], isLittleEndian: Bool, _ name: String
    ) throws -> (text: [UInt8], encoding: TextEncoding) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw CatalogueFault.error(
                in: name,
                "the text is damaged: it is no whole UTF-16 (half a character, or an odd number of bytes)")
        }
        return ([UInt8](text.utf8), .utf16(isLittleEndian: isLittleEndian))
    }

    private static func firstFault(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var position = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { position += UTF8.width(scalar) }
        return position
    }
}

/// Stretches of a text that others take the place of.
struct TextSplice {
    let range: Range<Int>
    let text: [UInt8]

    /// - Parameter splices: In the order of the text, apart from each other.
    static func apply(_ splices: [TextSplice], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        for splice in splices {
            result += bytes[place..<splice.range.lowerBound]
            result += splice.text
            place = splice.range.upperBound
        }
        return result + bytes[place...]
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { String(Character(scalar)).utf8.count }
}
