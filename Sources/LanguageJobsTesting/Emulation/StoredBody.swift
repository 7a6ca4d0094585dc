import Foundation

/// Bytes that an emulator keeps: in memory while they are few, beyond that in a file that has no name.
///
/// Only ever appended to, so a reader sees the length that it began with. The file goes with the last reference,
/// also when the process is killed.
final class StoredBody: Sendable {
    /// The most bytes that stay in memory.
    static let memoryLimit = 1 << 20

    private struct State {
        var memory = Data()
        var file: FileHandle?
        var count: Int64 = 0
    }
    private let state = SendableBox(State())

    init() {}

    convenience init(_ data: Data) throws {
        self.init()
        try append(data)
    }

    /// The number of bytes.
    var count: Int64 { state.withLock { $0.count } }

    /// How many of them are in memory.
    var bytesInMemory: Int { state.withLock { $0.memory.count } }

    /// Adds bytes at the end.
    func append(_ data: Data) throws {
        try state.withLock { state in
            if state.file == nil, state.memory.count + data.count <= Self.memoryLimit {
                state.memory.append(data)
            } else {
                if state.file == nil {
                    let file = try Self.namelessFile()
                    try file.write(contentsOf: state.memory)
                    state.file = file
                    state.memory = Data()
                }
                try state.file?.write(contentsOf: data)
            }
            state.count += Int64(data.count)
        }
    }

    /// A part of the bytes, in chunks.
    func stream(_ range: Range<Int64>, chunkSize: Int = 1 << 18) -> TransportStream {
        let offset = SendableBox(range.lowerBound)
        return TransportStream {
            let start = offset.current
            guard start < range.upperBound else { return nil }
            let chunk = try self.read(at: start, upTo: Int(min(Int64(chunkSize), range.upperBound - start)))
            offset.exchange(start + Int64(chunk.count))
            return chunk
        }
    }

    /// All of the bytes in memory.
    func data() throws -> Data {
        var all = Data()
        while all.count < count { all.append(try read(at: Int64(all.count), upTo: 1 << 20)) }
        return all
    }

    /// The first bytes, fewer when there are not so many.
    func prefix(_ length: Int) throws -> Data {
        let available = Int(min(Int64(length), count))
        return available == 0 ? Data() : try read(at: 0, upTo: available)
    }

    /// Some of the bytes from a place on.
    func read(at offset: Int64, upTo length: Int) throws -> Data {
        try state.withLock { state in
            guard let file = state.file else {
                return state.memory.dropFirst(Int(offset)).prefix(length)
            }
            // Readers at different places share the handle: each seeks under the lock, and so must a writer.
            try file.seek(toOffset: UInt64(offset))
            let chunk = try file.read(upToCount: length) ?? Data()
            try file.seekToEnd()
            guard !chunk.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
            return chunk
        }
    }

    private static func namelessFile() throws -> FileHandle {
        let url = FileManager.default.temporaryDirectory.appending(path: "emulator-\(UUID().uuidString)")
        try Data().write(to: url, options: .withoutOverwriting)
        defer { try? FileManager.default.removeItem(at: url) }
        return try FileHandle(forUpdating: url)
    }
}
