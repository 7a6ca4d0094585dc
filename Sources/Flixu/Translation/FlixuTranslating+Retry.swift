extension FlixuTranslating {
    /// Sends again what failed of a batch, and only that: the texts that did not come, into the languages that lack them.
    ///
    /// ```swift
    /// var batch = try await flixu.translations.translate(strings, from: "en", to: ["de", "fr"])
    /// if !batch.failures.isEmpty { batch = try await flixu.translations.retry(batch) }
    /// ```
    /// Parts that may be paid already are left as they are: those with `.submissionUncertain`, and those with texts in
    /// ``FlixuBatchPart/unclaimed``. When nothing else failed, nothing is sent.
    ///
    /// - Parameters:
    ///   - batch: The batch, with its source language, glossaries, brand voice and translation memory.
    ///   - includingUncertain: Whether parts that may be paid already are sent again, too: that may be paid twice.
    ///   - options: How many parts are under way at a time, and what their requests do differently.
    ///   - onPart: Told of each part that is sent when it has ended, well or not; from no particular thread.
    /// - Returns: What was there and what came now, with the cost of both: first the parts that were there, without those that
    ///   brought nothing and were sent again, then the new ones.
    /// - Throws: ``ClientError`` with `.invalidRequest` before anything is sent; `CancellationError`: then what `onPart` was
    ///   told of is whole. What befalls a part is in the batch.
    @concurrent
    public func retry(
        _ batch: FlixuBatch, includingUncertain: Bool = false, options: FlixuBatchOptions = .init(),
        onPart: (@Sendable (FlixuBatchPart) -> Void)? = nil
    ) async throws -> FlixuBatch {
        let isOpen = { (part: FlixuBatchPart) in
            part.error != nil && (includingUncertain || !part.mayBePaid)
        }
        let requests = TranslationPlan(batch.parts.filter(isOpen), of: batch).requests
        guard !requests.isEmpty else { return batch }
        guard let source = batch.sourceLanguage else {
            throw ClientError(
                .invalidRequest,
                "The batch does not say which language its strings are in. Make it with its sourceLanguage.")
        }
        let runs = try requests.map {
            try FlixuBatchRun(
                self, FlixuBatchRequest($0.strings, from: source, to: $0.codes, assets: batch.assets), options
            )
        }
        let kept = batch.parts.compactMap { isOpen($0) ? $0.remainder : $0 }
        let new = try await FlixuBatchRun.run(runs, after: kept.count, onPart: onPart).flatMap(\.parts)
        let parts = (kept + new).enumerated().map { index, part in
            var part = part
            part.index = index
            part.count = kept.count + new.count
            return part
        }
        return FlixuBatch(
            strings: batch.strings, languages: batch.languages, parts: parts, sourceLanguage: source,
            assets: batch.assets)
    }
}

extension FlixuBatchPart {
    /// Whether what is missing of it may have been translated and paid.
    fileprivate var mayBePaid: Bool { error?.code == .submissionUncertain || !unclaimed.isEmpty }

    /// What it brought, once all else of it has been sent again; `nil`: nothing.
    fileprivate var remainder: FlixuBatchPart? {
        guard !translations.isEmpty || !unclaimed.isEmpty || creditsUsed != nil else { return nil }
        var part = self
        part.error = nil
        part.languages = languages.filter { translations[$0] != nil }
        part.keys = keys.filter { key in translations.values.contains { $0[key] != nil } }
        return part
    }
}
