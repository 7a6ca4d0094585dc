/// The request of a service whose engine makes one document of another.
public struct LDXConversionRequest: LDXEngineRequest {
    /// The id of an engine, such as `ki/cast`.
    public var engine: String
    /// The document.
    public var fileID: LDXFileID
    /// The format to make; which there are is the engine's to say.
    public var outputFormat: LDXFormat

    /// Makes a request.
    public init(engine: String, fileID: LDXFileID, outputFormat: LDXFormat) {
        self.engine = engine
        self.fileID = fileID
        self.outputFormat = outputFormat
    }

    /// Names the uploaded input.
    public mutating func setInput(_ file: LDXFileID) { fileID = file }

    /// The engine and the format.
    public var needs: LDXNeeds { LDXNeeds(id: engine, output: outputFormat) }

    /// Checks that nothing is empty.
    public func validate() throws {
        try LDXCheck.notEmpty(engine, "The engine", "Choose one of engines().")
        try LDXCheck.notEmpty(
            outputFormat.rawValue, "The output format", "Choose one that the engine makes.")
    }

    private enum CodingKeys: String, CodingKey {
        case engine
        case fileID = "file_id"
        case outputFormat = "output_format"
    }
}

extension LDXJobService where Request == LDXConversionRequest {
    /// Converts a document: uploads it, creates the job, waits for its end.
    ///
    /// - Parameters:
    ///   - input: The document.
    ///   - engine: The id of an engine; see ``engines(maxAge:options:)``.
    ///   - format: The format to make.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    public func run(
        _ input: LDXInput, engine: String, to format: LDXFormat, preflight: Bool = false,
        options: WatchOptions? = nil, onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let request = Request(engine: engine, fileID: "", outputFormat: format)
        return try await run(input, request, preflight: preflight, options: options, onEvent: onEvent)
    }
}
