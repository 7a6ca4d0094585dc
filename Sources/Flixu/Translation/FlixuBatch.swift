/// The translations of many strings into many languages: what came, and which parts failed.
public struct FlixuBatch: Sendable {
    /// The strings, in their order.
    public let strings: FlixuStrings
    /// The target languages, in their order.
    public let languages: [String]
    /// The language of the strings; `nil`: a fake did not say.
    public let sourceLanguage: String?
    /// What the translations go by.
    public let assets: FlixuAssets
    /// The parts, in the order of the input: strings first, then languages; after
    /// ``FlixuTranslating/retry(_:includingUncertain:options:onPart:)`` first those that were there, then the new ones.
    public let parts: [FlixuBatchPart]
    /// What came: language, then key, then text.
    public let translations: [String: [String: String]]

    /// Makes a batch, for a fake.
    public init(
        strings: FlixuStrings, languages: [String], parts: [FlixuBatchPart], sourceLanguage: String? = nil,
        assets: FlixuAssets = .init()
    ) {
        self.strings = strings
        self.sourceLanguage = sourceLanguage
        self.assets = assets
        self.languages = languages
        self.parts = parts
        translations = parts.reduce(into: [:]) { all, part in
            for (language, texts) in part.translations {
                all[language, default: [:]].merge(texts) { _, new in new }
            }
        }
    }

    /// The parts that are not whole, each with its ``FlixuBatchPart/error``.
    public var failures: [FlixuBatchPart] { parts.filter { $0.error != nil } }

    /// The credits that all parts took, as far as the service said.
    public var creditsUsed: Int { Self.sum(parts.map(\.creditsUsed)) }

    /// The characters that were counted, as far as the service said.
    public var characterCount: Int { Self.sum(parts.map(\.characterCount)) }

    /// Absurd numbers add up to the largest there is, or the smallest.
    private static func sum(_ numbers: [Int?]) -> Int {
        numbers.reduce(0) { sum, number in
            let (next, isTooLarge) = sum.addingReportingOverflow(number ?? 0)
            guard isTooLarge else { return next }
            return sum > 0 ? .max : .min
        }
    }

    /// The translations into one language, in the order of the input; without those that did not come.
    public func translations(into language: String) -> FlixuStrings {
        let texts = translations[language] ?? [:]
        return FlixuStrings(
            strings.entries.compactMap { entry in
                texts[entry.key].map { FlixuStrings.Entry(key: entry.key, text: $0) }
            })
    }

    /// All translations: language, then key, then text.
    ///
    /// - Throws: ``ClientError`` when a part failed: with the code of the gravest failure (`.submissionUncertain` before
    ///   others, what was sent before what was not), a message that tells which parts failed, and a
    ///   ``FlixuIncompleteBatch`` as ``ClientError/underlying``, which holds what was paid.
    public func get() throws -> [String: [String: String]] {
        let failures = failures
        guard
            let gravest = failures.first(where: { $0.error?.code == .submissionUncertain })
                ?? failures.first(where: \.isSent) ?? failures.first, var error = gravest.error
        else { return translations }
        let shown = failures.prefix(5).map { "\($0.name): \($0.error?.cause ?? "")" }
        let more = failures.count > shown.count ? ["and \(failures.count - shown.count) more"] : []
        let words = (shown + more).joined(separator: " — ")
        error.message =
            parts.count == 1
            ? words
            : "\(failures.count) of \(parts.count) parts failed; what came of the others is in the batch's translations. \(words)"
        error.underlying = FlixuIncompleteBatch(batch: self)
        throw error
    }
}

/// A batch of which a part failed; it holds what the other parts brought.
public struct FlixuIncompleteBatch: Error, Sendable, CustomStringConvertible {
    /// The batch.
    public var batch: FlixuBatch

    /// How many of its parts failed.
    public var description: String {
        "FlixuIncompleteBatch(\(batch.failures.count) of \(batch.parts.count) parts failed)"
    }
}
