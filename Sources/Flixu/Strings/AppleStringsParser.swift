import LanguageJobs

/// Reads the entries of a `.strings` file; comments and everything else between them are left where they are.
struct AppleStringsParser {
    private let bytes: [UInt8]
    private let name: String
    private var position: Int
    private var lines: [String: Int] = [:]

    init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        position = bytes.starts(with: TextEncoding.utf8Mark) ? TextEncoding.utf8Mark.count : 0
    }

    mutating func parse() throws -> [TextSlot] {
        if bytes.starts(with: "bplist".utf8) { throw failure(Self.plist) }
        var slots: [TextSlot] = []
        try skipSpaces()
        if peek == UInt8(ascii: "<") || peek == UInt8(ascii: "{") { throw failure(Self.plist) }
        while position < bytes.count {
            let start = position
            let key = try text(of: "the key")
            if let first = lines.updateValue(start, forKey: key) {
                let line = CatalogueFault.line(of: first, in: bytes)
                throw failure("the key “\(key)” stands there a second time, first in line \(line)", at: start)
            }
            let path = "\"\(key)\""
            let end = position
            try skipSpaces()
            if peek == UInt8(ascii: "=") {
                position += 1
                try skipSpaces()
                let start = position
                let value = try text(of: "the value of “\(key)”")
                slots.append(TextSlot(path: path, text: value, range: start..<position, spelling: .strings))
                try skipSpaces()
            } else {
                slots.append(TextSlot(path: path, text: key, range: end..<end, spelling: .stringsValue))
            }
            guard peek == UInt8(ascii: ";") else { throw failure("“;” is missing after the entry “\(key)”") }
            position += 1
            try skipSpaces()
        }
        return slots
    }

    private static let plist =
        "it is a property list; turn it into a plain .strings file first, or into an .xcstrings"

    private mutating func text(of what: String) throws -> String {
        guard let first = peek else { throw failure("the file ends where \(what) should stand") }
        guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else { return try word(what) }
        let start = position
        position += 1
        while let byte = peek {
            position += 1
            if byte == first { return try meaning(of: start + 1..<position - 1) }
            // What is escaped ends nothing.
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
        throw failure("the quotation mark of \(what) is never closed", at: start)
    }

    private func meaning(of range: Range<Int>) throws -> String {
        do {
            return try AppleStringsText.text(of: bytes[range])
        } catch {
            throw failure(error.reason, at: range.lowerBound)
        }
    }

    private mutating func word(_ what: String) throws -> String {
        let start = position
        while let byte = peek, Self.isPlain(byte) { position += 1 }
        guard position > start else {
            throw failure("\(what) is missing, or has characters that must stand in quotation marks")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// What needs no quotation marks in an old-style property list.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_$/:.-".utf8.contains(byte)
        }
    }

    private mutating func skipSpaces() throws {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09...0x0D: position += 1
            case UInt8(ascii: "/") where bytes[position...].starts(with: "//".utf8):
                while let byte = peek, byte != 0x0A, byte != 0x0D { position += 1 }
            case UInt8(ascii: "/") where bytes[position...].starts(with: "/*".utf8): try skipComment()
            case 0xE2
            where bytes[position...].starts(with: "\u{2028}".utf8)
                || bytes[position...].starts(with: "\u{2029}".utf8):
                position += 3
            default: return
            }
        }
    }

    private mutating func skipComment() throws {
        let start = position
        position += 2
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
                position += 2
                return
            }
            position += 1
        }
        throw failure("a comment is never closed", at: start)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ reason: String, at place: Int? = nil) -> ClientError {
        CatalogueFault.error(in: name, bytes, at: place ?? position, reason)
    }
}
