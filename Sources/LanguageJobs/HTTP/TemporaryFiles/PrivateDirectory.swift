import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The directory that only this user's processes use, below one that everybody may write to.
///
/// Another user could have made a directory of that name, or a link, to see or to steer what is written: it is used
/// only when it is a directory, ours, and closed to others. Else a new one with a random name is made.
struct PrivateDirectory {
    let path: String
    /// Whether it was made for this use alone and is to be removed after it.
    let isSingleUse: Bool

    /// Finds or makes the directory.
    ///
    /// - Throws: ``SystemCallError``.
    init(in base: String, user: uid_t = geteuid()) throws {
        let usual = "\(base)/swift-language-jobs-\(user)"
        if mkdir(usual, 0o700) != 0, errno != EEXIST { throw SystemCallError(code: errno) }
        if Self.isPrivate(usual, to: user) {
            (path, isSingleUse) = (usual, false)
            return
        }
        var template = Array("\(usual)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemCallError(code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        isSingleUse = true
    }

    private static func isPrivate(_ path: String, to user: uid_t) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == user
            && status.st_mode & 0o777 == 0o700
    }

    /// Where such a directory is to be, in the order to try.
    ///
    /// `/var/tmp` goes before `/tmp`, which is often kept in memory.
    static func bases(_ given: URL?, environment: [String: String]) -> [String] {
        if let given { return [given.path] }
        let usual = FileManager.default.temporaryDirectory.path
        #if canImport(Darwin)
        return [usual]
        #else
        if let chosen = environment["TMPDIR"], !chosen.isEmpty { return [chosen] }
        return ["/var/tmp", usual]
        #endif
    }
}
