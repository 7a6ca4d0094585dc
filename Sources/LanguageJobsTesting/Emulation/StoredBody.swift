import Foundation

/// Bytes that an emulator keeps: in memory while they are few, beyond that in a temporary file without a name.
///
/// Only ever appended to, so a reader sees the length that it began with. The file goes with the last reference,
/// also when the process is killed.
final class StoredBody: Sendable {
    /// The most bytes that stay in memory.
    static let memoryLimit = 1 << 20

    fileprivate struct State {
        var memory = Data()
        var file: TemporaryFile?
        var count: Int64 = 0
        /// Whether the file is another body's, whose bytes would be written over.
        var isSnapshot = false
    }
    private static let files = TemporaryFiles()

    private let state: SendableBox<State>

    private init(_ state: State) {
        self.state = SendableBox(state)
    }

    convenience init() {
        self.init(State())
    }

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
            guard !state.isSnapshot else { throw CocoaError(.fileWriteNoPermission) }
            if state.file == nil, state.memory.count + data.count <= Self.memoryLimit {
                state.memory.append(data)
            } else {
                try state.moveToFile(from: Self.files).file.write(data, at: state.count)
            }
            state.count += Int64(data.count)
        }
    }

    /// Adds all bytes of another body at the end, or none when that fails.
    func append(contentsOf other: StoredBody) throws {
        let added = other.count
        try state.withLock { state in
            guard !state.isSnapshot else { throw CocoaError(.fileWriteNoPermission) }
            if state.file == nil, Int64(state.memory.count) + added <= Int64(Self.memoryLimit) {
                state.memory.append(try other.read(at: 0, upTo: Int(added)))
            } else {
                let file = try state.moveToFile(from: Self.files).file
                var offset: Int64 = 0
                while offset < added {
                    let piece = try other.read(at: offset, upTo: Int(min(added - offset, 1 << 18)))
                    try file.write(piece, at: state.count + offset)
                    offset += Int64(piece.count)
                }
            }
            state.count += added
        }
    }

    /// The bytes as they are now: what is appended later doesn't show. Nothing can be appended to them.
    func snapshot() -> StoredBody {
        StoredBody(
            state.withLock { state in
                var copy = state
                copy.isSnapshot = true
                return copy
            })
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
        try read(at: 0, upTo: Int(count))
    }

    /// Some of the bytes from a place on, fewer where they end.
    func read(at offset: Int64, upTo length: Int) throws -> Data {
        let (memory, file, count) = state.withLock { ($0.memory, $0.file, $0.count) }
        guard let file else { return Data(memory.dropFirst(Int(offset)).prefix(length)) }
        let chunk = try file.file.read(Int(min(Int64(length), max(0, count - offset))), at: offset)
        guard !chunk.isEmpty || length == 0 || offset >= count else { throw CocoaError(.fileReadCorruptFile) }
        return chunk
    }
}

extension StoredBody.State {
    fileprivate mutating func moveToFile(from files: TemporaryFiles) throws -> TemporaryFile {
        if let file { return file }
        let new = try files.makeFile()
        try new.file.write(memory, at: 0)
        file = new
        memory = Data()
        return new
    }
}
