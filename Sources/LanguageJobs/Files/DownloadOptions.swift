/// How a file is downloaded.
public struct DownloadOptions: Sendable {
    /// Whether a file that is there already is replaced. Default: yes.
    public var overwrites: Bool
    /// The most bytes to take; `nil`: any number.
    public var sizeLimit: Int64?
    /// How often a cut download is resumed without a byte more in between. Default: 5.
    public var maxResumptions: Int
    /// What the requests do differently.
    public var call: CallOptions

    /// Makes options.
    public init(
        overwrites: Bool = true, sizeLimit: Int64? = nil, maxResumptions: Int = 5, call: CallOptions = .init()
    ) {
        self.overwrites = overwrites
        self.sizeLimit = sizeLimit
        self.maxResumptions = maxResumptions
        self.call = call
    }

    /// Refuses a file that is larger than was allowed.
    func check(_ size: Int64) throws {
        guard let limit = sizeLimit, size > limit else { return }
        throw ClientError(
            .fileTooLarge,
            "The file is larger than the \(limit) bytes that were allowed. Allow more, or save it to disk.")
    }
}
