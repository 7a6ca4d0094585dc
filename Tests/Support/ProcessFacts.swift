import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How many files, pipes and sockets this process has open.
///
/// Tests run side by side in one process, so two counts are comparable only in an exit test, which has a
/// process of its own. Event queues and timers do not count: the Dispatch library opens its own when it likes.
package func openDescriptors() throws -> Int {
    #if canImport(Darwin)
    let folder = "/dev/fd"
    #else
    let folder = "/proc/self/fd"
    #endif
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: folder).count { name in
        // The folder itself, which was open while it was listed, is closed by now.
        guard let descriptor = Int32(name), fcntl(descriptor, F_GETFD) >= 0 else { return false }
        let target = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
        return target?.hasPrefix("anon_inode:") != true
    }
}

/// The most memory that this process ever had resident, in bytes; `nil` where the system does not tell, which
/// is everywhere but on Linux.
package func peakMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first.map { $0 * 1024 }
}
