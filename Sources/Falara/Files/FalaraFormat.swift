/// A format of files that Falara reads, by the extension of its name (Falara docs, File Formats).
struct FalaraFormat {
    /// Media types by extension: the service refuses a file whose type does not fit (415; Falara docs, File Translation).
    private static let types = [
        "html": "text/html", "htm": "text/html", "md": "text/markdown", "markdown": "text/markdown",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "xlf": "application/xliff+xml", "xliff": "application/xliff+xml", "json": "application/json",
        "pdf": "application/pdf",
    ]

    let contentType: String

    /// - Throws: ``ClientError`` with `.invalidRequest` for a name with another extension, or none.
    init(ofFileNamed name: String) throws {
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        guard let type = Self.types[ending.lowercased()] else {
            let list = Self.types.keys.sorted().map { ".\($0)" }.joined(separator: " ")
            throw ClientError(
                .invalidRequest,
                "“\(name)” has none of the extensions that the service takes: \(list). Convert it, or give its name."
            )
        }
        contentType = type
    }
}
