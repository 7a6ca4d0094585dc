/// What a job worked on (LDX hub portal, Schemas, `Usage`); which members appear depends on the service.
public struct LDXUsage: Sendable, Hashable, Codable {
    /// Characters of the input.
    public var totalInputCharacters: Int?
    /// Characters of the input that were processed.
    public var processedInputCharacters: Int?
    /// Characters that were skipped, numeric segments for example.
    public var skippedCharacters: Int?
    /// Characters of the output.
    public var outputCharacters: Int?
    /// Reserved by the service.
    public var vectorBytes: Int?
    /// Pages of the input, for PDF.
    public var inputPages: Int?

    /// Makes a usage, for a fake.
    public init(
        totalInputCharacters: Int? = nil, processedInputCharacters: Int? = nil, skippedCharacters: Int? = nil,
        outputCharacters: Int? = nil, vectorBytes: Int? = nil, inputPages: Int? = nil
    ) {
        self.totalInputCharacters = totalInputCharacters
        self.processedInputCharacters = processedInputCharacters
        self.skippedCharacters = skippedCharacters
        self.outputCharacters = outputCharacters
        self.vectorBytes = vectorBytes
        self.inputPages = inputPages
    }

    private enum CodingKeys: String, CodingKey {
        case totalInputCharacters = "total_input_characters"
        case processedInputCharacters = "processed_input_characters"
        case skippedCharacters = "skipped_characters"
        case outputCharacters = "output_characters"
        case vectorBytes = "vector_bytes"
        case inputPages = "input_pages"
    }
}
