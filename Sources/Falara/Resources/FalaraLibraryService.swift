/// What an account has beside jobs and glossaries: depend on it as `any FalaraLibraryService`, and fake it in your tests.
public protocol FalaraLibraryService: Sendable {
    /// Keeps a text as an example of style.
    @discardableResult
    func createStyleReference(_ reference: FalaraStyleReference, options: CallOptions) async throws
        -> JSONValue

    /// The templates that the key may see.
    func structureTemplates(options: CallOptions) async throws -> [FalaraStructureTemplate]

    /// A template, by its id or its slug.
    func structureTemplate(_ idOrSlug: String, options: CallOptions) async throws -> FalaraStructureTemplate

    /// The engines that translate, as raw JSON.
    func engines(options: CallOptions) async throws -> [JSONValue]

    /// Says which language a text is in.
    func detectLanguage(of text: String, options: CallOptions) async throws -> FalaraDetection
}

extension FalaraLibraryService {
    /// Keeps a text as an example of style.
    @discardableResult
    public func createStyleReference(_ reference: FalaraStyleReference) async throws -> JSONValue {
        try await createStyleReference(reference, options: .init())
    }

    /// The templates that the key may see.
    public func structureTemplates() async throws -> [FalaraStructureTemplate] {
        try await structureTemplates(options: .init())
    }

    /// A template, by its id or its slug.
    public func structureTemplate(_ idOrSlug: String) async throws -> FalaraStructureTemplate {
        try await structureTemplate(idOrSlug, options: .init())
    }

    /// The engines that translate, as raw JSON.
    public func engines() async throws -> [JSONValue] { try await engines(options: .init()) }

    /// Says which language a text is in.
    public func detectLanguage(of text: String) async throws -> FalaraDetection {
        try await detectLanguage(of: text, options: .init())
    }
}
