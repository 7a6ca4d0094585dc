/// AnalyzeDoc: looks at a document and gives one record of it (LDX hub vendor examples, and vendor client, n8n node; the portal
/// does not show it yet).
///
/// Inputs are PDF, JPEG and PNG. Typed: ``LDXJobService/analyze(_:as:model:prompt:preflight:options:onEvent:)``.
public enum AnalyzeDoc: LDXJobKind {
    /// An AnalyzeDoc job.
    public typealias Job = LDXJob<AnalyzeDoc>

    /// `analyzedoc`
    public static let path = "analyzedoc"
    /// `models`
    public static let catalogue = "models"

    /// What a job is to do.
    public struct Request: LDXModelRequest {
        /// The id of a model, with the detail of its look: `google/gemini-3.5-flash@high`.
        public var model: String
        /// The document.
        public var fileID: LDXFileID
        /// What is to be taken out of the document.
        public var systemPrompt: String
        /// An object that shows the shape of the record; the types of its values are those of the record, so `10_000.0` is not
        /// `10_000` (LDX hub vendor examples).
        public var exampleOutput: JSONValue
        /// The format to make. Default: `json`, the only one today.
        public var outputFormat: LDXFormat

        /// Makes a request.
        public init(
            model: String, fileID: LDXFileID, systemPrompt: String, exampleOutput: JSONValue,
            outputFormat: LDXFormat = .json
        ) {
            self.model = model
            self.fileID = fileID
            self.systemPrompt = systemPrompt
            self.exampleOutput = exampleOutput
            self.outputFormat = outputFormat
        }

        /// Names the uploaded input.
        public mutating func setInput(_ file: LDXFileID) { fileID = file }

        /// The model and the format.
        public var needs: LDXNeeds { LDXNeeds(id: model, output: outputFormat) }

        /// Checks that nothing is empty and that the example is an object.
        public func validate() throws {
            try LDXCheck.notEmpty(model, "The model", "Choose one of models().")
            try LDXCheck.notEmpty(systemPrompt, "The prompt", "Say what is to be taken out of the document.")
            try LDXCheck.notEmpty(outputFormat.rawValue, "The output format", "Choose json.")
            try LDXCheck.example(exampleOutput)
        }

        private enum CodingKeys: String, CodingKey {
            case model
            case fileID = "file_id"
            case systemPrompt = "system_prompt"
            case exampleOutput = "example_output"
            case outputFormat = "output_format"
        }
    }
}

/// Anything that makes a record of a document: the client's service, or a fake.
public typealias AnalyzeDocService = LDXJobService<AnalyzeDoc.Request, AnalyzeDoc.Job>

extension LDXJobService where Request == AnalyzeDoc.Request, Job == AnalyzeDoc.Job {
    /// Makes a record of a document, as a file of JSON: uploads it, creates the job, waits for its end.
    ///
    /// - Parameters:
    ///   - input: The document.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - prompt: What is to be taken out of the document.
    ///   - example: An object that shows the shape of the record; see ``LanguageJobs/JSONValue/init(example:)``.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    public func run(
        _ input: LDXInput, model: String, prompt: String, example: JSONValue, preflight: Bool = false,
        options: WatchOptions? = nil, onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let request = Request(model: model, fileID: "", systemPrompt: prompt, exampleOutput: example)
        return try await run(input, request, preflight: preflight, options: options, onEvent: onEvent)
    }
}
