import Foundation

/// The entries of a ZIP file, stored or deflated, read one at a time.
struct ZIPReader: Sendable {
    /// What is wrong with a ZIP file, in a few words.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    /// The most bytes of an entry that are read: a small file can be made to unpack without end.
    static let entryLimit = 64 << 20

    private struct Entry {
        let isEncrypted: Bool
        let method: Int
        let checksum: Int
        let packedSize: Int
        let size: Int
        let offset: Int
    }

    private let body: StoredBody
    private let entries: [String: Entry]

    /// Reads the directory.
    init(_ body: StoredBody) throws {
        let length = Int(body.count)
        let tailStart = max(0, length - Self.longestEnd)
        let tail = try Self.bytes(of: body, at: tailStart, Self.longestEnd)
        guard let end = Self.end(in: tail) else { throw Failure("it has no directory") }
        guard end.size <= Self.entryLimit, end.offset + end.size <= tailStart + end.position else {
            throw Failure("its directory is not where it should be")
        }
        var directory = try Self.bytes(of: body, at: end.offset, end.size)[...]
        var entries: [String: Entry] = [:]
        for _ in 0..<end.count {
            guard directory.count >= 46, directory.integer(0, 4) == 0x0201_4B50 else {
                throw Failure("its directory is damaged")
            }
            let nameLength = directory.integer(28, 2)
            let name = directory.dropFirst(46).prefix(nameLength)
            // Names of parts are compared without regard to case (ECMA-376, part 2).
            entries[String(decoding: name, as: UTF8.self).lowercased()] = Entry(
                isEncrypted: directory.integer(8, 2) & 1 == 1, method: directory.integer(10, 2),
                checksum: directory.integer(16, 4), packedSize: directory.integer(20, 4),
                size: directory.integer(24, 4), offset: directory.integer(42, 4))
            directory = directory.dropFirst(
                46 + nameLength + directory.integer(30, 2) + directory.integer(32, 2))
        }
        self.body = body
        self.entries = entries
    }

    /// The content of an entry; `nil` when there is none of this name.
    func content(_ path: String) throws -> Data? {
        guard let entry = entries[path.lowercased()] else { return nil }
        guard !entry.isEncrypted else { throw Failure("\(path) is encrypted") }
        guard entry.size <= Self.entryLimit, entry.packedSize <= Self.entryLimit else {
            throw Failure("\(path) is too large")
        }
        let header = try Self.bytes(of: body, at: entry.offset, 30)[...]
        guard header.count == 30, header.integer(0, 4) == 0x0403_4B50 else {
            throw Failure("\(path) is not where the directory says")
        }
        let start = entry.offset + 30 + header.integer(26, 2) + header.integer(28, 2)
        let packed = try Self.bytes(of: body, at: start, entry.packedSize)
        guard packed.count == entry.packedSize else { throw Failure("\(path) is cut") }
        let content = try unpacked(packed, entry, path)
        guard content.count == entry.size, Int(CRC32.checksum(content)) == entry.checksum else {
            throw Failure("\(path) is damaged")
        }
        return Data(content)
    }

    private func unpacked(_ packed: [UInt8], _ entry: Entry, _ path: String) throws -> [UInt8] {
        switch entry.method {
        case 0: return packed
        case 8:
            do {
                return try Inflate.decompressed(packed, limit: entry.size)
            } catch {
                throw Failure("\(path) is damaged: \(error)")
            }
        default: throw Failure("\(path) is compressed in a way that is not known")
        }
    }

    // MARK: Bytes

    /// The end record has 22 bytes and a comment of 65,535 bytes at most.
    private static let longestEnd = 22 + 65_535

    private static func end(
        in tail: [UInt8]
    ) -> (position: Int, count: Int, size: Int, offset: Int)? {
        for position in stride(from: tail.count - 22, through: 0, by: -1) where tail[position] == 0x50 {
            let record = tail[position...]
            if record.integer(0, 4) == 0x0605_4B50, record.integer(20, 2) == record.count - 22 {
                return (position, record.integer(10, 2), record.integer(12, 4), record.integer(16, 4))
            }
        }
        return nil
    }

    private static func bytes(of body: StoredBody, at offset: Int, _ length: Int) throws -> [UInt8] {
        guard offset <= body.count else { return [] }
        var bytes: [UInt8] = []
        // A file gives fewer bytes than were asked for where it likes to.
        while bytes.count < length {
            let piece = try body.read(at: Int64(offset + bytes.count), upTo: length - bytes.count)
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }
}

extension ArraySlice<UInt8> {
    /// An integer of the header that begins here, lowest byte first.
    fileprivate func integer(_ offset: Int, _ length: Int) -> Int {
        dropFirst(offset).prefix(length).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
