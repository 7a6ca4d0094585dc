import Foundation
import Testing

/// The entries of a ZIP file, read by the format's own description and checked on the way.
struct ZIPReading {
    let entries: [(path: String, content: Data)]

    init(_ archive: Data) throws {
        let bytes = [UInt8](archive)
        let end = bytes.count - 22
        try #require(end >= 0)
        try #require(Self.integer(bytes, end, 4) == 0x0605_4B50)
        let count = Self.integer(bytes, end + 10, 2)
        #expect(Self.integer(bytes, end + 8, 2) == count)
        var position = Self.integer(bytes, end + 16, 4)
        #expect(position + Self.integer(bytes, end + 12, 4) == end)
        var entries: [(path: String, content: Data)] = []
        for _ in 0..<count {
            try #require(Self.integer(bytes, position, 4) == 0x0201_4B50)
            let nameLength = Self.integer(bytes, position + 28, 2)
            let name = bytes[(position + 46)..<(position + 46 + nameLength)]
            let local = Self.integer(bytes, position + 42, 4)
            try #require(Self.integer(bytes, local, 4) == 0x0403_4B50)
            // From "version needed" to the length of the extra field both say the same.
            #expect(bytes[(local + 4)..<(local + 30)].elementsEqual(bytes[(position + 6)..<(position + 32)]))
            #expect(bytes[(local + 30)..<(local + 30 + nameLength)].elementsEqual(name))
            #expect(Self.integer(bytes, local + 8, 2) == 0)
            let size = Self.integer(bytes, local + 22, 4)
            #expect(Self.integer(bytes, local + 18, 4) == size)
            let content = Data(bytes[(local + 30 + nameLength)..<(local + 30 + nameLength + size)])
            #expect(Self.integer(bytes, local + 14, 4) == Self.checksum(content))
            entries.append((String(decoding: name, as: UTF8.self), content))
            position += 46 + nameLength
        }
        #expect(position == end)
        self.entries = entries
    }

    func text(_ path: String) throws -> String {
        let entry = try #require(entries.first { $0.path == path })
        return String(decoding: entry.content, as: UTF8.self)
    }

    private static func integer(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    /// CRC-32 by its definition, a bit at a time.
    private static func checksum(_ data: Data) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in data {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return Int(~value)
    }
}
