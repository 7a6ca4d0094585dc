extension Ledger {
    /// What only Falara does.
    public struct Falara: Sendable, Hashable {
        /// Words that would have been paid for.
        public struct BilledWords: Sendable, Hashable {
            /// When, since the emulator began.
            public let at: Duration
            /// The job's id.
            public let jobID: String
            /// How many.
            public let words: Int
        }

        /// A job that was put into the archive, or taken out of it.
        public struct Archive: Sendable, Hashable {
            /// When, since the emulator began.
            public let at: Duration
            /// The job's id.
            public let jobID: String
            /// Whether it is in the archive from then on.
            public let isArchived: Bool
        }

        /// A file that was delivered again.
        public struct Delivery: Sendable, Hashable {
            /// When, since the emulator began.
            public let at: Duration
            /// The job's id.
            public let jobID: String
        }

        /// The words of every job, in order.
        public internal(set) var wordsBilled: [BilledWords] = []
        /// Every change of the archive, in order; what changes nothing isn't there.
        public internal(set) var archives: [Archive] = []
        /// Every file delivered again, in order.
        public internal(set) var deliveries: [Delivery] = []
    }
}
