public import Foundation

/// How rows are sent and records are read.
public struct ExtractionOptions: Sendable {
    /// How to wait for the job; its call options are those of every request. `nil`: as the service prefers.
    public var watching: WatchOptions?
    /// The most bytes of one record's line; a longer one is a failure of its row. Default: 16 MiB.
    public var lineLimit: Int
    /// Where rows and records are kept while they are worked on, closed to others. `nil`: in `TMPDIR` where that is set, else
    /// in `/var/tmp` on Linux and in the usual temporary directory on Apple's systems.
    public var temporaryDirectory: URL?

    /// Makes options.
    public init(
        watching: WatchOptions? = nil, lineLimit: Int = 16 << 20, temporaryDirectory: URL? = nil
    ) {
        self.watching = watching
        self.lineLimit = lineLimit
        self.temporaryDirectory = temporaryDirectory
    }
}
