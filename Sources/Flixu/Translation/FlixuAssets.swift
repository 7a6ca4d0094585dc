/// What a translation is to go by: glossaries, a brand voice, a translation memory, each by its id in the web application.
public struct FlixuAssets: Sendable, Hashable {
    /// The glossaries, such as `gloss_abc123`; none are sent when empty.
    public var glossaryIDs: [String]
    /// The brand voice, such as `bv_ghi`; not in every plan (Flixu docs, Error Codes: `feature_locked`).
    public var brandVoiceID: String?
    /// The translation memory, such as `tm_abc123`.
    public var translationMemoryID: String?

    /// Makes a choice of assets.
    public init(
        glossaryIDs: [String] = [], brandVoiceID: String? = nil, translationMemoryID: String? = nil
    ) {
        self.glossaryIDs = glossaryIDs
        self.brandVoiceID = brandVoiceID
        self.translationMemoryID = translationMemoryID
    }

    func validate() throws {
        for id in glossaryIDs { try FlixuCheck.notEmpty(id, "A glossary's id", "Leave it out.") }
        if let brandVoiceID { try FlixuCheck.notEmpty(brandVoiceID, "The brand voice's id", "Leave it out.") }
        if let translationMemoryID {
            try FlixuCheck.notEmpty(translationMemoryID, "The translation memory's id", "Leave it out.")
        }
    }
}

extension FlixuAssets: Codable {
    enum CodingKeys: String, CodingKey {
        case glossaryIDs = "glossary_ids"
        case brandVoiceID = "brand_voice_id"
        case translationMemoryID = "tm_id"
    }

    /// Reads them as members of a request.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        glossaryIDs = try container.decodeIfPresent([String].self, forKey: .glossaryIDs) ?? []
        brandVoiceID = try container.decodeIfPresent(String.self, forKey: .brandVoiceID)
        translationMemoryID = try container.decodeIfPresent(String.self, forKey: .translationMemoryID)
    }

    /// Writes them as members of a request.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(glossaryIDs.isEmpty ? nil : glossaryIDs, forKey: .glossaryIDs)
        try container.encodeIfPresent(brandVoiceID, forKey: .brandVoiceID)
        try container.encodeIfPresent(translationMemoryID, forKey: .translationMemoryID)
    }
}
