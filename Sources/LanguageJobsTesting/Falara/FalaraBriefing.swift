/// What a job is asked to do, as JSON bodies and `briefing_json` say it (Falara docs, Jobs and File Translation).
struct FalaraBriefing: Sendable {
    let body: FalaraBody
    let mode: String
    let sourceLanguage: String
    let targetLanguages: [String]
    /// Whether the target language came as a list, which makes a batch.
    let isList: Bool

    /// The most target languages of a request (Falara docs, Batch Operations).
    static let languageLimit = 10

    private static let language = FalaraField.Kind.text(2...35)

    static func options(isFile: Bool, hasMode: Bool = true) -> [FalaraField] {
        [
            FalaraField(
                name: "mode",
                kind: .choice(
                    isFile ? ["translation", "creation", "translate"] : ["translation", "creation"]),
                isRequired: hasMode),
            FalaraField(name: "source_lang", kind: language, isRequired: hasMode),
            FalaraField(
                name: "target_lang", kind: .textOr(.list(of: language, 1...languageLimit)),
                isRequired: hasMode),
            .optional("domain", .anyText), .optional("tone", .anyText), .optional("text_type", .anyText),
            .optional("instructions", .text(0...2000)),
            .optional("glossary_id", .anyText), .optional("glossary_ids", .list(of: .anyText, 0...Int.max)),
            .optional("glossary_priority", .choice(["account_first", "private_first"])),
            .optional("glossary", .list(of: .object(inlineEntry), 0...Int.max)),
            .optional("style_reference", .anyText),
            .optional("constraints", .list(of: .map(of: .anything, atLeast: 1), 0...Int.max)),
            .optional("tier", .choice(tiers)), .optional("source_review", .flag),
            .optional("quality", .choice(["standard", "premium"])), .optional("project_name", .anyText),
        ]
    }

    /// The account's plans (Falara docs, Jobs).
    static let tiers = ["free", "starter", "professional", "business", "enterprise"]

    /// Both forms of an entry that documents show: source and target, or a term and its translations.
    private static let inlineEntry: [FalaraField] =
        [.optional("source", .anyText), .optional("target", .anyText), .optional("term", .anyText)]
        + FalaraGlossary.entryFields.filter { $0.name != "term" && $0.name != "translations" }
        + [.optional("translations", .map(of: .anyText, atLeast: 1))]

    /// - Throws: ``FalaraProblem``.
    init(_ body: FalaraBody, at place: [EmulatorJSON] = ["body"]) throws {
        self.body = body
        // The newer documents have "translate" in an example of a file job.
        mode = body.string("mode") == "creation" ? "creation" : "translation"
        sourceLanguage = body.string("source_lang") ?? ""
        targetLanguages = body.strings("target_lang")
        if case .array? = body["target_lang"] { isList = true } else { isList = false }
        for language in [sourceLanguage] + targetLanguages
        where language.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) == nil {
            throw FalaraProblem.invalid(place, "'\(language)' is not a language code.")
        }
        guard Set(targetLanguages).count == targetLanguages.count,
            mode != "translation" || !targetLanguages.contains(sourceLanguage)
        else { throw FalaraProblem.invalid(place, "Invalid language combination.") }
    }

    var isPremium: Bool { body.string("quality") == "premium" }
    var quality: String { body.string("quality") ?? "standard" }
    var projectName: String? { body.string("project_name") }
    var glossaryIDs: [String] { body.strings("glossary_ids") + body.strings("glossary_id") }

    /// How many words are billed: premium counts one and a half times (Falara docs, Quality).
    func billed(_ words: Int) -> Int { isPremium ? words + (words + 1) / 2 : words }

    /// Whether the source is reviewed first: what was asked for, or as the tier has it (Falara docs, Jobs).
    func reviewsSource(accountPlan: String) -> Bool {
        let tier = body.string("tier") ?? accountPlan
        return tier == "enterprise" || body.bool("source_review") ?? (tier == "business")
    }

    /// The terms of the request itself.
    func terms(into language: String) -> [String: String] {
        body.items("glossary").reduce(into: [:]) { terms, entry in
            guard case .object(let members) = entry else { return }
            if case .string(let source)? = members["source"], case .string(let target)? = members["target"] {
                terms[source.lowercased()] = target
            }
            terms.merge(FalaraGlossary.terms(of: members, into: language)) { $1 }
        }
    }

    /// What makes two requests for a language the same content: all that is sent but the project's name.
    func identity(_ language: String) -> EmulatorJSON {
        var members = body.members
        members["project_name"] = nil
        members["target_lang"] = .string(language)
        return .object(members)
    }
}
