import Foundation

/// A whole `multipart/form-data` body, taken apart.
struct ReceivedForm: Sendable {
    struct Part: Sendable {
        let name: String
        let filename: String?
        let contentType: String?
        var content = Data()
    }

    private(set) var parts: [Part] = []

    /// - Throws: ``MultipartError`` that says why the body is no form.
    init(_ body: Data, contentType: String?) throws {
        let written = try HeaderParameters(contentType ?? "")
        guard written.value == "multipart/form-data" else {
            throw MultipartError("the content type is \(contentType ?? "missing"), not multipart/form-data")
        }
        guard let boundary = written["boundary"] else {
            throw MultipartError("the content type has no boundary")
        }
        var parser = try MultipartParser(boundary: boundary)
        try parser.consume(body) { event in
            switch event {
            case .part(let header):
                parts.append(
                    Part(name: header.name, filename: header.filename, contentType: header.contentType))
            case .bytes(let bytes): parts[parts.count - 1].content.append(bytes)
            case .partEnd: break
            }
        }
        try parser.finish()
    }
}
