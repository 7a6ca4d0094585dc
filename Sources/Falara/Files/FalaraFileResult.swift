public import Foundation

/// What the job of a file made: its result, and the translated file, still at the service.
public struct FalaraFileResult: Sendable {
    /// The segments, and what their check found.
    public var result: FalaraResult
    /// The file: save it, or take its bytes.
    public var download: ResultFile

    /// Makes a result, for a fake.
    public init(result: FalaraResult, download: ResultFile) {
        self.result = result
        self.download = download
    }

    /// All that is to be known before the file is used; empty when all is well.
    public var warnings: [String] { result.warnings }

    /// Downloads the file and puts it into place when it is whole; see ``ResultFile/save(to:options:onProgress:)``.
    @discardableResult
    public func save(
        to destination: URL, options: DownloadOptions = .init(),
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> DownloadedFile {
        try await download.save(to: destination, options: options, onProgress: onProgress)
    }
}
