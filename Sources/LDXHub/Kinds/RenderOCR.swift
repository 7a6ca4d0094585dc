/// RenderOCR: turns scans into Office documents (LDX hub portal, RenderOCR Jobs).
///
/// Inputs are PDF, TIFF, JPEG, PNG and BMP; the service finds out by itself which.
public enum RenderOCR: LDXJobKind {
    /// A RenderOCR job.
    public typealias Job = LDXJob<RenderOCR>

    /// `renderocr`
    public static let path = "renderocr"
    /// `engines`
    public static let catalogue = "engines"

    /// What a job is to do.
    public struct Request: LDXEngineRequest {
        /// The id of an engine, `ki/ocr` for example.
        public var engine: String
        /// The scan.
        public var fileID: LDXFileID
        /// Languages of the text, such as `jpn`; the service uses only the first today.
        public var languages: [String]
        /// The document to make: `docx`, `xlsx` or `pptx`.
        public var outputFormat: LDXFormat

        /// Makes a request.
        public init(engine: String, fileID: LDXFileID, languages: [String], outputFormat: LDXFormat) {
            self.engine = engine
            self.fileID = fileID
            self.languages = languages
            self.outputFormat = outputFormat
        }

        /// Names the uploaded input.
        public mutating func setInput(_ file: LDXFileID) { fileID = file }

        /// The engine, the format and the languages.
        public var needs: LDXNeeds { LDXNeeds(id: engine, output: outputFormat, languages: languages) }

        /// Checks that nothing is empty; which formats and languages there are is the engine's to say.
        public func validate() throws {
            try LDXCheck.notEmpty(engine, "The engine", "Choose one of engines().")
            try LDXCheck.notEmpty(languages.first, "The list of languages", "Name one, such as jpn.")
            try LDXCheck.notEmpty(outputFormat.rawValue, "The output format", "Choose docx, xlsx or pptx.")
        }

        private enum CodingKeys: String, CodingKey {
            case engine
            case fileID = "file_id"
            case languages
            case outputFormat = "output_format"
        }
    }
}

/// Anything that reads scans: the client's service, or a fake.
public typealias RenderOCRService = LDXJobService<RenderOCR.Request, RenderOCR.Job>

extension LDXJobService where Request == RenderOCR.Request, Job == RenderOCR.Job {
    /// Reads a scan: uploads it, creates the job, waits for its end.
    ///
    /// - Parameters:
    ///   - input: The scan.
    ///   - engine: The id of an engine; see ``engines(maxAge:options:)``.
    ///   - languages: Languages of the text, such as `jpn`; the service uses only the first today.
    ///   - format: The document to make.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    public func run(
        _ input: LDXInput, engine: String, languages: [String], to format: LDXFormat,
        preflight: Bool = false, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let request = Request(engine: engine, fileID: "", languages: languages, outputFormat: format)
        return try await run(input, request, preflight: preflight, options: options, onEvent: onEvent)
    }
}
