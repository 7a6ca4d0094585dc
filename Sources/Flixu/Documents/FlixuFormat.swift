/// A file format that Flixu translates (Flixu docs, Formats).
public struct FlixuFormat: Sendable, Hashable, Codable {
    /// What kind of file it is.
    public struct Category: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Texts to be read.
        public static let document: Category = "document"
        /// Files of translators and programs.
        public static let localization: Category = "localization"
        /// Tables.
        public static let data: Category = "data"
        /// Subtitles.
        public static let subtitle: Category = "subtitle"
    }

    /// The extension of its files, without a dot.
    public var fileExtension: String
    /// Its name for people.
    public var name: String?
    /// Its media type.
    public var mimeType: String?
    /// The most that a file may have, in MB; here 2^20 bytes each, the larger of both readings, since which one the service
    /// means is not documented.
    public var maxSizeMB: Int?
    /// What kind of file it is.
    public var category: Category?

    /// Makes a format.
    public init(
        fileExtension: String, name: String? = nil, mimeType: String? = nil, maxSizeMB: Int? = nil,
        category: Category? = nil
    ) {
        self.fileExtension = fileExtension
        self.name = name
        self.mimeType = mimeType
        self.maxSizeMB = maxSizeMB
        self.category = category
    }

    private enum CodingKeys: String, CodingKey {
        case fileExtension = "extension"
        case name
        case mimeType = "mime_type"
        case maxSizeMB = "max_size_mb"
        case category
    }

    /// Reads what the service sends; a format without an extension has an empty one.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fileExtension = container.lenient(String.self, .fileExtension) ?? ""
        name = container.lenient(String.self, .name)
        mimeType = container.lenient(String.self, .mimeType)
        maxSizeMB = container.lenient(Int.self, .maxSizeMB)
        category = container.lenient(Category.self, .category)
    }
}

extension FlixuFormat {
    /// The 16 documented formats (Flixu docs, Formats), as of March 2026; ``FlixuAccountInfo/formats(options:)`` asks the service.
    public static let documented: [FlixuFormat] = [
        FlixuFormat(
            fileExtension: "xliff", mimeType: "application/xliff+xml", maxSizeMB: 20, category: .localization),
        FlixuFormat(fileExtension: "xlf", maxSizeMB: 20, category: .localization),
        FlixuFormat(
            fileExtension: "json", mimeType: "application/json", maxSizeMB: 10, category: .localization),
        FlixuFormat(fileExtension: "yaml", maxSizeMB: 10, category: .localization),
        FlixuFormat(fileExtension: "yml", maxSizeMB: 10, category: .localization),
        FlixuFormat(
            fileExtension: "po", mimeType: "text/x-gettext-translation", maxSizeMB: 10,
            category: .localization),
        FlixuFormat(fileExtension: "pot", maxSizeMB: 10, category: .localization),
        FlixuFormat(fileExtension: "strings", maxSizeMB: 5, category: .localization),
        FlixuFormat(
            fileExtension: "docx",
            mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            maxSizeMB: 20, category: .document),
        FlixuFormat(fileExtension: "xml", maxSizeMB: 10, category: .document),
        FlixuFormat(fileExtension: "html", maxSizeMB: 10, category: .document),
        FlixuFormat(fileExtension: "txt", maxSizeMB: 5, category: .document),
        FlixuFormat(fileExtension: "md", maxSizeMB: 5, category: .document),
        FlixuFormat(
            fileExtension: "srt", mimeType: "application/x-subrip", maxSizeMB: 5, category: .subtitle),
        FlixuFormat(fileExtension: "vtt", maxSizeMB: 5, category: .subtitle),
        FlixuFormat(fileExtension: "csv", maxSizeMB: 10, category: .data),
    ]
}
