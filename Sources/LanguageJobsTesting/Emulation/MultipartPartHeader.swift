import Foundation

/// The header of one part of a `multipart/form-data` body.
struct MultipartPartHeader: Equatable {
    /// The form field's name.
    let name: String
    /// The file's name, where the part is a file.
    let filename: String?
    /// The part's own content type, as written.
    let contentType: String?

    /// - Parameter bytes: The header's lines, without the empty one that ends them.
    init(_ bytes: Data) throws {
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw MultipartError("a part's header is not UTF-8")
        }
        var fields: [String: String] = [:]
        for line in text.components(separatedBy: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
                !line.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 })
            else {
                throw MultipartError("a part's header has a line that is no field: \(line.debugDescription)")
            }
            let name = line[..<colon].lowercased()
            guard fields[name] == nil else { throw MultipartError("a part's header has \(name) twice") }
            fields[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        guard let written = fields["content-disposition"] else {
            throw MultipartError("a part has no Content-Disposition")
        }
        let disposition = try HeaderParameters(written)
        guard disposition.value == "form-data", let name = disposition["name"] else {
            throw MultipartError("a part's Content-Disposition is not form-data with a name")
        }
        self.name = name
        filename = try disposition.extended("filename") ?? disposition["filename"]
        contentType = fields["content-type"]
    }
}
