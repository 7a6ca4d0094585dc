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
    /// What the process gives new files; asked of a file, since asking for the mask would change it for a moment.
    private let mode: mode_t
    private let isOpen = SendableBox(true)

    init(for destination: URL) throws {
        guard destination.isFileURL else {
            throw ClientError(
                .invalidRequest, "“\(destination.lastPathComponent)” is no file URL. Give a place on disk.")
        }
        // In bytes, since a file system counts them: the name has to fit with what is added.
        let name = String(decoding: destination.lastPathComponent.utf8.prefix(100), as: UTF8.self)
        let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
        path = destination.deletingLastPathComponent().path + "/.\(name).partial-\(suffix)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let code = errno
            mode = 0
            isOpen.exchange(false)
            throw Self.failure("Nothing can be written beside \(destination.path)", code)
        }
        var status = stat()
        fstat(descriptor, &status)
        mode = status.st_mode & 0o777
        fchmod(descriptor, 0o600)
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
        fchmod(descriptor, mode)
        guard fsync(descriptor) == 0 else { throw Self.failure("Writing the download failed", errno) }
        if !overwrites { try reserve(destination) }
        guard rename(path, destination.path) == 0 else {
            let code = errno
            if !overwrites { unlink(destination.path) }
            throw Self.failure("The download can't be put at \(destination.path)", code)
        }
        isOpen.exchange(false)
        close(descriptor)
    }

    /// Takes the name, in one step that fails when it is taken; a link would do both, but not every disk has links.
    private func reserve(_ destination: URL) throws {
        let place = open(destination.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard place >= 0 else {
            let code = errno
            guard code != EEXIST else { throw Self.exists(destination) }
            throw Self.failure("The download can't be put at \(destination.path)", code)
        }
        close(place)
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
