import Foundation

/// Runs an upload by chunks from wherever it stands.
struct LDXChunkedUpload {
    /// What its caller asked for.
    struct Plan: Sendable {
        var chunks: LDXChunkOptions
        var call: CallOptions
        var onCheckpoint: LDXUpload.Checkpoint?
        var onProgress: (@Sendable (TransferProgress) -> Void)?
    }

    let files: LDXFiles
    let source: LDXChunkSource
    let plan: Plan
    var upload: LDXUpload
    /// Of the confirmed bytes.
    var checksum = XXH64()
    /// When a chunk was sent again last.
    var resentAt: Duration?

    var time: any TimeSource { files.client.configuration.runtime.time }
    var policy: RetryPolicy { plan.call.retry ?? files.client.configuration.retry }

    /// How long a chunk may still be on its way; longer each time that this turned out to be too short.
    var settleTime: Duration { plan.chunks.settleTime * (1 << min(upload.sessions - 1, 10)) }

    /// Begins an upload and brings it to its end.
    @concurrent
    static func start(_ source: UploadSource, _ files: LDXFiles, _ plan: Plan) async throws -> LDXFile {
        try plan.chunks.validate()
        let source = try LDXChunkSource(source)
        let upload = LDXUpload(
            baseURL: files.client.base.description, fileID: "", filename: source.filename, size: source.size,
            confirmed: 0, modified: source.modified, contents: source.contents, checksum: XXH64().value,
            chunkSize: plan.chunks.size, sessions: 0, mayGrow: false)
        var run = LDXChunkedUpload(files: files, source: source, plan: plan, upload: upload)
        try await run.beginSession()
        return try await run.complete(isResumed: false)
    }

    /// Goes on with an upload and brings it to its end.
    @concurrent
    static func resume(
        _ upload: LDXUpload, with source: UploadSource, _ files: LDXFiles, _ plan: Plan
    ) async throws -> LDXFile {
        try plan.chunks.validate()
        try upload.validate(for: files.client)
        let source = try LDXChunkSource(source)
        let checksum = try source.check(against: upload)
        var run = LDXChunkedUpload(
            files: files, source: source, plan: plan, upload: upload, checksum: checksum)
        return try await run.complete(isResumed: true)
    }

    /// Sends what is missing; a file that has another size than it can have is given up for a new one.
    private mutating func complete(isResumed: Bool) async throws -> LDXFile {
        var isResumed = isResumed
        while true {
            do {
                reportProgress()
                if isResumed { try await takeUp() }
                while let chunk = upload.chunks.chunk(at: upload.confirmed) { try await send(chunk) }
                return try await checked()
            } catch let damage as LDXUploadDamage {
                guard upload.sessions < plan.chunks.maxSessions else {
                    throw damage.error(upload)
                }
                isResumed = false
                try await beginSession()
            }
        }
    }

    private mutating func beginSession() async throws {
        let file = try await files.beginUpload(filename: upload.filename, options: plan.call)
        upload.fileID = file.id
        upload.confirmed = 0
        checksum = XXH64()
        upload.checksum = checksum.value
        upload.sessions += 1
        upload.mayGrow = false
        resentAt = nil
        try await keep()
    }

    /// Finds out what became of the chunk that was on its way when the upload was interrupted.
    private mutating func takeUp() async throws {
        guard let chunk = upload.chunks.chunk(at: upload.confirmed) else { return }
        if try await isThere(chunk, after: settleTime) {
            var checksum = checksum
            try source.update(&checksum, with: chunk)
            try await confirm(chunk, checksum)
        } else {
            try await expectDuplicate()
        }
    }

    func reportProgress() { plan.onProgress?(upload.progress) }

    /// Keeps the upload as it stands; nothing is sent before that is done.
    private func keep() async throws {
        do {
            try await plan.onCheckpoint?(upload)
        } catch {
            if error is CancellationError || Task.isCancelled { throw CancellationError() }
            throw ClientError(
                .clientCodeFailed,
                "The upload could not be kept (\(type(of: error))), so it was stopped. See the underlying error.",
                operation: "files.upload", underlying: error)
        }
    }

    mutating func confirm(_ chunk: Range<Int64>, _ checksum: XXH64) async throws {
        self.checksum = checksum
        upload.checksum = checksum.value
        upload.confirmed = chunk.upperBound
        try await keep()
        reportProgress()
    }

    /// A chunk is sent again that may be appended late, in spite of all.
    mutating func expectDuplicate() async throws {
        resentAt = time.now
        upload.mayGrow = true
        try await keep()
    }
}
