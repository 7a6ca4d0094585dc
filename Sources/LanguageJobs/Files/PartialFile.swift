import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A download that is not whole yet: beside its destination, so that it can be put into place in one step.
///
/// Removed when it is let go of, unless it was put into place.
final class PartialFile: Sendable {
    private let descriptor: Int32
    private let path: String
    private let isOpen = SendableBox(true)

    init(for destination: URL) throws {
        guard destination.isFileURL else {
            throw ClientError(
                .invalidRequest, "“\(destination.lastPathComponent)” is no file URL. Give a place on disk.")
        }
        let name = ".\(destination.lastPathComponent.prefix(100)).partial-"
        var template = Array(
            (destination.deletingLastPathComponent().path + "/" + name + "XXXXXX").utf8CString)
        // 0600 while it is partial; the mode that the process gives new files once it is whole.
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else {
            throw Self.failure("Nothing can be written beside \(destination.path)", errno)
        }
    }

    deinit { discard() }

    func append(_ data: Data) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw Self.failure("Writing the download failed", errno)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Forgets what was written.
    func restart() throws {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Self.failure("Writing the download failed", errno)
        }
    }

    /// Puts the file into place in one step.
    func moveIntoPlace(_ destination: URL, overwrites: Bool) throws {
        let mask = umask(0)
        umask(mask)
        _ = fchmod(descriptor, 0o666 & ~mask)
        guard fsync(descriptor) == 0 else { throw Self.failure("Writing the download failed", errno) }
        // A link fails when the name is taken, in the same step.
        let result = overwrites ? rename(path, destination.path) : link(path, destination.path)
        guard result == 0 else {
            let code = errno
            guard code != EEXIST else { throw Self.exists(destination) }
            throw Self.failure("The download can't be put at \(destination.path)", code)
        }
        if overwrites { isOpen.exchange(false) }
        if overwrites { close(descriptor) } else { discard() }
    }

    private func discard() {
        guard isOpen.exchange(false) else { return }
        close(descriptor)
        unlink(path)
    }

    static func exists(_ destination: URL) -> ClientError {
        ClientError(.fileUnavailable, "There is a file at \(destination.path) already. Name another place.")
    }

    private static func failure(_ what: String, _ code: Int32) -> ClientError {
        let reason = String(cString: strerror(code))
        if code == ENOSPC || code == EDQUOT {
            return ClientError(.storageFull, "\(what): no space is left. Make room, or name another folder.")
        }
        return ClientError(.fileUnavailable, "\(what): \(reason). Check the folder and the rights to it.")
    }
}
