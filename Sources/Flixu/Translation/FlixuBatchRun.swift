/// Sends a batch part by part, a few at a time, and puts together what came.
struct FlixuBatchRun: Sendable {
    private let service: any FlixuTranslating
    private let request: FlixuBatchRequest
    private let options: FlixuBatchOptions

    /// - Throws: ``ClientError`` with `.invalidRequest`, before anything is sent.
    init(_ service: any FlixuTranslating, _ request: FlixuBatchRequest, _ options: FlixuBatchOptions) throws {
        try request.validateContents()
        self.service = service
        self.request = request
        self.options = options
    }

    /// Runs several, one after the other, whose parts are counted as one call's; after a part that shows that the others make
    /// no sense none is sent.
    ///
    /// - Parameter earlier: How many parts are counted before them.
    /// - Throws: `CancellationError`; then parts that had been told of are not lost, and those under way may be paid.
    @concurrent
    static func run(
        _ runs: [FlixuBatchRun], after earlier: Int = 0, onPart: (@Sendable (FlixuBatchPart) -> Void)?
    ) async throws -> [FlixuBatch] {
        let requests = runs.map { $0.parts() }
        let count = requests.reduce(earlier) { $0 + $1.count }
        var first = earlier
        var batches: [FlixuBatch] = []
        for (run, requests) in zip(runs, requests) {
            let parts = requests.enumerated().map { index, part in
                FlixuBatchPart(
                    index: first + index, count: count, keys: part.strings.entries.map(\.key),
                    languages: part.targetLanguages)
            }
            let stop = batches.lazy.flatMap(\.parts).first(where: Self.isPointless)
            batches.append(try await run.run(requests, parts, stop, onPart))
            first += requests.count
        }
        return batches
    }

    private func run(
        _ requests: [FlixuBatchRequest], _ parts: [FlixuBatchPart], _ earlier: FlixuBatchPart?,
        _ onPart: (@Sendable (FlixuBatchPart) -> Void)?
    ) async throws -> FlixuBatch {
        var parts = parts
        let first = parts.first?.index ?? 0
        var isCancelled = false
        var stop = earlier
        await withTaskGroup(of: FlixuBatchPart?.self) { group in
            var next = 0
            while stop == nil, next < min(requests.count, options.maxConcurrentParts) {
                add(parts[next], requests[next], to: &group)
                next += 1
            }
            // Read to its end also when it was cancelled: a part that came meanwhile is paid and must be told of.
            while let ended = await group.next() {
                guard let part = ended else {
                    isCancelled = true
                    continue
                }
                parts[part.index - first] = part
                onPart?(part)
                if stop == nil, Self.isPointless(part) { stop = part }
                if next < requests.count, stop == nil, !isCancelled, !Task.isCancelled {
                    add(parts[next], requests[next], to: &group)
                    next += 1
                }
            }
            if let stop {
                for index in next..<requests.count {
                    parts[index] = Self.unsent(parts[index], after: stop)
                    onPart?(parts[index])
                }
            } else if next < requests.count {
                isCancelled = true
            }
        }
        if isCancelled { throw CancellationError() }
        return FlixuBatch(
            strings: request.strings, languages: request.targetLanguages, parts: parts,
            sourceLanguage: request.sourceLanguage, assets: request.assets)
    }

    private static func isPointless(_ part: FlixuBatchPart) -> Bool {
        part.error.map { pointless.contains($0.code) } ?? false
    }

    /// What would befall every other part as well.
    private static let pointless: Set<ClientError.Code> = [
        .unauthorized, .forbidden, .insufficientCredit, .missingCredential, .insecureConnection,
    ]

    private func parts() -> [FlixuBatchRequest] {
        let entries = request.strings.entries
        let languages = request.targetLanguages
        return stride(from: 0, to: entries.count, by: FlixuBatchRequest.stringLimit).flatMap { first in
            stride(from: 0, to: languages.count, by: FlixuBatchRequest.languageLimit).map { firstLanguage in
                var part = request
                part.strings.entries = Array(entries[first...].prefix(FlixuBatchRequest.stringLimit))
                part.targetLanguages = Array(
                    languages[firstLanguage...].prefix(FlixuBatchRequest.languageLimit))
                return part
            }
        }
    }

    private func add(
        _ part: FlixuBatchPart, _ request: FlixuBatchRequest, to group: inout TaskGroup<FlixuBatchPart?>
    ) {
        let (service, call) = (service, options.call)
        group.addTask {
            var part = part
            do {
                part.take(try await service.translate(request, options: call))
            } catch is CancellationError {
                return nil
            } catch {
                part.fail(ClientError(wrapping: error))
            }
            return part
        }
    }

    private static func unsent(_ part: FlixuBatchPart, after stop: FlixuBatchPart) -> FlixuBatchPart {
        var part = part
        part.isSent = false
        part.error = ClientError(
            stop.error?.code ?? .invalidRequest,
            "This part was not sent, since part \(stop.index + 1) failed: \(stop.error?.message ?? "")",
            operation: "translations.batch", serviceCode: stop.error?.serviceCode)
        return part
    }
}
