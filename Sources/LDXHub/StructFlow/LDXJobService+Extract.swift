import Foundation

extension LDXJobService where Request == StructFlow.Request, Job == StructFlow.Job {
    /// Makes a record of each row: the example's type is the schema, and the type of the records.
    ///
    /// ```swift
    /// let example = Invoice(number: "INV-2025-0001", total: 10_000)
    /// for try await outcome in try await ldx.structFlow.extract(example, model: model, prompt: "…", from: rows) {
    ///     switch outcome.result {
    ///     case .success(let invoice): print(invoice.total)
    ///     case .failure(let failure): print(outcome.id, failure)
    ///     }
    /// }
    /// ```
    /// Rows are written to a temporary file, uploaded and worked on; the records are downloaded, and decoded while they are
    /// read. Any number of rows needs little memory.
    ///
    /// A creation whose answer is lost, `.submissionUncertain`, is not found again by its input: StructFlow's jobs do not name
    /// their file (LDX hub portal, StructFlow Jobs). The same is so when the call is cancelled before
    /// ``JobRunEvent/created(_:)``. Look for a job of that time in ``JobListing/jobs(after:options:)`` before rows are sent
    /// again.
    ///
    /// - Parameters:
    ///   - example: A record with a value in each place; see ``LanguageJobs/JSONValue/init(example:)``.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - prompt: What is to be taken out of each row.
    ///   - rows: What to read; each is written as one JSON object, with dates in ISO 8601. A `Double` or a `Decimal` keeps its
    ///     fraction also when that is nothing: `10000.0`.
    ///   - delivery: How rows get to the service. Default: as a file.
    ///   - preflight: Whether to ask the catalogue first, before any row is taken; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait and to read.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Returns: The outcomes, once the job is completed; rows that failed are among them.
    /// - Throws: ``ClientError`` with `.invalidRequest` for the example, before anything is sent; what `preflight` throws. Before
    ///   anything is uploaded: `.invalidRequest` for no rows and for a row that is no JSON object or can't be sent without loss
    ///   (by its number), `.fileTooLarge` beyond ``LDXFiles/sizeLimit``; what the rows throw. Then what ``run(_:_:preflight:options:onEvent:)``
    ///   throws, with the job's reference once there is one.
    @concurrent
    public func extract<Record: Codable & Sendable, Rows: AsyncSequence>(
        _ example: Record, model: String, prompt: String, from rows: sending Rows,
        delivery: RowDelivery<Rows.Element> = .file, preflight: Bool = false,
        options: ExtractionOptions = .init(), onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Extractions<Record> where Rows.Element: Encodable & Sendable {
        var request = try checkedRequest(example, model, prompt)
        if preflight { try await self.preflight(request, options: call(options)) }
        let reader = RecordReader<Record>(example: request.exampleOutput)
        switch delivery.storage {
        case .file:
            let (watcher, count) = try await start(rows, request, options, onEvent)
            return try await outcomes(of: watcher, reader, .file(count: count), options, onEvent)
        case .inline(let id):
            var inline = InlineRows()
            for try await row in rows { try inline.append(row, id: id) }
            request.fileID = nil
            request.inputs = inline.inputs
            try request.validate()
            let watcher = try await start(nil, request, options: options.watching, onEvent: onEvent)
            let ids = inline.inputs.map(\.id)
            return try await outcomes(of: watcher, reader, .inline(ids: ids), options, onEvent)
        }
    }

    /// Makes a record of each row; see ``extract(_:model:prompt:from:delivery:preflight:options:onEvent:)-(_,_,_,Rows,_,_,_,_)``.
    @concurrent
    public func extract<Record: Codable & Sendable, Rows: Sequence>(
        _ example: Record, model: String, prompt: String, from rows: sending Rows,
        delivery: RowDelivery<Rows.Element> = .file, preflight: Bool = false,
        options: ExtractionOptions = .init(), onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Extractions<Record> where Rows.Element: Encodable & Sendable {
        try await extract(
            example, model: model, prompt: prompt, from: SequenceRows(base: rows), delivery: delivery,
            preflight: preflight, options: options, onEvent: onEvent)
    }

    /// Makes a record of each line of a file: one on disk, one that was uploaded, or what another job made.
    ///
    /// ```swift
    /// let text = try await ldx.extractDoc.run(.file(report), engine: "ki/extract", to: .jsonl)
    /// let outcomes = try await ldx.structFlow.extract(example, model: model, prompt: "…", from: .result(text))
    /// ```
    /// How many lines there are is not known, so that a missing outcome is not noticed. A creation whose answer is lost can't
    /// be found by its input, as with rows.
    ///
    /// - Parameters:
    ///   - example: A record with a value in each place; see ``LanguageJobs/JSONValue/init(example:)``.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - prompt: What is to be taken out of each line.
    ///   - input: JSONL, one object a line.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait and to read.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Returns: The outcomes, once the job is completed; lines that failed are among them.
    /// - Throws: ``ClientError`` with `.invalidRequest` for the example, before anything is sent; then what ``run(_:_:preflight:options:onEvent:)``
    ///   throws, with the job's reference once there is one.
    @concurrent
    public func extract<Record: Codable & Sendable>(
        _ example: Record, model: String, prompt: String, from input: LDXInput, preflight: Bool = false,
        options: ExtractionOptions = .init(), onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> Extractions<Record> {
        let request = try checkedRequest(example, model, prompt)
        let watcher = try await start(
            input, request, preflight: preflight, options: options.watching, onEvent: onEvent)
        let reader = RecordReader<Record>(example: request.exampleOutput)
        return try await outcomes(of: watcher, reader, .unknown, options, onEvent)
    }

    /// Uploads rows and creates the job; the file of the rows is gone when this returns.
    private func start<Rows: AsyncSequence>(
        _ rows: Rows, _ request: Request, _ options: ExtractionOptions,
        _ onEvent: (@Sendable (JobRunEvent<Job>) -> Void)?
    ) async throws -> (JobWatcher<Job, Output>, count: Int) where Rows.Element: Encodable {
        let files = TemporaryFiles(in: options.temporaryDirectory)
        var spool = try RowSpool(in: files, limit: LDXFiles.sizeLimit)
        for try await row in rows {
            try Task.checkCancellation()
            try spool.append(row)
        }
        let input = LDXInput(storage: .upload(try spool.finish()))
        let watcher = try await start(input, request, options: options.watching, onEvent: onEvent)
        return withExtendedLifetime(spool.storage) { (watcher, spool.count) }
    }

    private func checkedRequest(
        _ example: some Encodable, _ model: String, _ prompt: String
    ) throws -> Request {
        let example = try JSONValue(example: example)
        let request = Request(model: model, systemPrompt: prompt, exampleOutput: example, fileID: "")
        try request.validate()
        return request
    }

    private func call(_ options: ExtractionOptions) -> CallOptions {
        (options.watching ?? context.watching).call
    }
}
