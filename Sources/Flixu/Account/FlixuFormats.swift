/// The formats that Flixu translates (Flixu docs, Formats).
public struct FlixuFormats: FlixuAnswered, Hashable {
    /// The formats, one an extension.
    public var formats: [FlixuFormat]
    /// How many there are; 16 as of March 2026.
    public var total: Int?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes formats, for a fake.
    public init(formats: [FlixuFormat], total: Int? = nil, meta: FlixuMeta? = nil) {
        self.formats = formats
        self.total = total
        self.meta = meta
    }
}
