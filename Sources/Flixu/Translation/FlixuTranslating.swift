/// Anything that translates texts as Flixu does: depend on it as `any FlixuTranslating`, and fake it in your tests.
///
/// A fake needs three methods:
/// ```swift
/// import Flixu
///
/// struct FakeTranslations: FlixuTranslating {
///     func translate(_ request: FlixuTextRequest, options: CallOptions) async throws -> FlixuTranslation {
///         FlixuTranslation(text: "[\(request.targetLanguage)] \(request.text)")
///     }
///     func translate(_ request: FlixuBatchRequest, options: CallOptions) async throws -> FlixuBatchAnswer {
///         FlixuBatchAnswer(translations: [:])
///     }
///     func analyze(_ text: String, options: CallOptions) async throws -> FlixuAnalysis { FlixuAnalysis() }
/// }
/// ```
public protocol FlixuTranslating: Sendable {
    /// Translates a text in one request.
    func translate(_ request: FlixuTextRequest, options: CallOptions) async throws -> FlixuTranslation

    /// Translates the texts of one request.
    func translate(_ request: FlixuBatchRequest, options: CallOptions) async throws -> FlixuBatchAnswer

    /// Says what a text is about, and how hard it is to translate.
    func analyze(_ text: String, options: CallOptions) async throws -> FlixuAnalysis
}

extension FlixuTranslating {
    /// Translates a text.
    ///
    /// ```swift
    /// let hello = try await flixu.translations.translate("Hello, world!", from: "en", to: "de") {
    ///     $0.glossaryIDs = ["gloss_abc123"]
    /// }
    /// print(hello.text, hello.qualityScore ?? 0)
    /// ```
    ///
    /// - Parameters:
    ///   - text: The text, not empty.
    ///   - source: Its language.
    ///   - target: The language to translate into.
    ///   - options: What this call does differently.
    ///   - configure: Sets glossaries, brand voice and translation memory.
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent, `.insufficientCredit`, `.submissionUncertain` when
    ///   it may have been translated and paid although no usable answer came: it is never sent twice.
    public func translate(
        _ text: String, from source: String, to target: String, options: CallOptions = .init(),
        _ configure: (inout FlixuAssets) -> Void = { _ in }
    ) async throws -> FlixuTranslation {
        var assets = FlixuAssets()
        configure(&assets)
        return try await translate(
            FlixuTextRequest(text, from: source, to: target, assets: assets), options: options)
    }

    /// Translates any number of texts into any number of languages.
    ///
    /// They are split into parts of 500 texts and 20 languages (Flixu docs, Translate Batch). A part that fails stops no
    /// other, unless every other would fail alike: after a 401, 402 or 403 the rest is not sent. Nothing that was paid is lost:
    /// see ``FlixuBatch/failures``, and keep what `onPart` is given when the task may be cancelled.
    ///
    /// ```swift
    /// let batch = try await flixu.translations.translate(strings, from: "en", to: ["de", "fr"])
    /// let all = try batch.get()               // language → key → text
    /// ```
    ///
    /// - Parameters:
    ///   - strings: The texts; keys are unique, neither keys nor texts are empty.
    ///   - source: Their language.
    ///   - targets: The languages to translate into; none twice, none the source.
    ///   - options: How many parts are under way at a time, and what their requests do differently.
    ///   - configure: Sets glossaries, brand voice and translation memory.
    ///   - onPart: Told of each part when it has ended, well or not, one after the other; from no particular thread.
    /// - Throws: ``ClientError`` with `.invalidRequest` before anything is sent; `CancellationError`: then what `onPart` was
    ///   told of is whole, and what was under way may be paid. What befalls a part is in the batch.
    public func translate(
        _ strings: FlixuStrings, from source: String, to targets: [String],
        options: FlixuBatchOptions = .init(), _ configure: (inout FlixuAssets) -> Void = { _ in },
        onPart: (@Sendable (FlixuBatchPart) -> Void)? = nil
    ) async throws -> FlixuBatch {
        var assets = FlixuAssets()
        configure(&assets)
        let request = FlixuBatchRequest(strings, from: source, to: targets, assets: assets)
        let run = try FlixuBatchRun(self, request, options)
        return try await FlixuBatchRun.run([run], onPart: onPart)[0]
    }

    /// Translates pairs of key and text, in their order; see ``translate(_:from:to:options:_:onPart:)-(FlixuStrings,_,_,_,_,_)``.
    public func translate(
        _ strings: [(key: String, text: String)], from source: String, to targets: [String],
        options: FlixuBatchOptions = .init(), _ configure: (inout FlixuAssets) -> Void = { _ in },
        onPart: (@Sendable (FlixuBatchPart) -> Void)? = nil
    ) async throws -> FlixuBatch {
        try await translate(
            FlixuStrings(strings), from: source, to: targets, options: options, configure, onPart: onPart)
    }

    /// Translates the texts of a dictionary, in the order of their keys; see
    /// ``translate(_:from:to:options:_:onPart:)-(FlixuStrings,_,_,_,_,_)``.
    public func translate(
        _ strings: [String: String], from source: String, to targets: [String],
        options: FlixuBatchOptions = .init(), _ configure: (inout FlixuAssets) -> Void = { _ in },
        onPart: (@Sendable (FlixuBatchPart) -> Void)? = nil
    ) async throws -> FlixuBatch {
        try await translate(
            FlixuStrings(strings), from: source, to: targets, options: options, configure, onPart: onPart)
    }

    /// Says what a text is about, and how hard it is to translate; takes no credits (Flixu docs, Analyze Text).
    public func analyze(_ text: String) async throws -> FlixuAnalysis {
        try await analyze(text, options: .init())
    }
}
