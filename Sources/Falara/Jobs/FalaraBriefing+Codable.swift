import Foundation

extension FalaraBriefing: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case mode
        case sourceLanguage = "source_lang"
        case targetLanguages = "target_lang"
        case domain
        case tone
        case instructions
        case textType = "text_type"
        case quality
        case projectName = "project_name"
        case glossaryIDs = "glossary_ids"
        case glossaryPriority = "glossary_priority"
        case glossary
        case styleReference = "style_reference"
        case constraints
        case tier
        case sourceReview = "source_review"
    }

    /// Any member's name.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The members of a text job's request that are not the briefing's.
    private static let contents: Set<String> = ["text", "texts"]
    private static let known = Set(CodingKeys.allCases.map(\.rawValue)).union(contents)

    /// Reads what would be sent; what is not known goes to ``additional``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let targets =
            container.lenient(String.self, .targetLanguages).map { [$0] }
            ?? container.lenient([String].self, .targetLanguages) ?? []
        self.init(
            mode: try container.decodeIfPresent(FalaraMode.self, forKey: .mode) ?? .translation,
            from: try container.decode(String.self, forKey: .sourceLanguage), to: targets)
        domain = try container.decodeIfPresent(String.self, forKey: .domain)
        tone = try container.decodeIfPresent(String.self, forKey: .tone)
        instructions = try container.decodeIfPresent(String.self, forKey: .instructions)
        textType = try container.decodeIfPresent(String.self, forKey: .textType)
        quality = try container.decodeIfPresent(FalaraQuality.self, forKey: .quality)
        projectName = try container.decodeIfPresent(String.self, forKey: .projectName)
        glossaryIDs = try container.decodeIfPresent([String].self, forKey: .glossaryIDs)
        glossaryPriority = try container.decodeIfPresent(
            FalaraGlossaryPriority.self, forKey: .glossaryPriority)
        glossary = try container.decodeIfPresent([FalaraInlineTerm].self, forKey: .glossary)
        styleReference = try container.decodeIfPresent(String.self, forKey: .styleReference)
        constraints = try container.decodeIfPresent([FalaraConstraint].self, forKey: .constraints)
        tier = try container.decodeIfPresent(String.self, forKey: .tier)
        sourceReview = try container.decodeIfPresent(Bool.self, forKey: .sourceReview)
        let all = try decoder.container(keyedBy: Name.self)
        for name in all.allKeys where !Self.known.contains(name.stringValue) {
            additional[name.stringValue] = try all.decode(JSONValue.self, forKey: name)
        }
    }

    /// Writes what is sent: one language as a string, many as a list, and what is set in ``additional`` over the rest.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mode, forKey: .mode)
        try container.encode(sourceLanguage, forKey: .sourceLanguage)
        if targetLanguages.count == 1 {
            try container.encode(targetLanguages[0], forKey: .targetLanguages)
        } else {
            try container.encode(targetLanguages, forKey: .targetLanguages)
        }
        try container.encodeIfPresent(domain, forKey: .domain)
        try container.encodeIfPresent(tone, forKey: .tone)
        try container.encodeIfPresent(instructions, forKey: .instructions)
        try container.encodeIfPresent(textType, forKey: .textType)
        try container.encodeIfPresent(quality, forKey: .quality)
        try container.encodeIfPresent(projectName, forKey: .projectName)
        try container.encodeIfPresent(glossaryIDs, forKey: .glossaryIDs)
        try container.encodeIfPresent(glossaryPriority, forKey: .glossaryPriority)
        try container.encodeIfPresent(glossary, forKey: .glossary)
        try container.encodeIfPresent(styleReference, forKey: .styleReference)
        try container.encodeIfPresent(constraints, forKey: .constraints)
        try container.encodeIfPresent(tier, forKey: .tier)
        try container.encodeIfPresent(sourceReview, forKey: .sourceReview)
        var rest = encoder.container(keyedBy: Name.self)
        for (name, value) in additional where !Self.contents.contains(name) {
            try rest.encode(value, forKey: Name(name))
        }
    }
}
