public import Foundation

/// A term of a glossary, with what it is in other languages (Falara docs, Glossaries).
public struct FalaraGlossaryEntry: Sendable, Hashable, Codable {
    /// The service's id, such as `term_1a2b3c4d`; left out when an entry is made.
    public var id: String?
    /// The term in the source language; found in any case.
    public var term: String?
    /// The term in other languages, by language; one at least.
    public var translations: [String: String]?
    /// Where it is used.
    public var context: String?
    /// The subject, such as `medical`.
    public var domain: String?
    /// What it must not be translated as.
    public var forbiddenAlternatives: [String]?
    /// Whether it is in use.
    public var status: FalaraTermStatus?
    /// The id of the user who added it, for entries that were added one by one.
    public var suggestedBy: String?
    /// When it was added, for entries that were added one by one.
    public var suggestedAt: Date?

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - term: The term in the source language.
    ///   - translations: The term in other languages, by language; one at least.
    ///   - context: Where it is used.
    ///   - domain: The subject.
    ///   - forbiddenAlternatives: What it must not be translated as.
    ///   - status: Whether it is in use; `nil`: it is.
    public init(
        _ term: String, _ translations: [String: String], context: String? = nil, domain: String? = nil,
        forbiddenAlternatives: [String]? = nil, status: FalaraTermStatus? = nil
    ) {
        self.term = term
        self.translations = translations
        self.context = context
        self.domain = domain
        self.forbiddenAlternatives = forbiddenAlternatives
        self.status = status
    }

    /// Checks what can be known to be wrong.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` without a term, or without a translation.
    public func validate() throws {
        let term = term ?? ""
        try FalaraCheck.notBlank(term, "A term of the glossary", "Name the term.")
        guard let translations, !translations.isEmpty else {
            throw ClientError(.invalidRequest, "The term “\(term)” has no translation. Give one at least.")
        }
        for (language, text) in translations {
            try FalaraCheck.notBlank(language, "A language of the term “\(term)”", "Name it, such as “de”.")
            try FalaraCheck.notBlank(
                text, "What “\(term)” is in “\(language)”", "Give it, or leave the language out.")
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case term
        case translations
        case context
        case domain
        case forbiddenAlternatives = "forbidden_alternatives"
        case status
        case suggestedBy = "suggested_by"
        case suggestedAt = "suggested_at"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(String.self, .id)
        term = container.lenient(String.self, .term)
        translations = container.lenient([String: String].self, .translations)
        context = container.lenient(String.self, .context)
        domain = container.lenient(String.self, .domain)
        forbiddenAlternatives = container.lenient([String].self, .forbiddenAlternatives)
        status = container.lenient(FalaraTermStatus.self, .status)
        suggestedBy = container.lenient(String.self, .suggestedBy)
        suggestedAt = container.timestamp(.suggestedAt)
    }

    /// Writes what the service takes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(term, forKey: .term)
        try container.encodeIfPresent(translations, forKey: .translations)
        try container.encodeIfPresent(context, forKey: .context)
        try container.encodeIfPresent(domain, forKey: .domain)
        try container.encodeIfPresent(forbiddenAlternatives, forKey: .forbiddenAlternatives)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(suggestedBy, forKey: .suggestedBy)
        try container.encode(falaraTimestamp: suggestedAt, .suggestedAt)
    }
}
