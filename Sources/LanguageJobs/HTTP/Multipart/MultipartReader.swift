import Foundation
import Synchronization

/// Reads a form's body once, with one chunk of a file in memory at a time.
final class MultipartReader: Sendable {
    fileprivate struct State {
        var index = 0
        var file: OpenFile?
        var offset: Int64 = 0
    }

    private static let chunkSize: Int64 = 1 << 18

    private let segments: [MultipartSegment]
    private let state = Mutex(State())

    init(_ segments: [MultipartSegment]) {
        self.segments = segments
    }

    var stream: TransportStream {
        TransportStream { try self.next() }
    }

    private func next() throws -> Data? {
        try state.withLock { state in
            while state.index < segments.count {
                switch segments[state.index] {
                case .bytes(let data):
                    state.index += 1
                    if !data.isEmpty { return data }
                case .file(let url, let size):
                    if let data = try state.read(url, size: size, upTo: Self.chunkSize) { return data }
                    state = State(index: state.index + 1)
                }
            }
            return nil
        }
    }
}

extension MultipartReader.State {
    /// The next bytes of the file, `nil` after exactly `size` of them.
    fileprivate mutating func read(_ url: URL, size: Int64, upTo chunkSize: Int64) throws -> Data? {
        let file = try file ?? OpenFile(reading: url)
        self.file = file
        // Asked before the last byte too: what is not complete is never taken for a body.
        guard file.length == size else { throw Self.changed(url, from: size) }
        guard offset < size else { return nil }
        let data: Data
        do {
            data = try file.read(Int(min(chunkSize, size - offset)), at: offset)
        } catch {
            throw TransportFailure(.bodyUnreadable, "Reading the file \(url.path) failed.", underlying: error)
        }
        guard !data.isEmpty else { throw Self.changed(url, from: size) }
        offset += Int64(data.count)
        return data
    }

    private static func changed(_ url: URL, from size: Int64) -> TransportFailure {
        TransportFailure(
            .bodyUnreadable,
            "The file \(url.path) does not have the \(size) bytes any more that were announced: send it again."
        )
    }
}
