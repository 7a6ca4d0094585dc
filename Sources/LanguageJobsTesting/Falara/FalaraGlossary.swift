import Foundation

/// A glossary that the emulator keeps (Falara docs, Glossaries).
struct FalaraGlossary: Sendable {
    let id: String
    var name: String
    var description: String?
    var sourceLanguage: String?
    let scope: String
    /// The key that made it; nobody else sees a private one.
    let owner: String
    var entries: [[String: EmulatorJSON]]
    let created: Duration
    var updated: Duration

    static let entryFields: [FalaraField] = [
        .required("term", .text(1...1000)),
        .required("translations", .map(of: .anyText, atLeast: 1)),
        .optional("context", .anyText), .optional("domain", .anyText),
        .optional("forbidden_alternatives", .list(of: .anyText, 0...Int.max)),
        .optional("status", .choice(["approved", "pending", "deprecated"])),
    ]

    /// The members of the body that makes a glossary, or changes one.
    static func fields(isNew: Bool) -> [FalaraField] {
        [
            FalaraField(name: "name", kind: .text(1...100), isRequired: isNew),
            .optional("description", .anyText), .optional("source_lang", .anyText),
            .optional("scope", .choice(["private", "account"])),
            .optional("entries", .list(of: .object(entryFields), 0...Int.max)),
        ]
    }

    /// An entry as it is kept: with an id, and the status that it has without one.
    static func entry(_ value: EmulatorJSON, id: String) -> [String: EmulatorJSON] {
        guard case .object(var members) = value else { return [:] }
        members["id"] = .string("term_\(id)")
        if members["status"] ?? .null == .null { members["status"] = "approved" }
        for name in ["context", "domain"] where members[name] == nil { members[name] = .null }
        if members["forbidden_alternatives"] ?? .null == .null {
            members["forbidden_alternatives"] = .array([])
        }
        return members
    }

    /// An entry's term in lower case, and what it is called in a language; nothing of one that is not approved.
    static func terms(of entry: [String: EmulatorJSON], into language: String) -> [String: String] {
        guard case .string(let term)? = entry["term"],
            case .object(let translations)? = entry["translations"],
            case .string(let translation)? = translations[language]
                ?? translations[String(language.prefix(2))],
            (entry["status"] ?? .null) == .null || entry["status"] == "approved"
        else { return [:] }
        return [term.lowercased(): translation]
    }

    func terms(into language: String) -> [String: String] {
        entries.reduce(into: [:]) { $0.merge(Self.terms(of: $1, into: language)) { $1 } }
    }

    func json(_ form: FalaraForm, withEntries: Bool) -> EmulatorJSON {
        var members: [String: EmulatorJSON] = [
            "name": .string(name), "description": description.map { .string($0) } ?? .null,
            "created_at": form.stamp(created), "updated_at": form.stamp(updated),
        ]
        let count = EmulatorJSON.integer(entries.count)
        if form.style == .first {
            members["id"] = .string(id)
            members["source_lang"] = sourceLanguage.map { .string($0) } ?? .null
            members["entries_count"] = count
        } else {
            members["glossary_id"] = .string(id)
            members["scope"] = .string(scope)
            members["entry_count"] = count
        }
        if withEntries { members["entries"] = .array(entries.map { .object($0) }) }
        return .object(members)
    }
}
