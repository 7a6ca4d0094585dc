public import Foundation

/// Files at LDX hub: inputs of jobs and what they made (LDX hub portal, Files).
public struct LDXFiles: Sendable {
    /// The largest file the service takes, in bytes: 200 MB, read as binary megabytes (LDX hub portal, Files; whether
    /// decimal ones are meant is not said, so the larger reading leaves the refusal to the service).
    public static let sizeLimit: Int64 = 209_715_200

    let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// Uploads a file, in bounded memory: in one request (`POST /files`) or by chunks (`POST` and `PUT /uploads`).
    ///
    /// One request is sent again after a failure that may pass: an orphan expires by itself. What is done about failures
    /// between chunks, and what is promised then, is told at ``LDXUpload``.
    ///
    /// - Parameters:
    ///   - source: A file or bytes.
    ///   - method: How it gets there. Default: in one request. By chunks an upload can be gone on with.
    ///   - options: What each request does differently.
    ///   - onProgress: Called while bytes leave, from no particular thread; goes back when something is sent again.
    /// - Returns: The file at the service, with its id.
    /// - Throws: ``ClientError``: `.fileUnavailable`, `.invalidRequest` for an empty file and `.fileTooLarge` beyond
    ///   ``sizeLimit``, all before anything is sent; what the service refuses; by chunks `.sourceChanged` when the file
    ///   changes meanwhile, and `.uploadFailed` when the service's file got damaged once too often; `CancellationError`.
    public func upload(
        _ source: UploadSource, by method: LDXUploadMethod = .multipart, options: CallOptions = .init(),
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> LDXFile {
        if case .chunks(let chunks, let onCheckpoint) = method.storage {
            let plan = LDXChunkedUpload.Plan(
                chunks: chunks, call: options, onCheckpoint: onCheckpoint, onProgress: onProgress)
            return try await LDXChunkedUpload.start(source, self, plan)
        }
        let size = try source.checkedSize(limit: Self.sizeLimit)
        var endpoint = Endpoint<LDXFile>("files.upload", .post, ["files"], .repeatable) { data, _ in
            let file = try WireCoding.decode(LDXFile.self, from: data)
            return try Self.identified(file)
        }
        let form = MultipartForm([.file(name: "file", source, size: size)])
        endpoint.headers["content-type"] = form.contentType
        endpoint.body = form.body
        endpoint.onUploadProgress = onProgress
        return try await client.send(endpoint, options: options)
    }

    /// The files that the service has, the newest first.
    public func list(options: CallOptions = .init()) async throws -> [LDXFile] {
        let endpoint = Endpoint<LDXList<LDXFile>>("files.list", .get, ["files"], .safe)
        return try await client.send(endpoint, options: options).data
    }

    /// What the service knows of a file.
    ///
    /// - Throws: ``ClientError``: `.notFound` for one that it does not know, or no longer.
    public func info(_ id: LDXFileID, options: CallOptions = .init()) async throws -> LDXFile {
        let endpoint = Endpoint<LDXFile>("files.info", .get, ["files", id.rawValue], .safe) { data, _ in
            try Self.identified(try WireCoding.decode(LDXFile.self, from: data))
        }
        return try await client.send(endpoint, options: options)
    }

    /// Downloads a file, in bounded memory, and puts it into place in one step when it is whole.
    ///
    /// A connection that is cut is resumed by `Range`.
    ///
    /// - Parameters:
    ///   - id: The file.
    ///   - destination: The file to make; its folder must exist.
    ///   - options: How to download.
    ///   - onProgress: Called while bytes arrive, from no particular thread.
    /// - Throws: ``ClientError``: `.resultExpired` when the service does not have the file, or no longer;
    ///   `.fileUnavailable` or `.storageFull` when it can't be written; `CancellationError`.
    @discardableResult
    public func download(
        _ id: LDXFileID, to destination: URL, options: DownloadOptions = .init(),
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> DownloadedFile {
        try await result(id, reference: nil, expiresAt: nil)
            .save(to: destination, options: options, onProgress: onProgress)
    }

    /// A file at the service, to be saved later.
    func result(_ id: LDXFileID, reference: JobReference?, expiresAt: Date?) -> ResultFile {
        let client = client
        return ResultFile(id: id.rawValue, reference: reference, expiresAt: expiresAt) {
            destination, options, onProgress in
            let endpoint = Endpoint<Void>(
                "files.content", .get, ["files", id.rawValue, "content"], .safe, decode: { _, _ in })
            do {
                return try await Downloader(client, endpoint).download(
                    to: destination, options: options, onProgress: onProgress)
            } catch let error as ClientError where error.code == .notFound {
                throw Self.expired(error, expiresAt)
            }
        }
    }

    /// LDX hub answers 404 for a file that it no longer keeps (LDX hub vendor client, n8n node).
    private static func expired(_ error: ClientError, _ date: Date?) -> ClientError {
        var error = error
        error.code = .resultExpired
        let kept = date.map { " It was kept until \(RFC3339.string($0))." } ?? ""
        error.message =
            "The service does not have this file, or no longer.\(kept) Check the id, or run the job again."
        return error
    }

    static func identified(_ file: LDXFile) throws -> LDXFile {
        guard !file.id.rawValue.isEmpty else {
            throw ClientError(.unexpectedResponse, "The service's answer has no file id.")
        }
        return file
    }
}
