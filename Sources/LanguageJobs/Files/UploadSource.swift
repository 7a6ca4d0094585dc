public import Foundation

/// Something to upload: a file, read while it is sent, or bytes in memory.
public struct UploadSource: Sendable {
    /// Where the bytes are.
    package enum Storage: Sendable {
        case file(URL)
        case data(Data)
    }

    package let storage: Storage
    /// The name that the service is told.
    public var filename: String
    /// The media type that the service is told; `nil`: `application/octet-stream`.
    public var contentType: String?

    /// A file on disk.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - filename: The name that the service is told; `nil`: the file's own.
    ///   - contentType: Its media type.
    public static func file(_ url: URL, filename: String? = nil, contentType: String? = nil) -> UploadSource {
        UploadSource(
            storage: .file(url), filename: filename ?? url.lastPathComponent, contentType: contentType)
    }

    /// Bytes in memory.
    ///
    /// - Parameters:
    ///   - data: The bytes.
    ///   - filename: The name that the service is told.
    ///   - contentType: Their media type.
    public static func data(_ data: Data, filename: String, contentType: String? = nil) -> UploadSource {
        UploadSource(storage: .data(data), filename: filename, contentType: contentType)
    }

    /// The number of bytes.
    ///
    /// - Parameter limit: The most that the service takes.
    /// - Throws: ``ClientError``: `.fileUnavailable` for a file that is missing, a folder or not readable,
    ///   `.invalidRequest` for an empty one, `.fileTooLarge` beyond the limit.
    package func checkedSize(limit: Int64) throws -> Int64 {
        let size: Int64
        switch storage {
        case .data(let data): size = Int64(data.count)
        case .file(let url): size = try Self.size(of: url)
        }
        guard size > 0 else {
            throw ClientError(.invalidRequest, "“\(filename)” is empty. Give a file with contents.")
        }
        guard size <= limit else {
            throw ClientError(
                .fileTooLarge,
                "“\(filename)” has \(size) bytes, and the service takes at most \(limit). Split it.")
        }
        return size
    }

    private static func size(of url: URL) throws -> Int64 {
        guard url.isFileURL else {
            throw ClientError(
                .invalidRequest,
                "“\(url.lastPathComponent)” is no file URL. Download it first, then give the file.")
        }
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
        } catch {
            throw ClientError(
                .fileUnavailable, "There is no file at \(url.path), or it may not be seen. Check the path.",
                underlying: error)
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber, FileManager.default.isReadableFile(atPath: url.path)
        else {
            throw ClientError(
                .fileUnavailable,
                "\(url.path) is a folder or may not be read. Give a file that this program may read.")
        }
        return size.int64Value
    }
}
