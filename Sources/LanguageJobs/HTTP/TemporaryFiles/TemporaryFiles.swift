package import Foundation
import Synchronization

/// Makes files for bodies that memory is too small for.
///
/// They lie in a directory of this process, below one of this user: in `TMPDIR` where that is set, else in `/var/tmp`
/// on Linux and in the usual temporary directory on Apple's systems. Nothing is there but while a file is in use;
/// what a killed process left is removed when the next one makes its first file.
package final class TemporaryFiles: Sendable {
    private struct State {
        var directory: ProcessDirectory?
        var filesInUse = 0
    }

    private let state = Mutex(State())
    private let bases: [String]
    private let write: OpenFile.Write

    /// Makes the maker; nothing is touched before the first file.
    ///
    /// - Parameters:
    ///   - base: The directory to use instead of the usual ones.
    ///   - environment: Where `TMPDIR` is looked up.
    ///   - write: What writes; a test injects one that fails.
    package init(
        in base: URL? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        write: @escaping OpenFile.Write = OpenFile.systemWrite
    ) {
        bases = PrivateDirectory.bases(base, environment: environment)
        self.write = write
    }

    /// Makes an empty file.
    ///
    /// - Parameter isNamed: Whether others are to open it by its path.
    /// - Throws: ``TransportFailure`` with `.storageFull` when none can be made.
    package func makeFile(isNamed: Bool = false) throws -> TemporaryFile {
        try state.withLock { state in
            do {
                let directory = try state.directory ?? makeDirectory()
                state.directory = directory
                let file = try TemporaryFile(
                    in: directory, isNamed: isNamed, write: write, onRelease: { self.release() })
                state.filesInUse += 1
                return file
            } catch {
                if state.filesInUse == 0 { state.directory = nil }
                throw failure(error)
            }
        }
    }

    private func makeDirectory() throws -> ProcessDirectory {
        var failure = SystemCallError(code: 0)
        for base in bases {
            do {
                return try ProcessDirectory(in: PrivateDirectory(in: base))
            } catch let error as SystemCallError {
                failure = error
            }
        }
        throw failure
    }

    private func release() {
        state.withLock { state in
            state.filesInUse -= 1
            if state.filesInUse == 0 { state.directory = nil }
        }
    }

    /// Says what can be done about a failed file.
    func failure(_ error: any Error) -> TransportFailure {
        let place = bases.joined(separator: " and ")
        let what =
            (error as? SystemCallError)?.isStorageFull == true
            ? "The temporary directory in \(place) is full"
            : "No temporary file can be made or used in \(place) (\(error))"
        return TransportFailure(
            .storageFull,
            "\(what): free some space there, or name another directory with TMPDIR or the transport's "
                + "temporaryDirectory.",
            underlying: error)
    }
}
