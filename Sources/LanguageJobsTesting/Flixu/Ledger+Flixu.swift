extension Ledger {
    /// What has happened in a ``FlixuEmulator`` beside files and jobs.
    public struct Flixu: Sendable {
        /// A translation that was made, and paid for.
        public struct Translation: Sendable, Hashable {
            /// When, since the emulator began.
            public let at: Duration
            /// What asked for it.
            public let operation: EmulatorOperation
            /// The id of the document; `nil` for text.
            public let documentID: String?
            /// The code of the source language.
            public let sourceLanguage: String
            /// The codes of the target languages, in the order of the request.
            public let targetLanguages: [String]
            /// How many texts came out, over all languages; 1 for a document.
            public let texts: Int
            /// How many characters came out in each language, in the same order.
            public let characters: [Int]
            /// What it cost.
            public let credits: Int
            /// The value of the header `x-test-tag` of the request.
            public let tag: String?
            /// Whether the client was given the whole answer to that request; for a job, always `false`.
            public internal(set) var answerReachedClient = false
        }

        /// Every translation made, in order.
        public internal(set) var translations: [Translation] = []
        /// Every request that brought a key to the store of files, which must never be told one.
        public internal(set) var strayKeys: [Request] = []
    }
}
