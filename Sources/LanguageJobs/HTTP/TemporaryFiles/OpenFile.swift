package import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An open file that is read and written at offsets, and closed when the last reference goes.
package final class OpenFile: Sendable {
    /// Writes at an offset, as `pwrite(2)` does; a test injects one that fails.
    package typealias Write = @Sendable (_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int, Int64) -> Int

    /// The file descriptor; a child process does not inherit it.
    let descriptor: Int32
    private let write: Write

    /// Takes over an open descriptor.
    init(owning descriptor: Int32, write: @escaping Write = OpenFile.systemWrite) {
        self.descriptor = descriptor
        self.write = write
    }

    /// Opens a regular file to be read; symbolic links are followed.
    ///
    /// - Throws: ``TransportFailure`` with `.bodyUnreadable`.
    package convenience init(reading url: URL) throws {
        guard url.isFileURL else {
            throw TransportFailure(.bodyUnreadable, "A body can only be read from a file URL.")
        }
        // Without O_NONBLOCK the open of a FIFO waits for a writer.
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason = SystemCallError.text(errno)
            throw TransportFailure(
                .bodyUnreadable,
                "The file \(url.path) can't be opened (\(reason)): check that it exists and may be read.")
        }
        self.init(owning: descriptor)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw TransportFailure(
                .bodyUnreadable, "\(url.path) is no regular file: only such a file has a length to announce.")
        }
    }

    deinit { close(descriptor) }

    /// The number of bytes in the file now.
    package var length: Int64 { Int64(status.st_size) }

    /// When its contents were last changed, in nanoseconds since 1970.
    package var modificationTime: Int64 {
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    private var status: stat {
        var status = stat()
        fstat(descriptor, &status)
        return status
    }

    /// Reads into a buffer and returns the number of bytes, 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw SystemCallError(code: errno) }
        }
    }

    /// Reads up to a number of bytes; fewer come only at the end.
    package func read(_ count: Int, at offset: Int64) throws -> Data {
        var data = Data(count: count)
        let got = try data.withUnsafeMutableBytes { buffer in
            var filled = 0
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let step = try read(into: rest, at: offset + Int64(filled))
                if step == 0 { break }
                filled += step
            }
            return filled
        }
        return got == count ? data : data.prefix(got)
    }

    /// Writes all of the data.
    package func write(_ data: Data, at offset: Int64) throws {
        try data.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            var written = 0
            while written < buffer.count {
                let step = write(
                    descriptor, start + written, buffer.count - written, offset + Int64(written))
                if step < 0 {
                    guard errno == EINTR else { throw SystemCallError(code: errno) }
                } else {
                    written += step
                }
            }
        }
    }

    /// What the system does.
    package static let systemWrite: Write = { pwrite($0, $1, $2, off_t($3)) }
}
