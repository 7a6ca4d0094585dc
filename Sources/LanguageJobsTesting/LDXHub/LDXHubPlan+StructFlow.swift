extension LDXHubPlan {
    /// How StructFlow's records come out: which of them fail, and what its documents leave open.
    public struct StructFlow: Sendable, Hashable {
        /// What ends a line of an output file.
        public enum LineEnding: String, Sendable, Hashable {
            /// A line feed.
            case lineFeed = "\n"
            /// A carriage return and a line feed.
            case carriageReturnLineFeed = "\r\n"
        }

        /// The share of records, from 0 to 1, that fail as if a provider behind the service had. Default: 0.
        ///
        /// A record's fate depends on the plan's seed, the job's number and the record's place, on nothing else.
        public var failureRate = 0.0
        /// The records of every job that fail so, by their places, from 1.
        public var failingRecords: Set<Int> = []
        /// How the results of jobs with inline inputs are spelled.
        public var results = ResultSpelling()
        /// Whether an inline input's `data` may be a string: JSON of an object, or else its member `text`.
        ///
        /// Default: `false` (inferred: LDX hub's vendor client, the n8n node, sends strings that are no JSON as they
        /// are, and no document says what becomes of them).
        public var acceptsTextInputs = false
        /// Whether each record of an output file stands in an object with the one member `output`.
        ///
        /// Default: `false` (LDX hub's vendor examples read both forms).
        public var wrapsOutput = false
        /// What ends a line of an output file. Default: a line feed.
        public var lineEnding = LineEnding.lineFeed
        /// Whether an output file's last line is ended, too. Default: `true`.
        public var endsLastLine = true
        /// Whether jobs show the `file_id` of their input.
        ///
        /// Default: `false` (LDX hub portal, StructFlow Jobs: no schema has it).
        public var showsFileID = false

        /// Makes the default.
        public init() {}
    }

    /// The names of members and statuses in `results` and `summary` of StructFlow's jobs.
    ///
    /// Only `status` and `failed_count` are documented (LDX hub portal, StructFlow Jobs); the other defaults are inferred.
    public struct ResultSpelling: Sendable, Hashable {
        /// The member with the input's id; `nil`: there is none.
        public var id: String? = "id"
        /// The member with the record.
        public var output = "output"
        /// The member with the error of a record that failed.
        public var error = "error"
        /// The status of a record that was made.
        public var completed = "completed"
        /// The status of a record that failed.
        public var failed = "failed"
        /// The member of the summary with the number of all records; `nil`: there is none.
        public var totalCount: String?
        /// Whether the results stand in the reverse order of the inputs.
        public var isReversed = false

        /// Makes the default.
        public init() {}
    }
}
