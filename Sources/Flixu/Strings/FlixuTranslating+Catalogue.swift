extension FlixuTranslating {
    /// Translates a string catalogue into any number of languages, over the batch call.
    ///
    /// ```swift
    /// let catalogue = try StringCatalogue(contentsOf: url)
    /// let translated = try await flixu.translations.translate(catalogue, from: "en", to: ["de", "zh-Hans"], codes: ["zh-Hans": "zh"])
    /// ```
    /// Only what a language lacks is sent, see ``StringCatalogue/units(toTranslateInto:replacing:)``; when nothing is lacking,
    /// no request is. Parts that fail stop no other: see ``TranslatedCatalogue/failures``, and
    /// ``TranslatedCatalogue/problems`` for the texts that they leave open.
    ///
    /// - Parameters:
    ///   - catalogue: The texts.
    ///   - source: Their language; `nil`: what the catalogue says, as `.xcstrings` do.
    ///   - targets: The languages, as the file names them.
    ///   - codes: What the service calls a language, where that is something else: it takes ISO 639 codes (Flixu docs,
    ///     Languages), while apps also have `zh-Hans` and the like. Languages with one code are translated once.
    ///   - replacing: Whether what an `.xcstrings` file has already is translated anew, and replaced.
    ///   - state: What Xcode shows for the translations, `.xcstrings` only.
    ///   - options: How many parts are under way at a time, and what their requests do differently.
    ///   - configure: Sets glossaries, brand voice and translation memory.
    ///   - onPart: Told of each part when it has ended, well or not; from no particular thread. Parts are counted over all
    ///     requests of the call, and their languages are the service's codes, not the file's names.
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent; the gravest failure when no part brought anything,
    ///   `.submissionUncertain` before others.
    ///   `CancellationError`: what was paid is what `onPart` was told of.
    @concurrent
    public func translate(
        _ catalogue: StringCatalogue, from source: String? = nil, to targets: [String],
        codes: [String: String] = [:],
        replacing: Bool = false, state: TranslationState = .needsReview, options: FlixuBatchOptions = .init(),
        _ configure: @Sendable (inout FlixuAssets) -> Void = { _ in },
        onPart: (@Sendable (FlixuBatchPart) -> Void)? = nil
    ) async throws -> TranslatedCatalogue {
        guard let source = source ?? catalogue.sourceLanguage else {
            throw ClientError(
                .invalidRequest,
                "A .\(catalogue.format) file does not say which language it is in. Name the source language.")
        }
        guard !targets.isEmpty else {
            throw ClientError(.invalidRequest, "There is no target language. Give one at least.")
        }
        try catalogue.check(targets)
        var assets = FlixuAssets()
        configure(&assets)
        // All are checked before the first is sent.
        let runs = try TranslationPlan(catalogue, targets, codes, replacing).requests.map { request in
            try FlixuBatchRun(
                self, FlixuBatchRequest(request.strings, from: source, to: request.codes, assets: assets),
                options)
        }
        let batches = try await FlixuBatchRun.run(runs, onPart: onPart)
        let parts = batches.flatMap(\.parts)
        if parts.allSatisfy({ $0.translations.isEmpty && $0.unclaimed.isEmpty }) {
            let isUncertain = { (part: FlixuBatchPart) in part.error?.code == .submissionUncertain }
            _ = try (batches.first { $0.parts.contains(where: isUncertain) } ?? batches.first)?.get()
        }
        var texts: [String: [String: String]] = [:]
        for batch in batches {
            for language in targets {
                let found = batch.translations[codes[language] ?? language] ?? [:]
                texts[language, default: [:]].merge(found) { first, _ in first }
            }
        }
        var translated = try catalogue.applying(texts, to: targets, replacing: replacing, state: state)
        translated.batches = batches
        return translated
    }
}
