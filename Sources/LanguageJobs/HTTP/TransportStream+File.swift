package import Foundation

extension TransportStream {
    /// Reads a file in chunks.
    ///
    /// - Throws: ``TransportFailure`` with `.bodyUnreadable` when it can't be opened.
    package static func reading(_ url: URL, chunkSize: Int = 1 << 18) throws -> TransportStream {
        let handle: FileHandle
        do {
            handle = try FileHandle(forReadingFrom: url)
        } catch {
            throw TransportFailure(
                .bodyUnreadable,
                "The file \(url.path) can't be read: check that it exists and may be opened.",
                underlying: error)
        }
        return TransportStream {
            do {
                return try handle.read(upToCount: chunkSize)
            } catch {
                throw TransportFailure(
                    .bodyUnreadable, "Reading the file \(url.path) failed.", underlying: error)
            }
        }
    }
}
