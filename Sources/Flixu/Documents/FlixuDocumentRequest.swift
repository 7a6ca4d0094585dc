/// A document to translate (Flixu docs, Translate Document).
public struct FlixuDocumentRequest: Sendable {
    /// The document; its name must have an extension that the service knows.
    public var document: UploadSource
    /// The language of the document.
    public var sourceLanguage: String
    /// The language to translate into: one a request.
    public var targetLanguage: String
    /// What to go by.
    public var assets: FlixuAssets
    /// What the document is checked by before it is uploaded. Default: the documented formats.
    public var check: FlixuFormatCheck

    /// Makes a request.
    public init(
        _ document: UploadSource, from sourceLanguage: String, to targetLanguage: String,
        assets: FlixuAssets = .init(), check: FlixuFormatCheck = .documented
    ) {
        self.document = document
        self.sourceLanguage = sourceLanguage
        self.targetLanguage = targetLanguage
        self.assets = assets
        self.check = check
    }

    /// The form that is sent, when nothing is known to be wrong.
    func form() throws -> MultipartForm {
        try FlixuCheck.languages(sourceLanguage, targetLanguage)
        try assets.validate()
        let (size, mimeType) = try check.check(document)
        var document = document
        document.contentType = document.contentType ?? mimeType
        var parts: [MultipartForm.Part] = [
            .file(name: "file", document, size: size),
            .field(name: "source_lang", value: sourceLanguage),
            .field(name: "target_lang", value: targetLanguage),
        ]
        if !assets.glossaryIDs.isEmpty {
            // One part that holds an array, unlike in the calls that take JSON (Flixu docs, Translate Document).
            let ids = String(decoding: try WireCoding.encode(assets.glossaryIDs), as: UTF8.self)
            parts.append(.field(name: "glossary_ids", value: ids))
        }
        if let id = assets.brandVoiceID { parts.append(.field(name: "brand_voice_id", value: id)) }
        if let id = assets.translationMemoryID { parts.append(.field(name: "tm_id", value: id)) }
        return MultipartForm(parts)
    }
}
