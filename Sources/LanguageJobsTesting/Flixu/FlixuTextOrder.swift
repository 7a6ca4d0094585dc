/// `POST /translate`, read and translated (Flixu docs, Translate Text).
struct FlixuTextOrder: Sendable {
    let languages: FlixuLanguages
    let translation: String
    let characters: Int

    @concurrent init(_ request: EmulatorRequest, _ plan: FlixuPlan) async throws {
        let fields: [BodyField] = [.required("text", .string), .required("target_lang", .string)]
        let body = try await FlixuJSONBody.read(request, fields: fields + FlixuJSONBody.assets)
        let text = try FlixuJSONBody.text(body, plan)
        let target = body.string("target_lang") ?? ""
        languages = try FlixuLanguages(from: body.string("source_lang") ?? "", to: [target])
        try FlixuAssets.check(body, plan)
        var translator = PseudoTranslator(to: target)
        translation = translator.translate(text)
        characters = translator.characters
    }
}

/// `POST /translate/batch`, read and translated (Flixu docs, Translate Batch).
struct FlixuBatchOrder: Sendable {
    static let maximumTexts = 500
    static let maximumLanguages = 20

    let languages: FlixuLanguages
    /// The translations by language and key.
    let translations: [String: EmulatorJSON]
    /// How many texts came out.
    let texts: Int
    /// How many characters came out in each language.
    let characters: [Int]

    @concurrent init(_ request: EmulatorRequest, _ plan: FlixuPlan) async throws {
        let fields: [BodyField] = [.required("strings", .object), .required("target_langs", .strings)]
        let body = try await FlixuJSONBody.read(request, fields: fields + FlixuJSONBody.assets)
        let strings = try Self.strings(body, plan)
        let targets = body.strings("target_langs") ?? []
        guard !targets.isEmpty else { throw FlixuProblem.badRequest("target_langs is empty.") }
        guard targets.count <= Self.maximumLanguages else {
            throw FlixuProblem.badRequest("target_langs has more than \(Self.maximumLanguages) languages.")
        }
        languages = try FlixuLanguages(from: body.string("source_lang") ?? "", to: targets)
        try FlixuAssets.check(body, plan)
        var translations: [String: EmulatorJSON] = [:]
        characters = targets.map { target in
            var translator = PseudoTranslator(to: target)
            translations[target] = .object(strings.mapValues { .string(translator.translate($0)) })
            return translator.characters
        }
        self.translations = translations
        texts = strings.count * targets.count
    }

    private static func strings(_ body: CheckedBody, _ plan: FlixuPlan) throws -> [String: String] {
        let members = body.object("strings") ?? [:]
        guard !members.isEmpty else { throw FlixuProblem.badRequest("strings is empty.") }
        guard members.count <= maximumTexts else {
            throw FlixuProblem.badRequest("strings has more than \(maximumTexts) entries.")
        }
        return try members.reduce(into: [:]) { strings, member in
            guard case .string(let text) = member.value else {
                throw FlixuProblem.badRequest("strings must hold strings only, not \(member.value.kind).")
            }
            try FlixuJSONBody.requireLength(text, "strings.\(member.key)", plan)
            strings[member.key] = text
        }
    }
}
