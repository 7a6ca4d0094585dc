/// The jobs of a list, page after page; each page is read when the sequence gets there.
///
/// ```swift
/// for try await job in ldx.refineLoop.allJobs() where job.phase == .active { print(job.id) }
/// ```
/// A job that is created meanwhile may be missing, or shift another to where it is given twice.
public struct AllJobs<Job: Sendable>: AsyncSequence, Sendable {
    /// A line of the list.
    public typealias Element = Job
    /// ``ClientError`` or `CancellationError`.
    public typealias Failure = any Error

    private let page: @Sendable (_ cursor: String?) async throws -> JobPage<Job>

    package init(page: @escaping @Sendable (_ cursor: String?) async throws -> JobPage<Job>) {
        self.page = page
    }

    /// Makes an iterator that reads the list from its beginning.
    public func makeAsyncIterator() -> Iterator { Iterator(page: page) }

    /// Gives the jobs one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let page: @Sendable (_ cursor: String?) async throws -> JobPage<Job>
        private var rest: ArraySlice<Job> = []
        private var cursor: String?
        /// The cursors so far: a list that comes back to one of them has no end.
        private var seen: Set<String> = []
        private var isAtEnd = false

        init(page: @escaping @Sendable (_ cursor: String?) async throws -> JobPage<Job>) {
            self.page = page
        }

        /// The next job; `nil` after the last.
        ///
        /// - Throws: What reading a page throws; `.unexpectedResponse` when a page names one as the next that was read already.
        public mutating func next() async throws -> Job? {
            while rest.isEmpty, !isAtEnd {
                try Task.checkCancellation()
                isAtEnd = true
                let answer = try await page(cursor)
                if let next = answer.next, !seen.insert(next).inserted {
                    throw ClientError(
                        .unexpectedResponse,
                        "The list of jobs has no end: a page names one as the next that was read already.")
                }
                rest = answer.jobs[...]
                isAtEnd = answer.next == nil
                cursor = answer.next
            }
            return rest.popFirst()
        }
    }
}

extension JobListing {
    /// All jobs that the service lists, the newest first, over all pages.
    public func allJobs(options: CallOptions = .init()) -> AllJobs<Job> {
        AllJobs { cursor in try await self.jobs(after: cursor, options: options) }
    }
}
