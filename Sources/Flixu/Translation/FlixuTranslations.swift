/// Translates texts and strings at Flixu, and analyzes texts.
public struct FlixuTranslations: FlixuTranslating {
    /// The longest time without a byte while a text is translated (inferred: documented examples take about a second).
    public static let textTimeout: Duration = .seconds(120)
    /// The longest time without a byte while a batch is translated, up to 10,000 texts (inferred: no limit is documented, and
    /// who gives up early has paid for nothing).
    public static let batchTimeout: Duration = .seconds(600)

    /// More than any batch can be; below it an answer is read whole.
    private static let answerLimit = 256 << 20

    private let client: ServiceClient

    init(_ client: ServiceClient) { self.client = client }

    /// Translates a text: `POST /translate`. Never sent twice by itself: each time may cost credits.
    ///
    /// Waits for ``textTimeout``, or longer when the client is set so; the timeouts of the options beat both.
    public func translate(_ request: FlixuTextRequest, options: CallOptions) async throws -> FlixuTranslation
    {
        try request.validate()
        var endpoint = Endpoint<FlixuTranslation>(
            "translations.text", .post, ["translate"], .once, bucket: "translate")
        try endpoint.setBody(json: request)
        return try await client.sendPaid(endpoint, options: options.waiting(Self.textTimeout, client))
    }

    /// Translates the texts of one request: `POST /translate/batch`. Never sent twice by itself: each time may cost credits.
    ///
    /// Waits for ``batchTimeout``, or longer when the client is set so; the timeouts of the options beat both.
    public func translate(_ request: FlixuBatchRequest, options: CallOptions) async throws -> FlixuBatchAnswer
    {
        try request.validate()
        var endpoint = Endpoint<FlixuBatchAnswer>(
            "translations.batch", .post, ["translate", "batch"], .once, bucket: "translate")
        endpoint.responseLimit = Self.answerLimit
        try endpoint.setBody(json: request)
        return try await client.sendPaid(endpoint, options: options.waiting(Self.batchTimeout, client))
    }

    /// Says what a text is about, and how hard it is to translate: `POST /analyze/headless`, which takes no credits
    /// (Flixu docs, Analyze Text), so it is sent again after a transient failure.
    public func analyze(_ text: String, options: CallOptions) async throws -> FlixuAnalysis {
        try FlixuCheck.notEmpty(text, "The text", "Give one to analyze.")
        var endpoint = Endpoint<FlixuAnalysis>(
            "translations.analyze", .post, ["analyze", "headless"], .repeatable, bucket: "analyze")
        try endpoint.setBody(json: FlixuAnalysisRequest(text: text))
        return try await client.send(endpoint, options: options)
    }
}
