import Foundation

/// What an account has beside jobs and glossaries: style references, structure templates, engines, and which language a text is in.
public struct FalaraLibrary: FalaraLibraryService {
    /// The shortest text whose language is detected, in characters (Falara docs, Helpers).
    public static let detectionMinimum = 3

    let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// Keeps a text as an example of style: `POST /style-references` (Falara docs, Style References).
    ///
    /// It is sent once: a second sending would make a second one. Lists and removals are in no public page.
    ///
    /// - Returns: What the service answers, as it is: no public page shows it.
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent; `.submissionUncertain` when it may have been made
    ///   although no answer came.
    @discardableResult
    public func createStyleReference(
        _ reference: FalaraStyleReference, options: CallOptions
    ) async throws -> JSONValue {
        try reference.validate()
        var endpoint = Endpoint<JSONValue>(
            rawJSON: "library.createStyleReference", .post, ["style-references"], .once)
        try endpoint.setBody(json: reference)
        return try await client.send(endpoint, options: options)
    }

    /// The templates that the key may see: `GET /structure-templates` (Falara docs, Structure Templates).
    public func structureTemplates(options: CallOptions) async throws -> [FalaraStructureTemplate] {
        let endpoint = Endpoint<[FalaraStructureTemplate]>(
            "library.structureTemplates", .get, ["structure-templates"], .safe
        ) { data, _ in
            try WireCoding.decode(FalaraItems<FalaraStructureTemplate>.self, from: data).items
        }
        return try await client.send(endpoint, options: options)
    }

    /// A template, by its id or its slug: `GET /structure-templates/{id}` (Falara docs, Structure Templates).
    ///
    /// - Throws: ``ClientError``: `.notFound` for one that the key does not see.
    public func structureTemplate(
        _ idOrSlug: String, options: CallOptions
    ) async throws -> FalaraStructureTemplate {
        let endpoint = Endpoint<FalaraStructureTemplate>(
            "library.structureTemplate", .get, ["structure-templates", idOrSlug], .safe)
        return try await client.send(endpoint, options: options)
    }

    /// The engines that translate: `GET /engines` (Falara docs, Helpers).
    ///
    /// - Returns: Each as it is: no public page shows one.
    public func engines(options: CallOptions) async throws -> [JSONValue] {
        let endpoint = Endpoint<[JSONValue]>("library.engines", .get, ["engines"], .safe) { data, _ in
            try WireCoding.decode(FalaraItems<JSONValue>.self, from: data).items
        }
        return try await client.send(endpoint, options: options)
    }

    /// Says which language a text is in: `POST /detect-language` (Falara docs, Helpers).
    ///
    /// - Parameters:
    ///   - text: The text, at least 3 characters.
    ///   - options: What this call does differently.
    /// - Throws: ``ClientError`` with `.invalidRequest` for a shorter text, before anything is sent.
    public func detectLanguage(of text: String, options: CallOptions) async throws -> FalaraDetection {
        guard text.count >= Self.detectionMinimum else {
            throw ClientError(
                .invalidRequest,
                "The text has \(text.count) characters, and the service takes no fewer than \(Self.detectionMinimum). Give a longer one."
            )
        }
        var endpoint = Endpoint<FalaraDetection>("library.detectLanguage", .post, ["detect-language"], .safe)
        try endpoint.setBody(json: ["text": text])
        return try await client.send(endpoint, options: options)
    }
}
