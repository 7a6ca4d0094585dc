/// What has really happened in an emulator: the oracle of a test, taken from the service's side.
///
/// A value: it doesn't change after it was read.
public struct Ledger: Sendable {
    /// A file that a client stored.
    public struct StoredFile: Sendable, Hashable {
        /// When, since the emulator began.
        public let at: Duration
        /// The file's id.
        public let id: String
        /// The name that the client gave it.
        public let filename: String
        /// Its size in bytes.
        public let size: Int64
    }

    /// A chunk that was appended to a file.
    public struct AppendedChunk: Sendable, Hashable {
        /// When, since the emulator began.
        public let at: Duration
        /// The file's id.
        public let fileID: String
        /// The file's size before.
        public let offset: Int64
        /// The number of bytes that were appended.
        public let count: Int64
    }

    /// A job that was created, and would have been paid for.
    public struct CreatedJob: Sendable, Hashable {
        /// When, since the emulator began.
        public let at: Duration
        /// The service's name in paths, such as `refineloop`.
        public let service: String
        /// The job's id.
        public let id: String
        /// The id of its input file, where it has one.
        public let fileID: String?
        /// Its model or engine.
        public let model: String?
        /// The value of the header `x-test-tag` of the request that created it.
        public let tag: String?
        /// Whether the client was given the whole answer to that request.
        public internal(set) var answerReachedClient = false
    }

    /// A request that arrived.
    public struct Request: Sendable, Hashable {
        /// When, since the emulator began.
        public let at: Duration
        /// What it asked for.
        public let operation: EmulatorOperation
        /// Its number among those of the operation, from 1.
        public let number: Int
        /// The id in its path, where there is one.
        public let subject: String?
        /// What was made to go wrong with it.
        public let fault: Fault?
        /// The status of the answer; `nil` while there is none, and when the connection broke before it.
        public internal(set) var status: Int? = nil
    }

    /// Every request, in the order of arrival.
    public internal(set) var requests: [Request] = []
    /// Every file stored by a client, in order; one that comes in chunks has its first size, 0.
    public internal(set) var filesStored: [StoredFile] = []
    /// Every chunk appended to a file, in order.
    public internal(set) var chunksAppended: [AppendedChunk] = []
    /// Every job created, in order.
    public internal(set) var jobsCreated: [CreatedJob] = []
    /// What only Falara does.
    public internal(set) var falara = Falara()
    /// What only Flixu does.
    public internal(set) var flixu = Flixu()
    private var counts: [EmulatorOperation: Int] = [:]

    /// How many requests of an operation arrived.
    public func requests(to operation: EmulatorOperation) -> Int {
        counts[operation, default: 0]
    }

    /// How many requests of an operation were for this id.
    public func requests(to operation: EmulatorOperation, for id: String) -> Int {
        requests.count { $0.operation == operation && $0.subject == id }
    }

    /// The jobs that were created by requests with this value of `x-test-tag`.
    public func jobsCreated(tag: String) -> [CreatedJob] {
        jobsCreated.filter { $0.tag == tag }
    }

    /// The jobs that were created with this input file.
    public func jobsCreated(fileID: String) -> [CreatedJob] {
        jobsCreated.filter { $0.fileID == fileID }
    }

    /// The chunks that were appended to this file.
    public func chunksAppended(fileID: String) -> [AppendedChunk] {
        chunksAppended.filter { $0.fileID == fileID }
    }

    /// The number that the operation's next request gets.
    func nextNumber(_ operation: EmulatorOperation) -> Int {
        counts[operation, default: 0] + 1
    }

    /// Notes a request, and gives its place for ``answered(_:status:)``.
    mutating func arrived(_ request: Request) -> Int {
        counts[request.operation, default: 0] += 1
        requests.append(request)
        return requests.count - 1
    }

    mutating func answered(_ place: Int, status: Int) {
        requests[place].status = status
    }

    mutating func answerReached(job place: Int) {
        jobsCreated[place].answerReachedClient = true
    }
}
