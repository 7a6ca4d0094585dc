/// What a document is checked by before it is uploaded: the service tells formats by the extension of the file's name.
public struct FlixuFormatCheck: Sendable, Hashable {
    private let formats: [FlixuFormat]?

    /// By the documented formats; see ``FlixuFormat/documented``.
    public static let documented = FlixuFormatCheck(formats: FlixuFormat.documented)

    /// By formats that the service named: `.formats(try await flixu.formats().formats)`.
    public static func formats(_ formats: [FlixuFormat]) -> FlixuFormatCheck {
        FlixuFormatCheck(formats: formats)
    }

    /// Not at all: only that there is a file and that it is not empty. For formats that the service takes though they are not
    /// documented.
    public static let none = FlixuFormatCheck(formats: nil)

    /// Checks a document's extension and size.
    ///
    /// - Returns: Its size, and the format's media type.
    func check(_ document: UploadSource) throws -> (size: Int64, mimeType: String?) {
        guard let formats else { return (try document.checkedSize(limit: .max), nil) }
        let name = document.filename
        let suffix = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        guard
            let format = formats.first(where: { $0.fileExtension.lowercased() == suffix && !suffix.isEmpty })
        else {
            let known = formats.map(\.fileExtension).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
            let what =
                suffix.isEmpty ? "“\(name)” has no extension" : "“\(name)” has the extension “\(suffix)”"
            throw ClientError(
                .invalidRequest,
                "\(what), and Flixu takes \(known). If it takes more by now, check by .formats(…) with what formats() gives, or by .none."
            )
        }
        let limit = format.maxSizeMB.map { Int64(max(0, min($0, 1 << 40))) << 20 } ?? .max
        return (try document.checkedSize(limit: limit), format.mimeType)
    }
}
