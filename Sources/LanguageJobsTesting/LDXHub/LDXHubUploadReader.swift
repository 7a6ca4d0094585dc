import Foundation

/// Reads `POST /files`: one part named `file`, straight to where it is kept.
struct LDXHubUploadReader: Sendable {
    let maximumFileSize: Int64

    /// - Throws: ``LDXHubProblem``, and what reading the body throws.
    @concurrent func read(_ request: EmulatorRequest) async throws -> (name: String, body: StoredBody) {
        let type = try LDXHubProblem.requireContentType(request, "multipart/form-data")
        guard let boundary = type["boundary"] else {
            throw LDXHubProblem.invalid("The content type has no boundary.")
        }
        // What frames the file is small: a longer body can be refused before it is read.
        if let length = request.headers["Content-Length"].flatMap({ Int64($0) }),
            length > maximumFileSize + Int64(2 * MultipartParser.headerLimit)
        {
            throw tooLarge
        }
        do {
            return try await file(in: request.body, boundary: boundary)
        } catch let error as MultipartError {
            throw LDXHubProblem.invalid("The multipart body is malformed: \(error.message).")
        }
    }

    private func file(in stream: TransportStream, boundary: String) async throws -> (String, StoredBody) {
        var parser = try MultipartParser(boundary: boundary)
        var name: String?
        let body = StoredBody()
        for try await chunk in stream {
            try parser.consume(chunk) { event in
                switch event {
                case .part(let header):
                    guard header.name == "file", let filename = header.filename, !filename.isEmpty else {
                        throw LDXHubProblem.invalid("The part \(header.name) is not a file named \"file\".")
                    }
                    guard name == nil else { throw LDXHubProblem.invalid("There is more than one file.") }
                    name = filename
                case .bytes(let bytes):
                    guard body.count + Int64(bytes.count) <= maximumFileSize else { throw tooLarge }
                    try store(bytes, in: body)
                case .partEnd:
                    break
                }
            }
        }
        try parser.finish()
        guard let name else { throw LDXHubProblem.invalid("The body has no part named \"file\".") }
        return (name, body)
    }

    private func store(_ bytes: Data, in body: StoredBody) throws {
        do {
            try body.append(bytes)
        } catch {
            throw LDXHubProblem.gateway(500, "The emulator has no room for the file: \(error).")
        }
    }

    private var tooLarge: LDXHubProblem {
        .gateway(413, "A file has \(maximumFileSize) bytes at most.")
    }
}
