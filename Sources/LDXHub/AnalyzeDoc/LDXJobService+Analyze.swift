import Foundation

extension LDXJobService where Request == AnalyzeDoc.Request, Job == AnalyzeDoc.Job {
    /// Makes a record of a document: the example's type is the schema, and the type of the record.
    ///
    /// ```swift
    /// let example = Invoice(number: "INV-2025-0001", total: 10_000)
    /// let invoice = try await ldx.analyzeDoc.analyze(.file(scan), as: example, model: model, prompt: "…").record
    /// ```
    ///
    /// - Parameters:
    ///   - input: A PDF, JPEG or PNG file.
    ///   - example: A record with a value in each place; see ``LanguageJobs/JSONValue/init(example:)``.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - prompt: What is to be taken out of the document.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Throws: ``ClientError`` with `.invalidRequest` for the example, before anything is sent; what ``run(_:_:preflight:options:onEvent:)``
    ///   throws; `.unexpectedResponse` when the output is no such record: the message says where, the excerpt is the output's
    ///   start, and the reference gives all of it again without paying.
    @concurrent
    public func analyze<Record: Codable & Sendable>(
        _ input: LDXInput, as example: Record, model: String, prompt: String, preflight: Bool = false,
        options: WatchOptions? = nil, onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Analysis<Record> {
        let example = try JSONValue(example: example)
        let request = Request(model: model, fileID: "", systemPrompt: prompt, exampleOutput: example)
        let watcher = try await start(
            input, request, preflight: preflight, options: options, onEvent: onEvent)
        return try await analysis(of: watcher, RecordReader(example: example), options, onEvent)
    }

    /// The record of a job that was created before, in this or another process.
    ///
    /// - Parameters:
    ///   - reference: What was saved of the job.
    ///   - type: The type of the record. An output `{"output":{…}}` is taken for a record in a wrapping, if a record can be
    ///     read from what is in it.
    ///   - options: How to wait.
    ///   - onEvent: Told of each snapshot.
    /// - Throws: ``ClientError``: `.invalidRequest` for a reference of another service or address, what ``JobWatcher/result()``
    ///   throws, and `.unexpectedResponse` when the output is no such record.
    @concurrent
    public func analysis<Record: Decodable & Sendable>(
        of reference: JobReference, as type: Record.Type, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Analysis<Record> {
        let watcher = try resume(reference, options: options)
        return try await analysis(of: watcher, RecordReader(example: nil), options, onEvent)
    }

    /// The record of a job that was created before; see ``analysis(of:as:options:onEvent:)-(JobReference,_,_,_)``.
    @concurrent
    public func analysis<Record: Decodable & Sendable>(
        of id: JobID<Job>, as type: Record.Type, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Analysis<Record> {
        let watcher = watch(id, options: options)
        return try await analysis(of: watcher, RecordReader(example: nil), options, onEvent)
    }

    private func analysis<Record>(
        of watcher: JobWatcher<Job, Output>, _ reader: RecordReader<Record>, _ options: WatchOptions?,
        _ onEvent: (@Sendable (JobRunEvent<Job>) -> Void)?
    ) async throws -> Analysis<Record> {
        let job = try await watcher.ended(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
        let reference = watcher.reference ?? reference(to: job.id)
        do {
            let output = try await output(of: job, options: (options ?? context.watching).call)
            let record = try Self.record(in: try await output.data(), reader)
            return Analysis(record: record, job: job, reference: reference)
        } catch let error as ClientError {
            throw error.with(operation: "analyzedoc.output", reference: reference)
        }
    }

    private static func record<Record>(in data: Data, _ reader: RecordReader<Record>) throws -> Record {
        let hasMark = data.starts(with: [0xEF, 0xBB, 0xBF])
        switch reader.result(of: hasMark ? data.dropFirst(3) : data) {
        case .success(let record): return record
        case .failure(let failure):
            throw ClientError(
                failure.reason == .refused ? .jobFailed : .unexpectedResponse, failure.message,
                serviceCode: failure.serviceCode, bodyExcerpt: failure.excerpt, underlying: failure)
        }
    }
}
