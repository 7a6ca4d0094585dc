/// The glossaries of an account: depend on it as `any FalaraGlossaryService`, and fake it in your tests.
///
/// What no public page shows the answer of is given as raw JSON.
public protocol FalaraGlossaryService: Sendable {
    /// All glossaries that the key may see, without their entries.
    func list(options: CallOptions) async throws -> [FalaraGlossary]

    /// Makes a glossary.
    func create(_ request: FalaraGlossaryRequest, options: CallOptions) async throws -> FalaraGlossary

    /// A glossary, with its entries where the service gives them.
    func glossary(_ id: String, options: CallOptions) async throws -> FalaraGlossary

    /// Changes a glossary.
    @discardableResult
    func update(_ id: String, _ request: FalaraGlossaryRequest, options: CallOptions) async throws
        -> JSONValue

    /// Removes a glossary.
    @discardableResult
    func delete(_ id: String, options: CallOptions) async throws -> JSONValue

    /// Adds an entry to a glossary.
    @discardableResult
    func add(_ entry: FalaraGlossaryEntry, to id: String, options: CallOptions) async throws -> JSONValue

    /// Shows what a file would bring, without keeping any of it.
    func previewUpload(_ file: UploadSource, fields: [String: String], options: CallOptions) async throws
        -> JSONValue

    /// Makes a glossary of a file.
    @discardableResult
    func commitUpload(_ file: UploadSource, fields: [String: String], options: CallOptions) async throws
        -> JSONValue
}

extension FalaraGlossaryService {
    /// All glossaries that the key may see, without their entries.
    public func list() async throws -> [FalaraGlossary] { try await list(options: .init()) }

    /// Makes a glossary.
    ///
    /// ```swift
    /// let terms = try await falara.glossaries.create(
    ///     .init("Medical", entries: [.init("hypertension", ["de": "Bluthochdruck"])]))
    /// ```
    public func create(_ request: FalaraGlossaryRequest) async throws -> FalaraGlossary {
        try await create(request, options: .init())
    }

    /// A glossary, with its entries where the service gives them.
    public func glossary(_ id: String) async throws -> FalaraGlossary {
        try await glossary(id, options: .init())
    }

    /// Changes a glossary.
    @discardableResult
    public func update(_ id: String, _ request: FalaraGlossaryRequest) async throws -> JSONValue {
        try await update(id, request, options: .init())
    }

    /// Removes a glossary.
    @discardableResult
    public func delete(_ id: String) async throws -> JSONValue { try await delete(id, options: .init()) }

    /// Adds an entry to a glossary.
    @discardableResult
    public func add(_ entry: FalaraGlossaryEntry, to id: String) async throws -> JSONValue {
        try await add(entry, to: id, options: .init())
    }

    /// Shows what a file would bring, without keeping any of it.
    public func previewUpload(_ file: UploadSource, fields: [String: String] = [:]) async throws -> JSONValue
    {
        try await previewUpload(file, fields: fields, options: .init())
    }

    /// Makes a glossary of a file.
    @discardableResult
    public func commitUpload(_ file: UploadSource, fields: [String: String] = [:]) async throws -> JSONValue {
        try await commitUpload(file, fields: fields, options: .init())
    }
}
