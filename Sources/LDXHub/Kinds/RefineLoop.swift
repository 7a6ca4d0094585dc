/// RefineLoop: reviews the translations of an XLIFF file and refines them (LDX hub portal, RefineLoop Jobs).
public enum RefineLoop: LDXJobKind {
    /// A RefineLoop job.
    public typealias Job = LDXJob<RefineLoop>

    /// `refineloop`
    public static let path = "refineloop"
    /// `models`
    public static let catalogue = "models"

    /// What the output shows of the work on a segment.
    public struct OutputMode: OpenEnum {
        /// The mode as the service writes it.
        public let rawValue: String

        /// Keeps any mode.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// All revisions, with notes.
        public static let full: OutputMode = "full"
        /// All revisions, without notes.
        public static let translations: OutputMode = "translations"
        /// The final translations only.
        public static let none: OutputMode = "none"
    }

    /// What a job is to do; members that are `nil` are left to the service.
    public struct Request: LDXModelRequest {
        /// The id of a model.
        public var model: String
        /// The XLIFF file.
        public var fileID: LDXFileID
        /// Whether segments of numbers only are left alone. The service's default: no.
        public var excludeNumericSegments: Bool?
        /// Whether hyphenation in the source is removed first. The service's default: yes.
        public var removeHyphenation: Bool?
        /// The most revisions of a segment, from 1 to 10. The service's default: 6.
        public var maxRevisions: Int?
        /// The subject, such as `IR`, `medical` or `legal`.
        public var domain: String?
        /// The language of the notes. The service's default: the file's source language.
        public var noteLanguage: String?
        /// What the output shows. The service's default: `full`.
        public var outputMode: OutputMode?
        /// What else the model is told.
        public var customInstructions: String?

        /// Makes a request.
        public init(model: String, fileID: LDXFileID) {
            self.model = model
            self.fileID = fileID
        }

        /// Names the uploaded input.
        public mutating func setInput(_ file: LDXFileID) { fileID = file }

        /// The model.
        public var needs: LDXNeeds { LDXNeeds(id: model) }

        /// Checks the model's id and the range of ``maxRevisions``.
        public func validate() throws {
            try LDXCheck.notEmpty(model, "The model", "Choose one of models().")
            try LDXCheck.inRange(maxRevisions, 1...10, "maxRevisions")
        }

        private enum CodingKeys: String, CodingKey {
            case model
            case fileID = "file_id"
            case excludeNumericSegments = "exclude_numeric_segments"
            case removeHyphenation = "remove_hyphenation"
            case maxRevisions = "max_revisions"
            case domain
            case noteLanguage = "note_language"
            case outputMode = "output_mode"
            case customInstructions = "custom_instructions"
        }
    }
}

/// Anything that refines XLIFF files: the client's service, or a fake.
public typealias RefineLoopService = LDXJobService<RefineLoop.Request, RefineLoop.Job>

extension LDXJobService where Request == RefineLoop.Request, Job == RefineLoop.Job {
    /// Refines an XLIFF file: uploads it, creates the job, waits for its end.
    ///
    /// ```swift
    /// let refined = try await ldx.refineLoop.run(.file(manual), model: "google/gemini-3.5-flash") {
    ///     $0.maxRevisions = 3
    ///     $0.domain = "IR"
    /// }
    /// try await refined.save(to: outputURL)
    /// ```
    ///
    /// - Parameters:
    ///   - input: The XLIFF file.
    ///   - model: The id of a model; see ``models(maxAge:options:)``.
    ///   - preflight: Whether to ask the catalogue first; see ``preflight(_:for:maxAge:options:)``.
    ///   - options: How to wait.
    ///   - configure: Sets the members of the request.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    public func run(
        _ input: LDXInput, model: String, preflight: Bool = false, options: WatchOptions? = nil,
        _ configure: (inout Request) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        var request = Request(model: model, fileID: "")
        configure(&request)
        return try await run(input, request, preflight: preflight, options: options, onEvent: onEvent)
    }
}
