import Foundation

extension LDXFiles {
    /// Goes on with an upload by chunks, after a crash or a cancelled task, in any process.
    ///
    /// Asks first what the service has: the chunk that was on its way may have arrived, or may arrive within the
    /// settle time. When the service has no such file any more, or one that can't be right, another one is begun.
    ///
    /// - Parameters:
    ///   - upload: The upload as it was kept last.
    ///   - source: What was being uploaded, unchanged; the part that was sent is read again and compared.
    ///   - chunks: How doubts are settled; the size of chunks is that of the upload.
    ///   - options: What each request does differently.
    ///   - onCheckpoint: As for ``LDXUploadMethod/chunks(_:onCheckpoint:)``.
    ///   - onProgress: Called while bytes leave, from no particular thread; begins with what is confirmed.
    /// - Returns: The file at the service.
    /// - Throws: ``ClientError``, before anything is sent: `.invalidRequest` for an upload of another origin or with
    ///   impossible values, `.fileUnavailable`, `.sourceChanged`. Then what ``upload(_:by:options:onProgress:)`` throws.
    public func resume(
        _ upload: LDXUpload, with source: UploadSource, chunks: LDXChunkOptions = .init(),
        options: CallOptions = .init(), onCheckpoint: LDXUpload.Checkpoint? = nil,
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> LDXFile {
        try await LDXChunkedUpload.resume(
            upload, with: source, self,
            .init(chunks: chunks, call: options, onCheckpoint: onCheckpoint, onProgress: onProgress))
    }

    static let append = "files.append"

    /// Makes an empty file to append to: `POST /uploads` (LDX hub portal, Uploads). An orphan expires by itself.
    func beginUpload(filename: String, options: CallOptions) async throws -> LDXFile {
        var endpoint = Endpoint<LDXFile>("files.begin", .post, ["uploads"], .repeatable) { data, _ in
            try Self.identified(try WireCoding.decode(LDXFile.self, from: data))
        }
        try endpoint.setBody(json: ["filename": filename])
        return try await client.send(endpoint, options: options)
    }

    /// Appends a chunk: `PUT /uploads/{id}`; never sent again unless it did nothing (LDX hub portal, Uploads).
    ///
    /// - Returns: The file with its size.
    func append(
        _ chunk: Range<Int64>, _ body: TransportBody, to upload: LDXUpload, options: CallOptions,
        onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        let path = ["uploads", upload.fileID.rawValue]
        var endpoint = Endpoint<LDXFile>(Self.append, .put, path, .once) { data, _ in
            let file = try WireCoding.decode(LDXFile.self, from: data)
            guard file.size != nil else {
                throw ClientError(.unexpectedResponse, "The service's answer to a chunk names no size.")
            }
            return file
        }
        endpoint.headers["content-type"] = "application/json"
        endpoint.body = body
        if let onProgress {
            endpoint.onUploadProgress = { sent in
                let part = Int64(Double(chunk.count) * sent.fractionCompleted)
                onProgress(TransferProgress(completed: chunk.lowerBound + part, total: upload.size))
            }
        }
        return try await client.send(endpoint, options: options)
    }

    /// Reads a file back for its checksum, in bounded memory; `nil` for one that has more bytes than it should.
    func checksum(
        of id: LDXFileID, atMost size: Int64, _ options: CallOptions, _ policy: RetryPolicy
    ) async throws -> UInt64? {
        let endpoint = Endpoint<Void>(
            "files.content", .get, ["files", id.rawValue, "content"], .safe, decode: { _, _ in })
        let runtime = client.configuration.runtime
        var attempt = 1
        while true {
            do {
                var checksum = XXH64()
                var count: Int64 = 0
                for try await piece in try await client.open(endpoint, options: options).body {
                    count += Int64(piece.count)
                    guard count <= size else { return nil }
                    checksum.update(piece)
                }
                return checksum.value
            } catch let failure as TransportFailure {
                guard attempt < policy.maxAttempts else {
                    throw ClientError(failure).with(operation: "files.content")
                }
                let delay = policy.delay(after: attempt, random: runtime.random())
                try await runtime.time.sleep(until: runtime.time.now + delay)
                attempt += 1
            }
        }
    }
}
