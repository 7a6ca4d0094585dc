extension FlixuEmulator {
    /// The credits that can be used, less those that jobs under way will take.
    var availableCredits: Int {
        let pending = pendingJobs.reduce(0) { $0 + (documents[$1]?.credits ?? 0) }
        return max(0, (plan.allowance ?? plan.subscription.allowance) + plan.topUp - consumed - pending)
    }

    /// Refuses what can't be paid; one credit is one character (Flixu docs, Credits; the weights of scripts are not
    /// published).
    func requireCredits(_ required: Int) throws {
        guard required <= availableCredits else {
            throw FlixuProblem.insufficientCredits(required: required, available: availableCredits)
        }
    }

    func translate(_ order: FlixuTextOrder, tag: String?, at moment: Duration) throws -> FlixuOutcome {
        try requireCredits(order.characters)
        let place = charge(
            .flixuTranslate, order.languages, texts: 1, characters: [order.characters], tag: tag, at: moment)
        return FlixuOutcome(
            [
                "translation": .string(order.translation),
                "source_lang": .string(order.languages.source),
                "target_lang": .string(order.languages.targets[0]),
                "quality_score": score,
                "credits_used": .integer(order.characters),
                "character_count": .integer(order.characters),
            ], meta: meta(order.characters), translation: place)
    }

    func translate(_ order: FlixuBatchOrder, tag: String?, at moment: Duration) throws -> FlixuOutcome {
        let credits = order.characters.reduce(0, +)
        try requireCredits(credits)
        let place = charge(
            .flixuBatch, order.languages, texts: order.texts, characters: order.characters, tag: tag,
            at: moment)
        return FlixuOutcome(
            [
                "translations": .object(order.translations),
                "total_credits_used": .integer(credits),
                "total_characters": .integer(credits),
            ], meta: meta(credits), translation: place)
    }

    /// Takes the credits, and writes the translation into the ledger; gives its place there.
    func charge(
        _ operation: EmulatorOperation, document: String? = nil, _ languages: FlixuLanguages, texts: Int,
        characters: [Int], tag: String?, at moment: Duration
    ) -> Int {
        let credits = characters.reduce(0, +)
        consumed += credits
        entries.flixu.translations.append(
            Ledger.Flixu.Translation(
                at: moment, operation: operation, documentID: document, sourceLanguage: languages.source,
                targetLanguages: languages.targets, texts: texts, characters: characters, credits: credits,
                tag: tag))
        return entries.flixu.translations.count - 1
    }

    var score: EmulatorJSON { plan.qualityScore.map { .integer($0) } ?? .null }

    func meta(_ credits: Int, took time: Duration = .zero) -> [String: EmulatorJSON] {
        [
            "credits_used": .integer(credits),
            "processing_time_ms": .integer(Int(time / .milliseconds(1))),
        ]
    }
}
