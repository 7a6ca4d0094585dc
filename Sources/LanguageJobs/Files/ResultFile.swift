public import Foundation

/// A file that a job made, still at its service: save it, or take its bytes.
public struct ResultFile: Sendable {
    /// Downloads the file to a place, and reports progress.
    public typealias Download =
        @Sendable (
            _ destination: URL, _ options: DownloadOptions,
            _ onProgress: (@Sendable (TransferProgress) -> Void)?
        ) async throws -> DownloadedFile

    /// The service's id of the file; empty for a result that came in the job's own answer.
    public let id: String
    /// The job that made it.
    public let reference: JobReference?
    /// When the service stops keeping it, as far as it said.
    public let expiresAt: Date?
    private let download: Download

    /// Makes a result, for services and fakes.
    public init(
        id: String, reference: JobReference? = nil, expiresAt: Date? = nil, download: @escaping Download
    ) {
        self.id = id
        self.reference = reference
        self.expiresAt = expiresAt
        self.download = download
    }

    /// Makes a result of bytes that are at hand, for services that answer with them and for fakes.
    public init(id: String, reference: JobReference? = nil, expiresAt: Date? = nil, contents: Data) {
        self.init(id: id, reference: reference, expiresAt: expiresAt) { destination, options, _ in
            let size = Int64(contents.count)
            try options.check(size)
            let file = try PartialFile(for: destination)
            try file.append(contents)
            try file.moveIntoPlace(destination, overwrites: options.overwrites)
            return DownloadedFile(url: destination, size: size)
        }
    }

    /// Downloads the file, in bounded memory, and puts it into place in one step when it is whole.
    ///
    /// A connection that is cut is resumed. Nothing is left at the destination after an error or a cancellation.
    ///
    /// - Parameters:
    ///   - destination: The file to make; its folder must exist. A file that is there is replaced, unless the options say otherwise.
    ///   - options: How to download.
    ///   - onProgress: Called while bytes arrive, from no particular thread.
    /// - Throws: ``ClientError``: `.resultExpired` when the service no longer has the file, `.fileUnavailable` or
    ///   `.storageFull` when it can't be written; `CancellationError`.
    @discardableResult
    public func save(
        to destination: URL, options: DownloadOptions = .init(),
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> DownloadedFile {
        do {
            return try await download(destination, options, onProgress)
        } catch let error as ClientError {
            throw error.with(reference: reference)
        }
    }

    /// Downloads the file into memory.
    ///
    /// - Parameter limit: The most bytes to take. Default: 64 MiB.
    /// - Throws: What ``save(to:options:onProgress:)`` throws; `.fileTooLarge` beyond the limit.
    public func data(limit: Int = 64 << 20) async throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "result-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            // Closed to others: the temporary directory may be everybody's.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let place = folder.appending(path: "result")
            try await save(to: place, options: DownloadOptions(sizeLimit: Int64(limit)))
            return try Data(contentsOf: place)
        } catch let error as CocoaError {
            throw ClientError(
                .fileUnavailable, "The temporary directory can't be used: \(error.localizedDescription)",
                reference: reference, underlying: error)
        }
    }
}
