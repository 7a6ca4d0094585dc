#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that only this user can open, and that is gone when the last reference goes.
package final class TemporaryFile: Sendable {
    /// The open file.
    package let file: OpenFile
    /// Where the file is; `nil` when it never had a name for longer than its making.
    package let path: String?
    private let onRelease: @Sendable () -> Void

    /// Makes an empty file.
    ///
    /// - Parameter isNamed: Whether others are to open it by its path. Without a name it is gone with the process.
    init(
        in directory: ProcessDirectory, isNamed: Bool, write: @escaping OpenFile.Write,
        onRelease: @escaping @Sendable () -> Void
    ) throws {
        let path = "\(directory.path)/\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemCallError(code: errno) }
        file = OpenFile(owning: descriptor, write: write)
        self.path = isNamed ? path : nil
        self.onRelease = onRelease
        if !isNamed { unlink(path) }
    }

    deinit {
        if let path { unlink(path) }
        onRelease()
    }
}
