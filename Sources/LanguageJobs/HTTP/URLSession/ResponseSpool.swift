import Foundation
import Synchronization

/// What arrived of an answer's body and was not taken yet: in memory at first, in a file beyond a limit.
///
/// URLSession can't be slowed down, so a reader that is slower than the network needs room. One writer and one reader
/// use it at the same time.
final class ResponseSpool: Sendable {
    fileprivate struct State {
        var chunks: [Data] = []
        var bytesInMemory = 0
        var file: TemporaryFile?
        var written: Int64 = 0
        var taken: Int64 = 0
        var isWriting = false
        var isDiscarded = false
    }

    fileprivate enum Source {
        case memory(Data)
        case file(TemporaryFile, at: Int64, count: Int)
    }

    private let state = Mutex(State())
    private let files: TemporaryFiles
    private let memoryLimit: Int

    /// Makes an empty spool.
    init(files: TemporaryFiles, memoryLimit: Int = 1 << 20) {
        self.files = files
        self.memoryLimit = memoryLimit
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: ``TransportFailure`` with `.storageFull`.
    func append(_ data: Data) throws {
        guard let (file, offset) = try place(for: data) else { return }
        do {
            try file.file.write(data, at: offset)
        } catch {
            throw files.failure(error)
        }
        state.withLock { state in
            state.written += Int64(data.count)
            state.isWriting = false
        }
    }

    /// Keeps the data in memory, or says where in the file it goes.
    private func place(for data: Data) throws -> (TemporaryFile, Int64)? {
        try state.withLock { state -> (TemporaryFile, Int64)? in
            guard !state.isDiscarded, !data.isEmpty else { return nil }
            if state.written == state.taken, state.bytesInMemory + data.count <= memoryLimit {
                state.keep(data)
                return nil
            }
            let file = try state.file ?? files.makeFile()
            state.file = file
            state.isWriting = true
            return (file, state.written)
        }
    }

    /// Takes bytes from the start; `nil` when there are none.
    func take(upTo limit: Int = 1 << 18) throws -> Data? {
        switch state.withLock({ $0.next(upTo: limit) }) {
        case nil: return nil
        case .memory(let data): return data
        case .file(let file, let offset, let count):
            let data: Data
            do {
                data = try file.file.read(count, at: offset)
            } catch {
                throw files.failure(error)
            }
            state.withLock { state in
                state.taken += Int64(data.count)
                // The reader has caught up: the room in the file is used again.
                if state.taken == state.written, !state.isWriting { (state.taken, state.written) = (0, 0) }
            }
            return data
        }
    }

    /// Gives the room back; what is added from now on is dropped.
    func discard() {
        let dropped = state.withLock { state in
            defer { state = State(isDiscarded: true) }
            return (state.chunks, state.file)
        }
        withExtendedLifetime(dropped) {}
    }
}

extension ResponseSpool.State {
    /// Small chunks are put together, or a drip of single bytes would cost more in chunks than in bytes.
    fileprivate mutating func keep(_ data: Data) {
        bytesInMemory += data.count
        if let last = chunks.last, last.count + data.count <= 1 << 14 {
            chunks[chunks.count - 1].append(data)
        } else {
            chunks.append(data)
        }
    }

    fileprivate mutating func next(upTo limit: Int) -> ResponseSpool.Source? {
        if !chunks.isEmpty {
            let data = chunks.removeFirst()
            bytesInMemory -= data.count
            return .memory(data)
        }
        guard let file, taken < written else { return nil }
        return .file(file, at: taken, count: Int(min(Int64(limit), written - taken)))
    }
}
