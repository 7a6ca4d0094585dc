import Foundation

extension FalaraEmulator {
    func terms(_ briefing: FalaraBriefing, _ language: String, _ caller: FalaraCaller) -> [String: String] {
        let named = briefing.glossaryIDs.compactMap { id in
            glossaries.first { $0.id == id && $0.isVisible(to: caller) }
        }
        // What comes later wins: the other scope's terms, those of the one that has priority, the request's own.
        let last = briefing.body.string("glossary_priority") == "private_first" ? "private" : "account"
        let sorted = named.filter { $0.scope != last } + named.filter { $0.scope == last }
        return sorted.reduce(into: [:]) { $0.merge($1.terms(into: language)) { $1 } }
            .merging(briefing.terms(into: language)) { $1 }
    }

    func listGlossaries(_ caller: FalaraCaller) throws -> FalaraOutcome {
        let visible = glossaries.filter { $0.isVisible(to: caller) }
        return try FalaraOutcome(200, form.list(visible.map { $0.json(form, withEntries: false) }))
    }

    private func place(_ id: String, _ caller: FalaraCaller) throws -> Int {
        guard let place = glossaries.firstIndex(where: { $0.id == id && $0.isVisible(to: caller) }) else {
            throw FalaraProblem.notFound
        }
        return place
    }

    func showGlossary(_ id: String, _ caller: FalaraCaller) throws -> FalaraOutcome {
        try FalaraOutcome(200, glossaries[place(id, caller)].json(form, withEntries: true))
    }

    func addGlossary(_ body: FalaraBody, _ caller: FalaraCaller, at moment: Duration) throws -> FalaraOutcome
    {
        let glossary = FalaraGlossary(
            id: "gloss_\(nextHex())", name: body.string("name") ?? "",
            description: body.string("description"),
            sourceLanguage: body.string("source_lang"), scope: body.string("scope") ?? "private",
            owner: caller.key,
            entries: body.items("entries").map { FalaraGlossary.entry($0, id: nextHex()) },
            created: moment, updated: moment)
        glossaries.append(glossary)
        return try FalaraOutcome(201, glossary.json(form, withEntries: true))
    }

    func changeGlossary(
        _ id: String, _ body: FalaraBody, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        var glossary = try glossaries[place(id, caller)]
        glossary.name = body.string("name") ?? glossary.name
        glossary.description = body.string("description") ?? glossary.description
        glossary.sourceLanguage = body.string("source_lang") ?? glossary.sourceLanguage
        if body["entries"] != nil {
            glossary.entries = body.items("entries").map { FalaraGlossary.entry($0, id: nextHex()) }
        }
        glossary.updated = moment
        glossaries[try place(id, caller)] = glossary
        return try FalaraOutcome(200, glossary.json(form, withEntries: true))
    }

    func removeGlossary(_ id: String, _ caller: FalaraCaller) throws -> FalaraOutcome {
        glossaries.remove(at: try place(id, caller))
        return try removed("Glossary deleted.")
    }

    func addEntry(
        _ value: EmulatorJSON, to id: String, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        let place = try place(id, caller)
        var entry = FalaraGlossary.entry(value, id: nextHex())
        entry["suggested_by"] = .string(random.nextUUID())
        entry["suggested_at"] = form.stamp(moment)
        glossaries[place].entries.append(entry)
        glossaries[place].updated = moment
        return try FalaraOutcome(201, .object(entry))
    }

    /// The answer to `DELETE`: the documents show none, the connector takes one without a body.
    func removed(_ message: String) throws -> FalaraOutcome {
        plan.style == .first
            ? try FalaraOutcome(200, .object(["message": .string(message)]))
            : FalaraOutcome(try EmulatorAnswer(status: 204, data: .init()))
    }

    /// Eight hexadecimal digits.
    func nextHex() -> String { String(random.nextUUID().prefix(8)) }
}

extension FalaraGlossary {
    func isVisible(to caller: FalaraCaller) -> Bool { scope == "account" || owner == caller.key }
}
