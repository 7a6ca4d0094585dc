import Foundation

/// How the bytes of a file spell its text; the three that every XML processor must know.
enum XMLEncoding: Sendable {
    case utf8
    case utf16BigEndian
    case utf16LittleEndian

    /// Recognises the encoding from the first bytes (XML 1.0, appendix F).
    init(of data: Data) throws(XLIFFError) {
        let head = [UInt8](data.prefix(4))
        let unsupported: String? =
            switch (head.first, head.dropFirst().first) {
            case _ where head == [0x00, 0x00, 0xFE, 0xFF] || head == [0xFF, 0xFE, 0x00, 0x00]:
                "The file is UTF-32."
            case (0x00, 0x3C), (0x3C, 0x00):
                "The file is UTF-16 without a byte order mark, which XML requires."
            case (0x4C, 0x6F):
                "The file is EBCDIC."
            default: nil
            }
        if let unsupported {
            throw XLIFFError(.unsupportedEncoding, "\(unsupported) Convert it to UTF-8.")
        }
        if head.starts(with: [0xFE, 0xFF]) {
            self = .utf16BigEndian
        } else if head.starts(with: [0xFF, 0xFE]) {
            self = .utf16LittleEndian
        } else {
            self = .utf8
        }
    }

    /// Whether the name in `<?xml encoding="…"?>` tells the truth about the bytes.
    func matches(declared name: String) -> Bool {
        switch self {
        case .utf8: ["utf-8", "utf8"].contains(name.lowercased())
        case .utf16BigEndian: ["utf-16", "utf-16be"].contains(name.lowercased())
        case .utf16LittleEndian: ["utf-16", "utf-16le"].contains(name.lowercased())
        }
    }

    /// The text as UTF-8 bytes, with the byte order mark if there is one.
    func decoded(_ data: Data) throws(XLIFFError) -> [UInt8] {
        guard self != .utf8 else { return [UInt8](data) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count)
        guard data.count.isMultiple(of: 2) else {
            throw XLIFFError(.truncated, "The file is UTF-16 but ends within a character. Fetch it again.")
        }
        let failed = transcode(
            UTF16Units(data: data, isBigEndian: self == .utf16BigEndian).makeIterator(), from: UTF16.self,
            to: UTF8.self, stoppingOnError: true, into: { bytes.append($0) })
        if failed {
            let line = XMLLine.number(at: bytes.count, in: bytes)
            throw XLIFFError(
                .unsupportedEncoding, line: line,
                "Half of a UTF-16 surrogate pair is missing. Export the file again.")
        }
        return bytes
    }

    /// The file's bytes for a text in UTF-8.
    func encoded(_ bytes: [UInt8]) -> Data {
        guard self != .utf8 else { return Data(bytes) }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count * 2)
        for unit in String(decoding: bytes, as: UTF8.self).utf16 {
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            encoded.append(self == .utf16BigEndian ? high : low)
            encoded.append(self == .utf16BigEndian ? low : high)
        }
        return Data(encoded)
    }
}

/// The code units of UTF-16 data.
private struct UTF16Units: Sequence, IteratorProtocol {
    let data: Data
    let isBigEndian: Bool
    var offset = 0

    init(data: Data, isBigEndian: Bool) {
        self.data = data
        self.isBigEndian = isBigEndian
    }

    mutating func next() -> UInt16? {
        let index = data.startIndex + offset
        guard index + 1 < data.endIndex else { return nil }
        offset += 2
        let (first, second) = (UInt16(data[index]), UInt16(data[index + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }
}
