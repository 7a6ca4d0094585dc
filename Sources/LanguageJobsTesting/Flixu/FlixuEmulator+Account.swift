import Foundation

extension FlixuEmulator {
    func quota() -> FlixuOutcome {
        let allowance = plan.allowance ?? plan.subscription.allowance
        let limits = plan.limits ?? plan.subscription.limits
        let assets = plan.subscription.assets
        let total = allowance + plan.topUp
        let percent = total > 0 ? Double(consumed) / Double(total) * 100 : 0
        let credits: [String: EmulatorJSON] = [
            "allowance": .integer(allowance), "consumed": .integer(consumed),
            "top_up_balance": .integer(plan.topUp), "remaining": .integer(total - consumed),
            "usage_percent": .number((percent * 10).rounded() / 10),
        ]
        let rates: [String: EmulatorJSON] = [
            "translate_per_min": .integer(limits.translate), "segment_per_min": .integer(limits.segment),
            "analyze_per_min": .integer(limits.analyze), "api_per_min": .integer(limits.api),
        ]
        let counts: [String: EmulatorJSON] = [
            "translation_memories_max": .integer(assets.memories),
            "glossaries_max": .integer(assets.glossaries),
            "brandvoice_profiles_max": .integer(assets.voices),
            "projects_max": .integer(assets.projects),
        ]
        return FlixuOutcome([
            "plan": .string(plan.subscription.rawValue), "credits": .object(credits),
            "rate_limits": .object(rates), "limits": .object(counts),
        ])
    }

    /// What was translated from one day to another, both included (Flixu docs, Usage; inferred: days are UTC's).
    func usage(_ query: [(name: String, value: String)], at moment: Duration) throws -> FlixuOutcome {
        let dates = try Dictionary(query.map { ($0.name, $0.value) }) { _, _ in
            throw FlixuProblem.badRequest("A date is there twice.")
        }
        let from = try day(dates["from"]) ?? day(moment - .seconds(30 * 86_400))
        let to = try day(dates["to"]) ?? day(moment)
        guard from <= to else { throw FlixuProblem.badRequest("from is after to.") }
        var lines: [String: (characters: Int, documents: Int)] = [:]
        for translation in entries.flixu.translations where (from...to).contains(day(translation.at)) {
            for (language, characters) in zip(translation.targetLanguages, translation.characters) {
                let line = lines[language] ?? (0, 0)
                lines[language] = (line.characters + characters, line.documents + 1)
            }
        }
        let sorted = lines.sorted { ($1.value.characters, $0.key) < ($0.value.characters, $1.key) }
        return FlixuOutcome([
            "from": .string(from), "to": .string(to),
            "total_characters": .integer(sorted.reduce(0) { $0 + $1.value.characters }),
            "total_documents": .integer(sorted.reduce(0) { $0 + $1.value.documents }),
            "by_language": .array(
                sorted.map { language, line in
                    .object([
                        "target_lang": .string(language), "characters": .integer(line.characters),
                        "documents": .integer(line.documents),
                    ])
                }),
        ])
    }

    func me(_ key: String) -> FlixuOutcome {
        let isSession = Self.isSession(key)
        return FlixuOutcome([
            "user_id": "user_emulator", "org_id": "cm1emulator",
            "source": isSession ? "clerk_jwt" : "api_key",
            "plan": .string(plan.subscription.rawValue),
            "scopes": isSession ? .null : .array(plan.scopes.sorted().map { .string($0) }),
        ])
    }

    private func day(_ moment: Duration) -> String { String(clock.stamp(moment).prefix(10)) }

    private func day(_ text: String?) throws -> String? {
        guard let text else { return nil }
        guard text.utf8.count == 10, let date = try? Date("\(text)T00:00:00Z", strategy: .iso8601),
            date.ISO8601Format().prefix(10) == text
        else { throw FlixuProblem.badRequest("\(text.debugDescription) is no date of the form YYYY-MM-DD.") }
        return text
    }
}
