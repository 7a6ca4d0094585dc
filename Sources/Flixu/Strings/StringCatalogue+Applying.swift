import Foundation
import LanguageJobs

extension StringCatalogue {
    /// The units that a language has no translation of yet.
    ///
    /// All of them for `.json` and `.strings`, whose languages are files of their own. In `.xcstrings` those without a
    /// localization, or with one whose state is `new`.
    ///
    /// - Parameter replacing: Whether what is translated counts, too.
    public func units(toTranslateInto language: String, replacing: Bool = false) -> [Unit] {
        guard case .xcstrings(let document) = content, !replacing else { return units }
        return document.entries.filter { !$0.isTranslated(into: language, document.text) }
            .flatMap { $0.leaves.compactMap { leaf in leaf.unit.map { units[$0] } } }
    }

    /// Puts translations in.
    ///
    /// A translation whose format specifiers are not those of the source is not written but listed in
    /// ``TranslatedCatalogue/problems``, as is what is missing. An `.xcstrings` entry with plurals, devices or substitutions is
    /// written whole or not at all, with the categories of the source.
    ///
    /// - Parameters:
    ///   - translations: By language, and then by ``Unit/key``; keys that no unit has are left alone.
    ///   - languages: Which languages, in which order; `nil`: those of the translations, sorted.
    ///   - replacing: Whether an `.xcstrings` file's own translations are replaced, too.
    ///   - state: What Xcode shows for them, `.xcstrings` only.
    /// - Throws: ``ClientError`` with `invalidRequest` for a language without a name, or that of the source.
    public func applying(
        _ translations: [String: [String: String]], to languages: [String]? = nil, replacing: Bool = false,
        state: TranslationState = .needsReview
    ) throws -> TranslatedCatalogue {
        var seen: Set<String> = []
        let languages = (languages ?? translations.keys.sorted()).filter { seen.insert($0).inserted }
        try check(languages)
        switch content {
        case .slots(let text, let encoding, let slots):
            return try fill(slots, in: text, encoding, translations, languages)
        case .xcstrings(let document):
            return try fill(document, translations, languages, replacing, state)
        }
    }

    func check(_ languages: [String]) throws {
        for language in languages {
            try FlixuCheck.notEmpty(language, "A target language", "Name it, such as “de”.")
            guard let source = sourceLanguage else { continue }
            try FlixuCheck.languages(source, language)
        }
    }

    private func fill(
        _ slots: [TextSlot], in text: [UInt8], _ encoding: TextEncoding,
        _ translations: [String: [String: String]],
        _ languages: [String]
    ) throws -> TranslatedCatalogue {
        var problems: [CatalogueProblem] = []
        let sources = units.map { FormatSpecifiers($0.text) }
        let files = try languages.map { language in
            let texts = translations[language] ?? [:]
            var splices: [TextSplice] = []
            for (index, unit) in units.enumerated() {
                if let problem = unit.problem(with: texts[unit.key], sources[index], language) {
                    problems.append(problem)
                } else if let translation = texts[unit.key] {
                    splices.append(try slots[index].splice(translation))
                }
            }
            let data = encoding.write(TextSplice.apply(splices, to: text))
            return TranslatedCatalogue.File(languages: [language], data: data)
        }
        return TranslatedCatalogue(files: files, problems: problems, pluralGaps: [])
    }

    private func fill(
        _ document: XCStringsDocument, _ translations: [String: [String: String]], _ languages: [String],
        _ replacing: Bool, _ state: TranslationState
    ) throws -> TranslatedCatalogue {
        var problems: [CatalogueProblem] = []
        var gaps: [String: Set<String>] = [:]
        let sources = units.map { FormatSpecifiers($0.text) }
        var splices: [TextSplice] = []
        for entry in document.entries {
            var written = OrderedJSON(entry.tree, in: document.text)
            var localizations = written["localizations"] ?? .object([])
            var isChanged = false
            for language in languages
            where replacing || !entry.isTranslated(into: language, document.text) {
                let found = self.problems(of: entry, translations[language] ?? [:], sources, language)
                problems += found
                guard found.isEmpty else { continue }
                let texts = entry.leaves.map { leaf in
                    leaf.unit.flatMap { translations[language]?[units[$0].key] } ?? leaf.text
                }
                let localization = try entry.localization(
                    texts, state: state, language: language, in: document.text)
                try localizations.set(language, localization)
                isChanged = true
                let needed = PluralCategories.needed(by: language) ?? []
                for plural in localization.plurals(.localization) {
                    gaps[language, default: []].formUnion(needed.subtracting(plural))
                }
            }
            guard isChanged else { continue }
            try written.set("localizations", localizations)
            var bytes: [UInt8] = []
            written.write(indent: 4, lineEnd: document.lineEnd, to: &bytes)
            splices.append(TextSplice(range: entry.tree.range, text: bytes))
        }
        let data = Data(TextSplice.apply(splices, to: document.text))
        return TranslatedCatalogue(
            files: [TranslatedCatalogue.File(languages: languages, data: data)],
            problems: problems,
            pluralGaps: languages.compactMap { language in
                guard let categories = gaps[language], !categories.isEmpty else { return nil }
                return TranslatedCatalogue.PluralGap(language: language, categories: categories.sorted())
            })
    }

    /// Why an entry can't be written; each of its units is named, since none of them is.
    private func problems(
        of entry: XCStringsDocument.Entry, _ texts: [String: String], _ sources: [FormatSpecifiers],
        _ language: String
    ) -> [CatalogueProblem] {
        let parts = entry.leaves.compactMap(\.unit)
        let found = parts.map { units[$0].problem(with: texts[units[$0].key], sources[$0], language) }
        guard found.contains(where: { $0 != nil }) else { return [] }
        return zip(parts, found).map { part, problem in
            let unit = units[part]
            return problem
                ?? CatalogueProblem(
                    language: language, unit: unit, reason: .incomplete, translation: texts[unit.key])
        }
    }
}

extension StringCatalogue.Unit {
    fileprivate func problem(
        with translation: String?, _ source: FormatSpecifiers, _ language: String
    ) -> CatalogueProblem? {
        guard let translation, translation.contains(where: { !$0.isWhitespace }) else {
            return CatalogueProblem(language: language, unit: self, reason: .missing, translation: nil)
        }
        let (missing, unexpected) = source.differences(in: FormatSpecifiers(translation))
        guard !missing.isEmpty || !unexpected.isEmpty else { return nil }
        return CatalogueProblem(
            language: language, unit: self, reason: .specifiers(missing: missing, unexpected: unexpected),
            translation: translation)
    }
}
