import Foundation

/// What is known of the rows that were sent.
enum SentRows {
    case file(count: Int)
    case inline(ids: [String])
    case unknown
}

extension LDXJobService where Request == StructFlow.Request, Job == StructFlow.Job {
    /// The outcomes of a job that was created before, in this or another process, with rows in a file or in the request.
    ///
    /// How many rows were sent is not known here, so that a missing outcome is not noticed.
    ///
    /// - Parameters:
    ///   - reference: What was saved of the job.
    ///   - type: The type of its records. A line `{"output":{…}}` is taken for a record in a wrapping, if a record can be read
    ///     from what is in it: a type that has a member `output` itself should have another one that may not be missing.
    ///   - options: How to wait and to read.
    ///   - onEvent: Told of each snapshot.
    /// - Throws: ``ClientError``: `.invalidRequest` for a reference of another service or address, what ``JobWatcher/result()``
    ///   throws, and `.resultExpired` when the records are no longer kept.
    @concurrent
    public func outcomes<Record: Decodable & Sendable>(
        of reference: JobReference, as type: Record.Type, options: ExtractionOptions = .init(),
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Extractions<Record> {
        let watcher = try resume(reference, options: options.watching)
        return try await outcomes(of: watcher, RecordReader(example: nil), .unknown, options, onEvent)
    }

    /// The outcomes of a job that was created before; see ``outcomes(of:as:options:onEvent:)-(JobReference,_,_,_)``.
    @concurrent
    public func outcomes<Record: Decodable & Sendable>(
        of id: JobID<Job>, as type: Record.Type, options: ExtractionOptions = .init(),
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Extractions<Record> {
        let watcher = watch(id, options: options.watching)
        return try await outcomes(of: watcher, RecordReader(example: nil), .unknown, options, onEvent)
    }

    /// Waits for a job and makes its outcomes ready.
    func outcomes<Record>(
        of watcher: JobWatcher<Job, Output>, _ reader: RecordReader<Record>, _ sent: SentRows,
        _ options: ExtractionOptions, _ onEvent: (@Sendable (JobRunEvent<Job>) -> Void)?
    ) async throws -> Extractions<Record> {
        let job = try await watcher.ended(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
        let reference = watcher.reference ?? reference(to: job.id)
        do {
            return Extractions(
                job: job, reference: reference, source: try await source(of: job, sent, options),
                reader: reader)
        } catch let error as ClientError {
            throw error.with(operation: "structflow.output", reference: reference)
        }
    }

    private func source(
        of job: Job, _ sent: SentRows, _ options: ExtractionOptions
    ) async throws -> ExtractionSource {
        if job.outputFileID == nil, let results = job.details.results {
            if case .inline(let ids) = sent { return .results(MatchedResults(results, of: ids)) }
            return .results(MatchedResults(results))
        }
        let call = (options.watching ?? context.watching).call
        let output = try await output(of: job, options: call)
        let file = try await Self.privateCopy(of: output, in: options.temporaryDirectory, call)
        let rows: Int? =
            switch sent {
            case .file(let count): count
            case .inline(let ids): ids.count
            case .unknown: nil
            }
        let lines = LineFile(file, lineLimit: options.lineLimit)
        return .lines(lines, try rows.map { try LineMatch(lines, rows: $0) } ?? .unknown)
    }

    /// Downloads a file to a place that nobody else sees, and that has no name when this returns.
    private static func privateCopy(
        of output: ResultFile, in directory: URL?, _ call: CallOptions
    ) async throws -> OpenFile {
        do {
            let temporary = try TemporaryFiles(in: directory).makeFile(isNamed: true)
            // Its name goes when it does, also when the download has put another file there.
            defer { withExtendedLifetime(temporary) {} }
            guard let path = temporary.path else { return temporary.file }
            try await output.save(to: URL(filePath: path), options: DownloadOptions(call: call))
            return try OpenFile(reading: URL(filePath: path))
        } catch let error as TransportFailure {
            throw ClientError(error)
        }
    }
}
