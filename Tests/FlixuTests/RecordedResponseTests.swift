import Flixu
import Foundation
import Testing
import TestSupport

/// Every recorded payload of Flixu, leaf by leaf.
@Suite("A recorded payload of Flixu")
struct RecordedResponseTests {
    /// One file, and the rule applied to it.
    struct Recording: Sendable, CustomTestStringConvertible {
        let name: String
        let problems: @Sendable () -> [String]

        init<Value: Codable & Equatable & Sendable>(_ name: String, _ expected: Value) {
            self.name = "flixu/\(name).json"
            problems = { [name = self.name] in checkRecordedResponse(name, equals: expected) }
        }

        /// An answer in its envelope.
        init<Value: FlixuAnswered & Equatable>(_ name: String, answer: Value) {
            self.init(name, FlixuAnswer(answer))
        }

        var testDescription: String { name }
    }

    static let recordings: [Recording] = [
        Recording(
            "translate-request",
            FlixuTextRequest(
                "Our product ensures data privacy and compliance with GDPR regulations.", from: "en",
                to: "de",
                assets: FlixuAssets(glossaryIDs: ["gloss_abc123"]))),
        Recording(
            "translate",
            answer: FlixuTranslation(
                text:
                    "Unser Produkt gewährleistet den Datenschutz und die Einhaltung der DSGVO-Vorschriften.",
                sourceLanguage: "en", targetLanguage: "de", qualityScore: 94, creditsUsed: 85,
                characterCount: 85,
                meta: FlixuMeta(
                    requestID: "550e8400-e29b-41d4-a716-446655440000", creditsUsed: 85, processingTime: 1_240)
            )),
        Recording("quickstart-request", FlixuTextRequest("Hello, world!", from: "en", to: "de")),
        Recording(
            "quickstart",
            answer: FlixuTranslation(
                text: "Hallo, Welt!", sourceLanguage: "en", targetLanguage: "de", qualityScore: 97,
                creditsUsed: 13, characterCount: 13,
                meta: FlixuMeta(
                    requestID: "550e8400-e29b-41d4-a716-446655440000", creditsUsed: 13, processingTime: 820))),
        Recording(
            "batch-request",
            // In the order of the keys, which is what reading a JSON object gives.
            FlixuBatchRequest(
                ["cta": "Sign up now", "farewell": "Goodbye", "greeting": "Hello"], from: "en",
                to: ["de", "fr", "es"])),
        Recording(
            "batch",
            answer: FlixuBatchAnswer(
                translations: [
                    "de": ["greeting": "Hallo", "farewell": "Auf Wiedersehen", "cta": "Jetzt anmelden"],
                    "fr": [
                        "greeting": "Bonjour", "farewell": "Au revoir", "cta": "Inscrivez-vous maintenant",
                    ],
                    "es": ["greeting": "Hola", "farewell": "Adiós", "cta": "Regístrate ahora"],
                ], totalCreditsUsed: 112, totalCharacters: 112,
                meta: FlixuMeta(
                    requestID: "7c9e6679-7425-40de-944b-e07fc1f90ae7", creditsUsed: 112,
                    processingTime: 3_420)
            )),
        Recording("document.abridged", answer: document),
        Recording(
            "job-completed",
            answer: FlixuDocumentJob(
                id: "doc_abc123def456", status: .completed, progress: 1,
                resultAddress: "https://api.flixu.ai/v1/documents/doc_abc123def456/download",
                meta: FlixuMeta(requestID: "c3d4e5f6-7890-abcd-ef12-345678901234"))),
        Recording(
            "job-processing",
            answer: FlixuDocumentJob(
                id: "doc_abc123def456", status: .processing, progress: 0.5,
                meta: FlixuMeta(requestID: "d4e5f6a7-8901-bcde-f012-456789012345"))),
        Recording(
            "job-created.abridged",
            answer: FlixuDocumentJob(
                id: "doc_abc123def456", status: .created, progress: 0,
                meta: FlixuMeta(requestID: "d4e5f6a7-8901-bcde-f012-456789012345"))),
        Recording(
            "job-failed.abridged",
            answer: FlixuDocumentJob(
                id: "doc_abc123def456", status: .failed, progress: 0,
                error: JobFailure(message: "The document could not be read."),
                meta: FlixuMeta(requestID: "d4e5f6a7-8901-bcde-f012-456789012345"))),
        Recording(
            "job-error-object.abridged",
            answer: FlixuDocumentJob(
                id: "doc_abc123def456", status: .error, progress: 0,
                error: JobFailure(
                    code: "server_error", message: "The document could not be read.", requestID: "r-7"),
                meta: FlixuMeta(requestID: "d4e5f6a7-8901-bcde-f012-456789012345"))),
        Recording(
            "analyze-request",
            FlixuAnalysisRequest(
                text:
                    "Der Auftragnehmer haftet für mittelbare Schäden nur bei Vorsatz oder grober Fahrlässigkeit."
            )),
        Recording(
            "analyze",
            answer: FlixuAnalysis(
                detectedLanguage: "de", domain: "Legal", formality: .formal, modelTier: .premium,
                routingConfidence: 0.94,
                risks: .init(
                    semanticRisk: .high, implicitMeaningLoad: .medium, discourseComplexity: .medium,
                    constraintSaturation: .high, crossCulturalRisk: .low),
                tags: ["legal", "liability", "B2B"], title: "Contractor Liability Clause",
                meta: FlixuMeta(requestID: "b2c3d4e5-f6a7-8901-bcde-f01234567890"))),
        Recording(
            "languages.abridged",
            answer: FlixuLanguages(
                languages: [
                    .init(code: "en", name: "English", direction: .leftToRight),
                    .init(code: "de", name: "German", direction: .leftToRight),
                    .init(code: "ar", name: "Arabic", direction: .rightToLeft),
                    .init(code: "zh", name: "Chinese", direction: .leftToRight),
                    .init(code: "ja", name: "Japanese", direction: .leftToRight),
                    .init(code: "he", name: "Hebrew", direction: .rightToLeft),
                ], total: 147, meta: FlixuMeta(requestID: "e5f6a7b8-c9d0-1234-5678-90abcdef1234"))),
        Recording(
            "formats.abridged",
            answer: FlixuFormats(
                formats: [
                    FlixuFormat(
                        fileExtension: "docx", name: "Microsoft Word",
                        mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        maxSizeMB: 20, category: .document),
                    FlixuFormat(
                        fileExtension: "xliff", name: "XLIFF", mimeType: "application/xliff+xml",
                        maxSizeMB: 20, category: .localization),
                    FlixuFormat(
                        fileExtension: "json", name: "JSON", mimeType: "application/json", maxSizeMB: 10,
                        category: .localization),
                    FlixuFormat(
                        fileExtension: "po", name: "GNU Gettext PO", mimeType: "text/x-gettext-translation",
                        maxSizeMB: 10, category: .localization),
                    FlixuFormat(
                        fileExtension: "srt", name: "SubRip Subtitle", mimeType: "application/x-subrip",
                        maxSizeMB: 5, category: .subtitle),
                ], total: 16, meta: FlixuMeta(requestID: "f6a7b8c9-d0e1-2345-6789-0abcdef12345"))),
        Recording(
            "quota",
            answer: FlixuQuota(
                plan: .professional,
                credits: .init(
                    allowance: 500_000, consumed: 124_500, topUpBalance: 50_000, remaining: 425_500,
                    usagePercent: 22.6),
                rateLimits: .init(
                    translatePerMinute: 300, segmentPerMinute: 60, analyzePerMinute: 100, apiPerMinute: 600),
                limits: .init(translationMemories: 20, glossaries: 20, brandVoices: 10, projects: 50),
                meta: FlixuMeta(requestID: "a7b8c9d0-e1f2-3456-7890-abcdef123456"))),
        Recording(
            "usage",
            answer: FlixuUsage(
                from: "2026-03-01", to: "2026-03-17", totalCharacters: 284_500, totalDocuments: 47,
                byLanguage: [
                    .init(targetLanguage: "de", characters: 98_400, documents: 15),
                    .init(targetLanguage: "fr", characters: 76_200, documents: 12),
                    .init(targetLanguage: "es", characters: 62_300, documents: 11),
                    .init(targetLanguage: "ja", characters: 47_600, documents: 9),
                ], meta: FlixuMeta(requestID: "b8c9d0e1-f2a3-4567-8901-bcdef1234567"))),
        Recording(
            "me-api-key",
            answer: FlixuIdentity(
                userID: "user_2xK...", organizationID: "cm1abc123def456", source: .apiKey,
                plan: .professional,
                scopes: [.translate, .read],
                meta: FlixuMeta(requestID: "c9d0e1f2-a3b4-5678-9012-cdef12345678"))),
        Recording(
            "me-session",
            answer: FlixuIdentity(
                userID: "user_2xK...", organizationID: "cm1abc123def456", source: .sessionToken,
                plan: .professional, meta: FlixuMeta(requestID: "d0e1f2a3-b4c5-6789-0123-def123456789"))),
    ]

    /// The vendor cut the file's Base64 short.
    static let document = FlixuDocumentJob(
        downloadAddress: "https://s3.amazonaws.com/flixu-translations/abc-localization.xliff?...",
        filename: "localization.xliff", sourceLanguage: "en", targetLanguage: "de", characterCount: 12_450,
        creditsUsed: 12_450, qualityScore: 91, file: decodedFile("PD94bWwgdmVyc2lvbj0i..."),
        meta: FlixuMeta(
            requestID: "a1b2c3d4-e5f6-7890-abcd-ef1234567890", creditsUsed: 12_450, processingTime: 8_340))

    private static func decodedFile(_ base64: String) -> FlixuInlineFile? {
        try? JSONDecoder().decode([FlixuInlineFile].self, from: Data("[\"\(base64)\"]".utf8)).first
    }

    /// Error bodies: no type of ours has their form; `FlixuErrorTests` reads them.
    static let errors: Set<String> = [
        "translate-insufficient-credits", "error-insufficient-credits", "error-rate-limit-exceeded",
        "error-feature-locked", "error-unsupported-format",
    ]

    @Test(
        "reads to its literal value, writes back whole, and no leaf of it is ignored", arguments: recordings)
    func everyLeaf(recording: Recording) {
        #expect(recording.problems() == [])
    }

    @Test("is never forgotten: each file has its row")
    func complete() throws {
        let rows = Set(Self.recordings.map(\.name)).union(Self.errors.map { "flixu/\($0).json" })
        #expect(Set(try Fixture.names(in: "flixu").filter { $0.hasSuffix(".json") }) == rows)
    }

    @Test("keeps what the service says of the request when a result is kept by itself")
    func alone() throws {
        let answer = try JSONDecoder().decode(
            FlixuAnswer<FlixuTranslation>.self, from: try Fixture.data("flixu/quickstart.json"))
        let kept = try JSONEncoder().encode(answer.value)
        let again = try JSONDecoder().decode(FlixuTranslation.self, from: kept)
        #expect(again == answer.value)
        #expect(again.requestID == "550e8400-e29b-41d4-a716-446655440000")
    }
}
