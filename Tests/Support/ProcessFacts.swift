import Foundation

#if canImport(Darwin)
import Darwin
#endif

/// How many files, pipes and sockets this process has open.
///
/// Tests run side by side in one process, so two counts are comparable only in an exit test, which has a
/// process of its own. On Linux event queues, timers and the system's own files do not count: the runtime opens
/// its own whenever it likes.
package func openDescriptors() throws -> Int {
    let files = FileManager.default
    #if canImport(Darwin)
    // The folder itself, which was open while it was listed, is closed by the time of the check.
    return try files.contentsOfDirectory(atPath: "/dev/fd").compactMap(Int32.init)
        .count { fcntl($0, F_GETFD) >= 0 }
    #else
    // What was open while the folder was listed and is closed by now, such as the folder itself, has no target.
    return try files.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap { try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
        .count { target in !["anon_inode:", "/proc/", "/sys/"].contains { target.hasPrefix($0) } }
    #endif
}

/// The most memory that this process ever had resident, in bytes; `nil` where the system does not tell, which
/// is everywhere but on Linux.
package func peakMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first.map { $0 * 1024 }
}
