package import Foundation

extension ResultFile {
    /// Makes a result of a temporary file, which is kept for as long as the result.
    package init(
        id: String, reference: JobReference? = nil, expiresAt: Date? = nil, temporary file: TemporaryFile,
        suggestedName: String? = nil
    ) {
        self.init(id: id, reference: reference, expiresAt: expiresAt) { destination, options, onProgress in
            var copied = try await Self.copy(file.file, to: destination, options, onProgress)
            copied.suggestedName = suggestedName
            return copied
        }
    }

    @concurrent
    private static func copy(
        _ source: OpenFile, to destination: URL, _ options: DownloadOptions,
        _ onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> DownloadedFile {
        let size = source.length
        try options.check(size)
        let file = try PartialFile(for: destination)
        var offset: Int64 = 0
        while offset < size {
            try Task.checkCancellation()
            let chunk: Data
            do {
                chunk = try source.read(1 << 18, at: offset)
            } catch {
                throw ClientError(
                    .fileUnavailable, "The result can't be read from its temporary file (\(error)).",
                    underlying: error)
            }
            guard !chunk.isEmpty else { break }
            try file.append(chunk)
            offset += Int64(chunk.count)
            onProgress?(TransferProgress(completed: offset, total: size))
        }
        try file.moveIntoPlace(destination, overwrites: options.overwrites)
        return DownloadedFile(url: destination, size: size)
    }
}
