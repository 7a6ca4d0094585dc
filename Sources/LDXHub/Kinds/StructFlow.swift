public import Foundation

/// StructFlow: makes records of one shape out of rows of text or data (LDX hub portal, StructFlow Jobs).
///
/// The example is the schema. Typed, with one outcome a row: ``LDXJobService/extract(_:model:prompt:from:delivery:preflight:options:onEvent:)-(_,_,_,Rows,_,_,_,_)``.
public enum StructFlow: LDXJobKind {
    /// A StructFlow job.
    public typealias Job = LDXJob<StructFlow>

    /// `structflow`
    public static let path = "structflow"
    /// `models`
    public static let catalogue = "models"

    /// A row that is sent in the request itself.
    public struct Input: Codable, Hashable, Sendable {
        /// The caller's id of the row; the result has it, too.
        public var id: String
        /// The row, an object.
        public var data: JSONValue

        /// Makes a row.
        public init(id: String, data: JSONValue) {
            self.id = id
            self.data = data
        }
    }

    /// What a job is to do: with a file of one JSON object a line, or with rows in the request, not both.
    public struct Request: LDXModelRequest {
        /// The id of a model.
        public var model: String
        /// What is to be taken out of each row.
        public var systemPrompt: String
        /// An object that shows the shape of a record; the types of its values are those of the records, so `10_000.0` is not
        /// `10_000` (LDX hub vendor examples).
        public var exampleOutput: JSONValue
        /// The file with the rows, JSONL.
        public var fileID: LDXFileID?
        /// The rows.
        public var inputs: [Input]?

        /// Makes a request for a file of rows.
        public init(model: String, systemPrompt: String, exampleOutput: JSONValue, fileID: LDXFileID) {
            self.model = model
            self.systemPrompt = systemPrompt
            self.exampleOutput = exampleOutput
            self.fileID = fileID
        }

        /// Makes a request with rows in it.
        public init(model: String, systemPrompt: String, exampleOutput: JSONValue, inputs: [Input]) {
            self.model = model
            self.systemPrompt = systemPrompt
            self.exampleOutput = exampleOutput
            self.inputs = inputs
        }

        /// Names the uploaded file; rows in the request give way to it.
        public mutating func setInput(_ file: LDXFileID) {
            fileID = file
            inputs = nil
        }

        /// The model.
        public var needs: LDXNeeds { LDXNeeds(id: model) }

        /// Checks that nothing is empty, that the example is an object, and that there is either a file or rows, with ids of
        /// their own.
        public func validate() throws {
            try LDXCheck.notEmpty(model, "The model", "Choose one of models().")
            try LDXCheck.notEmpty(systemPrompt, "The prompt", "Say what is to be taken out of each row.")
            try LDXCheck.example(exampleOutput)
            guard (fileID == nil) != (inputs == nil) else {
                throw ClientError(
                    .invalidRequest,
                    "The request has \(fileID == nil ? "neither a file nor rows" : "a file and rows"). Give one of the two."
                )
            }
            try inputs.map(Self.check)
        }

        private static func check(_ inputs: [Input]) throws {
            guard !inputs.isEmpty else {
                throw ClientError(.invalidRequest, "The list of rows is empty. Give one at least.")
            }
            var ids: Set<String> = []
            for (index, input) in inputs.enumerated() {
                guard !input.id.isEmpty, ids.insert(input.id).inserted else {
                    throw ClientError(
                        .invalidRequest,
                        "Row \(index + 1) has the id “\(input.id)”, and so has another. Give each row an id of its own."
                    )
                }
                guard case .object = input.data else {
                    throw ClientError(.invalidRequest, "Row \(index + 1) is no JSON object. Give it members.")
                }
            }
        }

        private enum CodingKeys: String, CodingKey {
            case model
            case systemPrompt = "system_prompt"
            case exampleOutput = "example_output"
            case fileID = "file_id"
            case inputs
        }
    }

    /// The results of a job whose rows were in the request, a line each, as the output of other jobs has them.
    public static func contents(of job: Job) -> Data? {
        job.details.results.map { results in Data(results.map { $0.line + Data("\n".utf8) }.joined()) }
    }
}

/// Anything that makes records of rows: the client's service, or a fake.
public typealias StructFlowService = LDXJobService<StructFlow.Request, StructFlow.Job>

extension LDXJobService where Request == StructFlow.Request, Job == StructFlow.Job {
    /// Makes records of a file of rows, as a file: uploads it, creates the job, waits for its end.
    ///
    /// The output has one line a row: the record, or `{"$error":{"code":…,"message":…}}` (LDX hub vendor examples).
    ///
    /// A creation that is cancelled, or whose answer is lost, can't be found by its input: StructFlow's jobs do not name their
    /// file (LDX hub portal, StructFlow Jobs). Look for a job of that time in ``JobListing/jobs(after:options:)``.
    ///
    /// - Parameters:
    ///   - input: The rows, one JSON object a line.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - prompt: What is to be taken out of each row.
    ///   - example: An object that shows the shape of a record; see ``LanguageJobs/JSONValue/init(example:)``.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    public func run(
        _ input: LDXInput, model: String, prompt: String, example: JSONValue, preflight: Bool = false,
        options: WatchOptions? = nil, onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let request = Request(model: model, systemPrompt: prompt, exampleOutput: example, fileID: "")
        return try await run(input, request, preflight: preflight, options: options, onEvent: onEvent)
    }
}
