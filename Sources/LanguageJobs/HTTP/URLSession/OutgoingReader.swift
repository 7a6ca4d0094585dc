#if canImport(FoundationNetworking)
import Foundation
import Synchronization

/// Where a body that is being sent has been read to; gives exactly the announced number of bytes or fails.
final class OutgoingReader: Sendable {
    private struct State {
        var body: OutgoingBody
        var offset: Int64 = 0
    }

    private let state: Mutex<State>
    private let length: Int64
    private let onFailure: @Sendable (TransportFailure) -> Void

    init(_ body: OutgoingBody, onFailure: @escaping @Sendable (TransportFailure) -> Void) {
        state = Mutex(State(body: body))
        length = body.length
        self.onFailure = onFailure
    }

    var isAtEnd: Bool { state.withLock { $0.offset >= length } }

    /// Reads the next bytes; -1 when they can't be read.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        do {
            return try state.withLock { state in
                let wanted = Int(min(Int64(buffer.count), length - state.offset))
                let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
                let got = try state.body.read(into: target, at: state.offset)
                guard got > 0 || wanted == 0 else { throw Self.shorter }
                state.offset += Int64(got)
                return got
            }
        } catch {
            onFailure(error as? TransportFailure ?? Self.unreadable(error))
            return -1
        }
    }

    /// Lets go of the body.
    func release() {
        state.withLock { $0.body = .none }
    }

    private static let shorter = TransportFailure(
        .bodyUnreadable, "The file of the request's body became shorter while it was sent.")

    private static func unreadable(_ error: any Error) -> TransportFailure {
        TransportFailure(
            .bodyUnreadable, "The file of the request's body can't be read any more.", underlying: error)
    }
}

extension OutgoingBody {
    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int {
        switch self {
        case .none:
            return 0
        case .bytes(let data):
            return data.dropFirst(Int(offset)).prefix(buffer.count).copyBytes(to: buffer)
        case .file(let file):
            return try file.file.read(into: buffer, at: offset)
        }
    }
}
#endif
