import Foundation

/// The glossaries of an account (Falara docs, Glossaries).
public struct FalaraGlossaries: FalaraGlossaryService {
    /// The largest file that is sent, in bytes (inferred from the limit of documents; none is documented for glossaries).
    public static let sizeLimit: Int64 = 52_428_800

    let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// All glossaries that the key may see, without their entries: `GET /glossaries`.
    ///
    /// - Throws: ``ClientError``; `.unexpectedResponse` for a glossary without an id.
    public func list(options: CallOptions) async throws -> [FalaraGlossary] {
        let endpoint = Endpoint<[FalaraGlossary]>("glossaries.list", .get, ["glossaries"], .safe) { data, _ in
            let list = try WireCoding.decode(FalaraItems<FalaraGlossary>.self, from: data).items
            return try list.map { try Self.identified($0) }
        }
        return try await client.send(endpoint, options: options)
    }

    /// Makes a glossary: `POST /glossaries`.
    ///
    /// It is sent once: a second sending would make a second glossary.
    ///
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent; `.submissionUncertain` when it may have been made
    ///   although no usable answer came: look for it in ``list(options:)``.
    public func create(_ request: FalaraGlossaryRequest, options: CallOptions) async throws -> FalaraGlossary
    {
        try request.validate()
        var endpoint = Endpoint<FalaraGlossary>("glossaries.create", .post, ["glossaries"], .once) {
            data, _ in
            try Self.identified(try Self.read(data))
        }
        try endpoint.setBody(json: request)
        return try await client.send(endpoint, options: options)
    }

    /// A glossary: `GET /glossaries/{id}`, whose answer is in no public page; it is read as a line of the list with entries
    /// (inferred).
    ///
    /// - Throws: ``ClientError``: `.notFound` for one that the key does not see.
    public func glossary(_ id: String, options: CallOptions) async throws -> FalaraGlossary {
        let endpoint = Endpoint<FalaraGlossary>("glossaries.get", .get, ["glossaries", id], .safe) {
            data, _ in
            var glossary = try Self.read(data)
            if glossary.id.isEmpty { glossary.id = id }
            return glossary
        }
        return try await client.send(endpoint, options: options)
    }

    /// Changes a glossary: `PUT /glossaries/{id}`, with the body of a creation (inferred: no public page shows it).
    ///
    /// - Returns: What the service answers, as it is; `null` for nothing.
    @discardableResult
    public func update(
        _ id: String, _ request: FalaraGlossaryRequest, options: CallOptions
    ) async throws -> JSONValue {
        try request.validate()
        var endpoint = Endpoint<JSONValue>(
            rawJSON: "glossaries.update", .put, ["glossaries", id], .repeatable)
        try endpoint.setBody(json: request)
        return try await client.send(endpoint, options: options)
    }

    /// Removes a glossary: `DELETE /glossaries/{id}`.
    ///
    /// - Returns: What the service answers, as it is; `null` for nothing.
    /// - Throws: ``ClientError``: `.notFound` for one that is not there, also when a first sending removed it and its answer
    ///   was lost.
    @discardableResult
    public func delete(_ id: String, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "glossaries.delete", .delete, ["glossaries", id], .repeatable), options: options
        )
    }

    /// Adds an entry: `POST /glossaries/{id}/entries`, with the entry as body (inferred: no public page shows it).
    ///
    /// It is sent once: a second sending may add a second entry.
    ///
    /// - Returns: What the service answers, as it is; `null` for nothing.
    @discardableResult
    public func add(
        _ entry: FalaraGlossaryEntry, to id: String, options: CallOptions
    ) async throws -> JSONValue {
        try entry.validate()
        var endpoint = Endpoint<JSONValue>(
            rawJSON: "glossaries.addEntry", .post, ["glossaries", id, "entries"], .once)
        try endpoint.setBody(json: entry)
        return try await client.send(endpoint, options: options)
    }

    /// Shows what a file would bring: `POST /glossaries/upload/preview`, with the file as part `file` (inferred: no public page
    /// shows it).
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - fields: Further parts of the form.
    ///   - options: What this call does differently.
    /// - Returns: What the service answers, as it is.
    public func previewUpload(
        _ file: UploadSource, fields: [String: String], options: CallOptions
    ) async throws -> JSONValue {
        try await upload("preview", .repeatable, file, fields, options)
    }

    /// Makes a glossary of a file: `POST /glossaries/upload/commit`, with the file as part `file` (inferred: no public page
    /// shows it).
    ///
    /// It is sent once: a second sending may make a second glossary.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - fields: Further parts of the form, such as `name` (inferred).
    ///   - options: What this call does differently.
    /// - Returns: What the service answers, as it is.
    @discardableResult
    public func commitUpload(
        _ file: UploadSource, fields: [String: String], options: CallOptions
    ) async throws -> JSONValue {
        try await upload("commit", .once, file, fields, options)
    }

    private func upload(
        _ step: String, _ idempotency: Idempotency, _ file: UploadSource, _ fields: [String: String],
        _ options: CallOptions
    ) async throws -> JSONValue {
        let size = try file.checkedSize(limit: Self.sizeLimit)
        let texts = fields.sorted { $0.key < $1.key }.map {
            MultipartForm.Part.field(name: $0.key, value: $0.value)
        }
        let form = MultipartForm([.file(name: "file", file, size: size)] + texts)
        var endpoint = Endpoint<JSONValue>(
            rawJSON: "glossaries.\(step)", .post, ["glossaries", "upload", step], idempotency)
        endpoint.headers["content-type"] = form.contentType
        endpoint.body = form.body
        return try await client.send(endpoint, options: options)
    }

    /// A glossary by itself, or as the only thing in `data` or `glossary` (inferred: no public page shows the answer).
    private static func read(_ data: Data) throws -> FalaraGlossary {
        struct Wrapped: Decodable {
            let data: FalaraGlossary?
            let glossary: FalaraGlossary?
        }
        let glossary = try WireCoding.decode(FalaraGlossary.self, from: data)
        guard glossary.id.isEmpty, let wrapped = try? WireCoding.decode(Wrapped.self, from: data) else {
            return glossary
        }
        return wrapped.data ?? wrapped.glossary ?? glossary
    }

    private static func identified(_ glossary: FalaraGlossary) throws -> FalaraGlossary {
        guard !glossary.id.isEmpty else {
            throw ClientError(.unexpectedResponse, "The service's answer has a glossary without an id.")
        }
        return glossary
    }
}
