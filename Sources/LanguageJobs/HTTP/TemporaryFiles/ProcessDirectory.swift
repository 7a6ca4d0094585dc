import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One process's part of the private directory, held by a lock that ends with the process, however it ends.
final class ProcessDirectory: Sendable {
    let path: String
    private let lock: OpenFile
    private let parent: PrivateDirectory

    /// Makes the directory, after removing those whose process is gone.
    ///
    /// - Throws: ``SystemCallError``.
    init(in parent: PrivateDirectory) throws {
        self.parent = parent
        Self.removeLeftovers(in: parent.path)
        var failure = SystemCallError(code: EAGAIN)
        // Without a bound, a process that is out of descriptors would make directories for ever.
        for _ in 0..<8 {
            let path = "\(parent.path)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
            guard mkdir(path, 0o700) == 0 else { throw SystemCallError(code: errno) }
            // Another process may see it before it is locked, take it for a leftover and remove it.
            guard let lock = Self.lock(path) else {
                failure = SystemCallError(code: errno)
                rmdir(path)
                continue
            }
            (self.path, self.lock) = (path, lock)
            return
        }
        throw failure
    }

    deinit {
        Self.remove(path)
        if parent.isSingleUse { rmdir(parent.path) }
    }

    private static func removeLeftovers(in parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            let path = "\(parent)/\(name)"
            guard let lock = lock(path) else { continue }
            withExtendedLifetime(lock) { remove(path) }
        }
    }

    /// Takes the lock of a directory; `nil` when it is held, or when the directory is not there any more.
    private static func lock(_ path: String) -> OpenFile? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = OpenFile(owning: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        var held = stat()
        var named = stat()
        guard fstat(descriptor, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino else {
            return nil
        }
        return file
    }

    private static func remove(_ path: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            unlink("\(path)/\(name)")
        }
        rmdir(path)
    }
}
