import Foundation

extension LDXChunkedUpload {
    /// Sends a chunk until the service has it, once only.
    ///
    /// - Throws: ``LDXUploadDamage`` when the file can't become right any more, else what stopped the upload.
    mutating func send(_ chunk: Range<Int64>) async throws {
        var next = checksum
        try source.update(&next, with: chunk)
        var attempt = 1
        while true {
            let failure: ClientError
            switch try await sendOnce(chunk) {
            case .failure(let error): failure = error
            case .success(let file):
                guard file.size == chunk.upperBound else { throw unexpected(file.size, chunk) }
                return try await confirm(chunk, next)
            }
            guard failure.code != .notFound else { throw LDXUploadDamage.gone }
            if let failure = failure.ofSource { throw failure }
            let delay = policy.delay(after: attempt, random: files.client.configuration.runtime.random())
            if failure.code == .submissionUncertain {
                if try await isThere(chunk, after: max(settleTime, failure.pause(delay, policy))) {
                    return try await confirm(chunk, next)
                }
                guard attempt < policy.maxAttempts else { throw failure.interruption(of: chunk, upload) }
                try await expectDuplicate()
            } else {
                guard failure.isBeforeService, attempt < policy.maxAttempts else { throw failure }
                try await time.sleep(until: time.now + delay)
                // A proxy that says so may have passed the chunk on all the same.
                if failure.status != nil { try await expectDuplicate() }
            }
            attempt += 1
        }
    }

    private func sendOnce(_ chunk: Range<Int64>) async throws -> Result<LDXFile, ClientError> {
        do {
            return .success(
                try await files.append(
                    chunk, source.body(of: chunk), to: upload, options: plan.call, onProgress: plan.onProgress
                ))
        } catch let error as ClientError {
            return .failure(error)
        }
    }

    /// Whether a chunk is there whose answer nobody saw: looks at once, and again when it has had its time.
    func isThere(_ chunk: Range<Int64>, after pause: Duration) async throws -> Bool {
        if try await isThere(chunk) { return true }
        try await time.sleep(until: time.now + pause)
        return try await isThere(chunk)
    }

    private func isThere(_ chunk: Range<Int64>) async throws -> Bool {
        let file = try await look()
        guard file.size == chunk.lowerBound || file.size == chunk.upperBound else {
            throw unexpected(file.size, chunk)
        }
        return file.size == chunk.upperBound
    }

    /// The file, when it has the size of the source for good as far as can be known.
    func checked() async throws -> LDXFile {
        if upload.mayGrow {
            try await time.sleep(until: (resentAt ?? time.now) + settleTime)
        }
        let file = try await look()
        guard file.size == upload.size else { throw unexpected(file.size, upload.size..<upload.size) }
        guard plan.chunks.verifies else { return file }
        let stored = try await orGone {
            try await files.checksum(of: upload.fileID, atMost: upload.size, plan.call, policy)
        }
        guard stored == checksum.value else {
            throw LDXUploadDamage("the file had the right size, but other bytes than were sent")
        }
        return file
    }

    private func look() async throws -> LDXFile {
        let file = try await orGone { try await files.info(upload.fileID, options: plan.call) }
        guard file.size != nil else {
            throw ClientError(
                .unexpectedResponse,
                "The service does not say how large the uploaded file is, so nothing can be sent safely. Upload it in one request.",
                operation: "files.info")
        }
        return file
    }

    private func orGone<Value>(_ ask: () async throws -> Value) async throws -> Value {
        do {
            return try await ask()
        } catch let error as ClientError where error.code == .notFound {
            throw LDXUploadDamage.gone
        }
    }

    private func unexpected(_ size: Int64?, _ chunk: Range<Int64>) -> LDXUploadDamage {
        let sizes = chunk.isEmpty ? "\(chunk.lowerBound)" : "\(chunk.lowerBound) or \(chunk.upperBound)"
        return LDXUploadDamage(
            "the file had \(size ?? 0) bytes where it could have \(sizes), so a chunk was appended late or twice"
        )
    }
}

extension ClientError {
    /// Whether the request did nothing, and may do so a little later.
    fileprivate var isBeforeService: Bool {
        let reason = (underlying as? TransportFailure)?.reason
        return reason == .cannotConnect || reason == .cannotResolveHost || status == 408 || status == 425
    }

    /// What kept the body from being read: what was sent of it is no complete request.
    fileprivate var ofSource: ClientError? {
        let cause = (underlying as? TransportFailure)?.underlying ?? underlying
        guard let error = cause as? ClientError, [.sourceChanged, .fileUnavailable].contains(error.code)
        else {
            return nil
        }
        return error
    }

    /// How long to wait after a failure: as the service asked, if it did and that is not beyond the policy.
    fileprivate func pause(_ delay: Duration, _ policy: RetryPolicy) -> Duration {
        min(retryAfter ?? delay, policy.totalTime)
    }

    /// The error for a chunk that is certainly not there, however often it was sent.
    fileprivate func interruption(of chunk: Range<Int64>, _ upload: LDXUpload) -> ClientError {
        var error = self
        let failure = underlying as? TransportFailure
        error.code =
            failure.map { ClientError($0).code }
            ?? (status.map { $0 >= 500 } == true ? .serviceFailed : .unexpectedResponse)
        error.message =
            "The upload of “\(upload.filename)” stopped at \(chunk.lowerBound) of \(upload.size) bytes: the next chunk did not get through. "
            + "Resume the upload later. \(cause)"
        return error
    }
}
