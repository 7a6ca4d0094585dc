#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A failed system call.
struct SystemCallError: Error, CustomStringConvertible {
    let code: Int32

    var description: String { Self.text(code) }

    /// Whether the storage is used up, by the disk, a quota or a limit of the process.
    var isStorageFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }

    static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
