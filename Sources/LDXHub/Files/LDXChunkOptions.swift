/// How a file is uploaded by chunks; the defaults suit most programs.
public struct LDXChunkOptions: Sendable, Hashable {
    /// The length of the first chunk in bytes, from 65,536 to 5,000,000; each later one is a byte shorter.
    ///
    /// Default: 5,000,000, the most that the service takes, read as decimal megabytes (LDX hub portal, Uploads; which
    /// ones are meant is not said, and a smaller chunk is right for both).
    public var size: Int
    /// How long a chunk whose answer was lost may still be on its way at the service, from 0 to 10 minutes. Default: 5 seconds.
    ///
    /// After it the chunk counts as lost and is sent again. Doubled with each session that had to be given up.
    public var settleTime: Duration
    /// How many files at the service are begun at most until one is right, from 1 to 10. Default: 3.
    public var maxSessions: Int
    /// Whether the file is read back at the end and compared by checksum. Default: no.
    public var verifies: Bool

    /// Makes options.
    public init(
        size: Int = Self.largestChunk, settleTime: Duration = .seconds(5), maxSessions: Int = 3,
        verifies: Bool = false
    ) {
        self.size = size
        self.settleTime = settleTime
        self.maxSessions = maxSessions
        self.verifies = verifies
    }

    /// The largest chunk in bytes (LDX hub portal, Uploads: 5 MB before Base64).
    public static let largestChunk = 5_000_000

    /// No shorter: the chunks of the largest file would have lengths that are too much alike; see ``LDXUpload``.
    static let sizes = 65_536...largestChunk

    func validate() throws {
        try LDXCheck.inRange(size, Self.sizes, "The size of a chunk")
        try LDXCheck.inRange(maxSessions, 1...10, "The number of upload sessions")
        guard settleTime >= .zero, settleTime <= .seconds(600) else {
            throw ClientError(
                .invalidRequest, "The settle time is \(settleTime); give one from 0 to 600 seconds.")
        }
    }
}
