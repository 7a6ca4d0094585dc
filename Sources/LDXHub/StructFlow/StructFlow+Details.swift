extension StructFlow {
    /// What a completed job says of rows that were in its request; nothing for a job with a file (LDX hub portal, StructFlow
    /// Jobs).
    ///
    /// A job can be completed although some of its rows failed.
    public struct Details: Codable, Hashable, Sendable {
        /// The summary as it came; see ``failedCount``.
        public var summary: JSONValue?
        /// One result a row.
        public var results: [RowResult]?

        /// Makes details, for a fake.
        public init(summary: JSONValue? = nil, results: [RowResult]? = nil) {
            self.summary = summary
            self.results = results
        }

        /// How many rows failed, as the service counts.
        public var failedCount: Int? {
            if case .integer(let count)? = summary?["failed_count"] { Int(exactly: count) } else { nil }
        }

        private enum CodingKeys: String, CodingKey {
            case summary
            case results
        }

        /// Reads what the service sends; every member may be missing.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            summary = container.lenient(JSONValue.self, .summary)
            results = container.lenient([RowResult].self, .results)
        }
    }
}
