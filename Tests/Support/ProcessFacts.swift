import Foundation

/// How many descriptors this process has open.
///
/// Tests run side by side in one process, so two counts are comparable only in an exit test, which has a
/// process of its own.
package func openDescriptors() throws -> Int {
    #if canImport(Darwin)
    let folder = "/dev/fd"
    #else
    let folder = "/proc/self/fd"
    #endif
    // One of them is the folder itself, open while it is listed.
    return try FileManager.default.contentsOfDirectory(atPath: folder).count - 1
}

/// The most memory that this process ever had resident, in bytes; `nil` where the system does not tell, which
/// is everywhere but on Linux.
package func peakMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first.map { $0 * 1024 }
}
