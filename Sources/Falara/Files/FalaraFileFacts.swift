/// What the answer to a creation tells of a job's file; which of it depends on the call (Falara docs, File Translation and
/// Batch Operations).
public struct FalaraFileFacts: Sendable, Hashable {
    /// The name, of a file of a batch.
    public var filename: String?
    /// The name, of a single file.
    public var originalFilename: String?
    /// The format, such as `docx`.
    public var format: String?
    /// How many segments it has.
    public var segmentsExtracted: Int?
    /// How many of them are to be translated.
    public var translatableSegments: Int?
    /// Its size in bytes.
    public var size: Int64?
    /// What its job will cost by the service's estimate, in euros.
    public var estimatedCost: Double?

    /// Makes facts, for a fake.
    public init(
        filename: String? = nil, originalFilename: String? = nil, format: String? = nil,
        segmentsExtracted: Int? = nil, translatableSegments: Int? = nil, size: Int64? = nil,
        estimatedCost: Double? = nil
    ) {
        self.filename = filename
        self.originalFilename = originalFilename
        self.format = format
        self.segmentsExtracted = segmentsExtracted
        self.translatableSegments = translatableSegments
        self.size = size
        self.estimatedCost = estimatedCost
    }

    /// Its name, whichever it came under.
    public var name: String? { filename ?? originalFilename }
}

// Its members stand among those of the job.
extension FalaraFileFacts: Codable {
    private enum CodingKeys: String, CodingKey {
        case filename
        case originalFilename = "original_filename"
        case format
        case segmentsExtracted = "segments_extracted"
        case translatableSegments = "translatable_segments"
        case size = "file_size_bytes"
        case estimatedCost = "estimated_cost_eur"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        filename = container.lenient(String.self, .filename)
        originalFilename = container.lenient(String.self, .originalFilename)
        format = container.lenient(String.self, .format)
        segmentsExtracted = container.count(Int.self, .segmentsExtracted)
        translatableSegments = container.count(Int.self, .translatableSegments)
        size = container.count(Int64.self, .size)
        estimatedCost = container.number(.estimatedCost)
    }
}
