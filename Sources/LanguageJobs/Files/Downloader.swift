package import Foundation

/// Downloads a file in bounded memory, goes on after a cut, and puts it into place when it is whole.
package struct Downloader: Sendable {
    private let client: ServiceClient
    private let endpoint: Endpoint<Void>

    /// - Parameter endpoint: Where the contents are; must be safe.
    package init(_ client: ServiceClient, _ endpoint: Endpoint<Void>) {
        self.client = client
        self.endpoint = endpoint
    }

    @concurrent
    package func download(
        to destination: URL, options: DownloadOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> DownloadedFile {
        if !options.overwrites, FileManager.default.fileExists(atPath: destination.path) {
            throw PartialFile.exists(destination)
        }
        let file = try PartialFile(for: destination)
        var state = State()
        var failures = 0
        // What counts is to get farther than ever: a server that begins anew each time would go on for ever.
        var farthest: Int64 = 0
        while true {
            do {
                try await fetch(into: file, &state, options, onProgress)
                break
            } catch {
                let failure = try interruption(error)
                failures = state.received > farthest ? 1 : failures + 1
                farthest = max(farthest, state.received)
                guard failure.isTransient, failures <= options.maxResumptions else {
                    throw ClientError(failure).with(operation: endpoint.operation)
                }
                try await pause(after: failures)
            }
        }
        try Task.checkCancellation()
        try file.moveIntoPlace(destination, overwrites: options.overwrites)
        return DownloadedFile(
            url: destination, size: state.received, suggestedName: state.suggestedName,
            contentType: state.contentType)
    }

    /// What broke a body off; throws what is no such thing.
    private func interruption(_ error: any Error) throws -> TransportFailure {
        if error is CancellationError || Task.isCancelled { throw CancellationError() }
        if let error = error as? ClientError { throw error }
        return (error as? TransportFailure)
            ?? TransportFailure(.other, "The transport failed: \(type(of: error)).", underlying: error)
    }

    /// What is known of the file that is on its way.
    private struct State {
        var received: Int64 = 0
        var total: Int64?
        /// Strong validator of what was received, so that the rest belongs to it.
        var validator: (name: String, value: String)?
        var suggestedName: String?
        var contentType: String?

        /// Whether a part is of the file that was begun, as far as its length and its validator tell.
        func isContinued(by headers: TransportHeaders, _ range: ContentRange) -> Bool {
            let isSameTag =
                validator?.name != "if-match" || [nil, validator?.value].contains(headers["etag"])
            return isSameTag && (total == nil || [nil, total].contains(range.total))
        }
    }

    private func fetch(
        into file: PartialFile, _ state: inout State, _ options: DownloadOptions,
        _ onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws {
        var endpoint = endpoint
        endpoint.headers["accept"] = "*/*"
        // The coding would make byte positions those of another representation.
        endpoint.headers["accept-encoding"] = "identity"
        if state.received > 0 {
            endpoint.headers["range"] = "bytes=\(state.received)-"
            if let validator = state.validator { endpoint.headers[validator.name] = validator.value }
        }
        let metadata: ResponseMetadata
        let body: TransportStream
        do {
            (metadata, body) = try await client.open(endpoint, options: options.call)
        } catch let error as ClientError
            where state.received > 0 && (error.status == 412 || error.status == 416)
        {
            // Another file, or another length, than the one that was begun.
            try file.restart()
            state = State()
            return try await fetch(into: file, &state, options, onProgress)
        }
        try begin(metadata, file, &state, options)
        for try await chunk in body {
            try file.append(chunk)
            state.received += Int64(chunk.count)
            try check(state, options)
            onProgress?(TransferProgress(completed: state.received, total: state.total))
        }
        if let total = state.total, state.received != total {
            throw TransportFailure(
                .connectionLost, "The download ended after \(state.received) of \(total) bytes.")
        }
    }

    /// Reads the head: a part that fits is appended, anything else starts over.
    private func begin(
        _ metadata: ResponseMetadata, _ file: PartialFile, _ state: inout State, _ options: DownloadOptions
    ) throws {
        let headers = metadata.headers
        if metadata.status == 206, let range = ContentRange(headers["content-range"]),
            range.first == state.received, state.isContinued(by: headers, range)
        {
            state.total = range.total ?? state.total
        } else if metadata.status == 206, state.received > 0 || headers["content-range"] != nil {
            throw ClientError(
                .unexpectedResponse,
                "The service sent another part, or of another file, than was asked for (\(headers["content-range"] ?? "none")). Download it again.",
                operation: endpoint.operation, status: metadata.status, requestID: metadata.requestID)
        } else {
            if state.received > 0 { try file.restart() }
            state = State()
            state.total =
                headers["content-encoding"] == nil ? headers["content-length"].flatMap { Int64($0) } : nil
        }
        state.suggestedName =
            ContentDisposition.filename(headers["content-disposition"]) ?? state.suggestedName
        state.contentType = headers["content-type"] ?? state.contentType
        if let etag = headers["etag"], !etag.hasPrefix("W/") {
            state.validator = ("if-match", etag)
        } else if let date = headers["last-modified"] {
            state.validator = ("if-unmodified-since", date)
        }
        try check(state, options)
    }

    private func check(_ state: State, _ options: DownloadOptions) throws {
        do {
            try options.check(max(state.received, state.total ?? 0))
        } catch let error as ClientError {
            throw error.with(operation: endpoint.operation)
        }
    }

    private func pause(after failures: Int) async throws {
        let runtime = client.configuration.runtime
        let delay = client.configuration.retry.delay(after: failures, random: runtime.random())
        try await runtime.time.sleep(until: runtime.time.now + delay)
    }
}
