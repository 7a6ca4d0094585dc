/// The outcomes of a job, one a row, in the order of the rows.
///
/// The output is downloaded already, to a file that is gone with the last copy of this value; each iterator reads it from the
/// start, a page at a time, so that any number of records needs little memory.
///
/// ```swift
/// for try await outcome in outcomes {
///     switch outcome.result {
///     case .success(let invoice): print(invoice.total)
///     case .failure(let failure): print(outcome.id, failure)
///     }
/// }
/// ```
/// A row that failed does not stop the others. An iterator throws ``ClientError`` with `.unexpectedResponse`
/// - before the first outcome, if an output file has not as many lines as there were rows, also with blank lines counted as
///   rows without a record: which line belongs to which row is not certain then.
///   ``LDXJobService/outcomes(of:as:options:onEvent:)-(JobReference,_,_,_)`` gives them without rows, and nothing is paid
///   again;
/// - after the last outcome, if rows were in the request and there are other results than theirs, or if the service counts
///   other failures.
public struct Extractions<Record: Decodable & Sendable>: AsyncSequence, Sendable {
    /// What became of one row.
    public typealias Element = Extraction<Record>
    /// ``ClientError`` or `CancellationError`.
    public typealias Failure = any Error

    /// The job as it was read last, with its usage.
    public let job: StructFlow.Job
    /// Where the job is: its outcomes can be read again, see ``LDXJobService/outcomes(of:as:options:onEvent:)-(JobReference,_,_,_)``.
    public let reference: JobReference
    let source: ExtractionSource
    let reader: RecordReader<Record>

    /// Makes an iterator that begins with the first row.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// All outcomes, in memory.
    ///
    /// - Parameter limit: The most outcomes to take. Default: 100,000.
    /// - Throws: ``ClientError`` with `.fileTooLarge` when there are more, and what iterating throws.
    public func all(limit: Int = 100_000) async throws -> [Extraction<Record>] {
        var all: [Extraction<Record>] = []
        for try await outcome in self {
            guard all.count < limit else {
                throw ClientError(
                    .fileTooLarge,
                    "The job has more than the \(limit) outcomes that were allowed. Allow more, or take them one by one.",
                    reference: reference)
            }
            all.append(outcome)
        }
        return all
    }

    /// Gives the outcomes one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let outcomes: Extractions
        private var page = Page(next: ExtractionSource.Place())
        private var place = 0
        private var refused = 0
        private var without = 0

        fileprivate init(_ outcomes: Extractions) { self.outcomes = outcomes }

        /// The next outcome; `nil` after the last.
        public mutating func next() async throws -> Extraction<Record>? {
            try await next(isolation: #isolation)
        }

        /// The next outcome; `nil` after the last.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Extraction<Record>?
        {
            try Task.checkCancellation()
            while place == page.outcomes.count {
                guard let next = page.next else { return nil }
                // What goes wrong here goes wrong once: after it there is nothing more.
                page = Page()
                place = 0
                let read = try await outcomes.page(at: next)
                refused += read.refused
                without += read.without
                if read.next == nil, read.outcomes.isEmpty { try check(next) }
                page = read
            }
            defer { place += 1 }
            return page.outcomes[place]
        }

        private func check(_ end: ExtractionSource.Place) throws {
            if let lack = outcomes.source.lack(
                rows: end.index, refused: refused, without: without, of: outcomes.job)
            {
                throw ClientError(.unexpectedResponse, lack, reference: outcomes.reference)
            }
        }
    }

    /// Some outcomes in a row.
    struct Page: Sendable {
        var outcomes: [Extraction<Record>] = []
        /// How many rows failed in the service's words.
        var refused = 0
        /// How many have neither a record nor such words.
        var without = 0
        /// Where the next page begins; the one after the last is empty and has none.
        var next: ExtractionSource.Place?
    }

    /// Reads and decodes, off the caller's actor.
    @concurrent
    private func page(at place: ExtractionSource.Place) async throws -> Page {
        do {
            let (rows, next) = try source.rows(at: place)
            var page = Page(next: next)
            page.outcomes.reserveCapacity(rows.count)
            for row in rows {
                let result: Result<Record, ExtractionFailure>
                switch row.content {
                case .record(let line):
                    result = reader.result(of: line)
                    if case .failure(let failure) = result, failure.reason == .refused { page.refused += 1 }
                case .failure(let failure):
                    result = .failure(failure)
                    if failure.reason != .tooLong { page.without += 1 }
                }
                page.outcomes.append(Extraction(index: row.index, id: row.id, result: result))
            }
            return page
        } catch let error as ClientError {
            throw error.with(operation: "structflow.output", reference: reference)
        }
    }
}
