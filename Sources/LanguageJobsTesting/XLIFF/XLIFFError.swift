/// Why a document could not be read as XLIFF, or a target could not be replaced.
///
/// ```swift
/// do {
///     let document = try XLIFFDocument(parsing: data)
/// } catch {
///     print(error)    // line 12: </source> stands where </g> of line 12 belongs.
/// }
/// ```
public struct XLIFFError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault; more kinds may be added, so a `switch` needs a `default`.
    public struct Reason: RawRepresentable, Hashable, Sendable {
        /// The name of the kind.
        public let rawValue: String

        /// Creates a kind from its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The text breaks a rule of XML, for example an end tag that closes another element.
        public static let notWellFormed = Reason(rawValue: "notWellFormed")
        /// The text ends before the document does: most often a transfer was cut.
        public static let truncated = Reason(rawValue: "truncated")
        /// The text is XML, but its root element is not `<xliff>`.
        public static let notXLIFF = Reason(rawValue: "notXLIFF")
        /// The text is XLIFF with a part missing or doubled, for example a segment without `<source>`.
        public static let invalidStructure = Reason(rawValue: "invalidStructure")
        /// The version is none of 1.2, 2.0, 2.1 and 2.2.
        public static let unsupportedVersion = Reason(rawValue: "unsupportedVersion")
        /// The encoding is neither UTF-8 nor UTF-16 with a byte order mark, or the bytes are not what it
        /// says.
        public static let unsupportedEncoding = Reason(rawValue: "unsupportedEncoding")
        /// The document type declares entities, which are never expanded.
        public static let entityDeclaration = Reason(rawValue: "entityDeclaration")
        /// A limit that keeps hostile input cheap was passed, for example the depth of elements.
        public static let limitExceeded = Reason(rawValue: "limitExceeded")
        /// The content offered as a target does not fit its segment.
        public static let invalidTarget = Reason(rawValue: "invalidTarget")
    }

    /// The kind of fault.
    public let reason: Reason

    /// The line of the fault, counted from 1, or `nil` where no line of the file is at fault.
    public let line: Int?

    /// What is wrong and what to do about it.
    public let message: String

    /// The line, where there is one, and the message.
    public var description: String {
        guard let line else { return message }
        return "line \(line): \(message)"
    }

    init(_ reason: Reason, line: Int? = nil, _ message: String) {
        self.reason = reason
        self.line = line
        // A name of a hostile file can be as long as the file.
        self.message = String(message.prefix(500))
    }
}
