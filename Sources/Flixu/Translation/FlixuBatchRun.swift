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

    /// - Throws: `CancellationError`; then parts that had been told of are not lost, and those under way may be paid.
    @concurrent
    func run(onPart: (@Sendable (FlixuBatchPart) -> Void)?) async throws -> FlixuBatch {
        let requests = parts()
        var parts: [FlixuBatchPart] = requests.enumerated().map { index, part in
            FlixuBatchPart(
                index: index, count: requests.count, keys: part.strings.entries.map(\.key),
                languages: part.targetLanguages)
        }
        var isCancelled = false
        var stop: FlixuBatchPart?
        await withTaskGroup(of: FlixuBatchPart?.self) { group in
            var next = 0
            for _ in 0..<min(requests.count, options.maxConcurrentParts) {
                add(parts[next], requests[next], to: &group)
                next += 1
            }
            // Read to its end also when it was cancelled: a part that came meanwhile is paid and must be told of.
            while let ended = await group.next() {
                guard let part = ended else {
                    isCancelled = true
                    continue
                }
                parts[part.index] = part
                onPart?(part)
                if stop == nil, let code = part.error?.code, Self.pointless.contains(code) { stop = part }
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
        return FlixuBatch(strings: request.strings, languages: request.targetLanguages, parts: parts)
    }

    /// What would befall every other part as well.
    static let pointless: Set<ClientError.Code> = [
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
                part.error = ClientError(wrapping: error)
                part.meta = part.error?.requestID.map { FlixuMeta(requestID: $0) }
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
