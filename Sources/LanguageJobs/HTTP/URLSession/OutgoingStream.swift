#if canImport(FoundationNetworking)
import Foundation
import Synchronization

/// Gives libcurl the bytes of a large body, straight from memory or from the file.
///
/// `uploadTask(with:fromFile:)` is no way on Linux: it reads ahead on another queue, and when the transfer ends
/// meanwhile, by a cancellation or an early answer, the process crashes. This one reads when it is asked, so there is
/// nothing to wait for and nothing left over.
final class OutgoingStream: InputStream {
    private let reader: OutgoingReader
    private var status = Stream.Status.notOpen

    init(_ reader: OutgoingReader) {
        self.reader = reader
        super.init(data: Data())
    }

    override func open() { status = .open }

    override func close() { status = .closed }

    override var streamStatus: Stream.Status { status }

    override var hasBytesAvailable: Bool { !reader.isAtEnd }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength count: Int) -> Int {
        reader.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
    }
}
#endif
