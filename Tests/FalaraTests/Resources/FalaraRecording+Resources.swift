import Falara
import Foundation

extension FalaraRecording {
    static let resources: [FalaraRecording] = [
        FalaraRecording(
            "glossaries-list",
            FalaraItems(
                [
                    FalaraGlossary(
                        id: "gloss_abc12345", name: "Marketing Terms",
                        summary: "Brand-specific terminology for marketing content.", scope: .private,
                        entryCount: 85,
                        // 2026-01-15T09:00:00Z and 2026-03-10T14:30:00Z
                        createdAt: Date(timeIntervalSince1970: 1_768_467_600),
                        updatedAt: Date(timeIntervalSince1970: 1_773_153_000))
                ], member: "data")),
        FalaraRecording("glossaries-list-bare.abridged", FalaraItems([oldGlossary])),
        FalaraRecording(
            "glossary-entry",
            FalaraGlossaryEntry(
                "hypertension", ["de": "Bluthochdruck", "fr": "hypertension"],
                context: "cardiovascular condition",
                domain: "medical", forbiddenAlternatives: ["Hypertonie"], status: .approved)),
        FalaraRecording("glossary-entry-added.abridged", addedEntry),
        FalaraRecording(
            "glossary-create-request.abridged",
            FalaraGlossaryRequest(
                "Medical", summary: "Terms of cardiology.", sourceLanguage: "en", scope: .account,
                entries: [FalaraGlossaryEntry("hypertension", ["de": "Bluthochdruck"])])),
        FalaraRecording("api-key-create-request", ["name": "Production Backend"]),
        FalaraRecording(
            "api-key-created",
            FalaraNewAPIKey(
                secret: FalaraSecret("fal_xxxxxxxxxxxxxxxxxxxxxxxx"), hash: "sha256_abc123...",
                name: "Production Backend", createdAt: keyDate)),
        FalaraRecording(
            "api-keys-list.abridged",
            FalaraItems([
                FalaraAPIKey(hash: "sha256_abc123...", name: "Production Backend", createdAt: keyDate)
            ])),
        FalaraRecording(
            "account.abridged",
            FalaraAccount(id: "acc_1", name: "Example", plan: .professional, role: "owner")),
        FalaraRecording("account-short-names.abridged", shortAccount),
        FalaraRecording(
            "usage.abridged",
            FalaraUsage(wordsUsed: 1_200, wordsLimit: 50_000, bonusWords: 500, plan: .starter)),
        FalaraRecording("usage-short-names.abridged", shortUsage),
        FalaraRecording("detect-language-request", ["text": "Bonjour, comment allez-vous?"]),
        FalaraRecording(
            "detect-language",
            FalaraDetection(
                language: "fr", confidence: 0.98,
                alternatives: [
                    .init(language: "it", confidence: 0.01), .init(language: "es", confidence: 0.01),
                ])),
        FalaraRecording(
            "engines.abridged",
            FalaraItems<JSONValue>([["id": "default"], "other"], member: "engines")),
        FalaraRecording(
            "style-reference-request.abridged",
            FalaraStyleReference(
                "Product pages", summary: "How we write about products.",
                content: "Leise, leicht und lange haltbar.")),
        FalaraRecording(
            "structure-templates.abridged",
            FalaraItems([
                FalaraStructureTemplate(
                    id: "tpl_1", slug: "product-page", name: "Product page", summary: "A title and a text.",
                    scope: .system,
                    fields: [
                        .init(key: "title", label: "Title", kind: .text, maxLength: 60),
                        .init(key: "body", label: "Text", kind: .textarea, maxLength: 2_000),
                    ],
                    createdAt: Date(timeIntervalSince1970: 1_772_352_000))
            ])),
        FalaraRecording(
            "webhook-config",
            FalaraWebhookTarget(
                url: "https://example.com/hooks/falara", maskedSecret: "whsec_****abcd", isActive: true,
                // 2026-03-10T09:00:00Z
                updatedAt: Date(timeIntervalSince1970: 1_773_133_200))),
        FalaraRecording("webhook-config-none", FalaraWebhookTarget(isActive: false)),
        FalaraRecording(
            "webhook-config-request.abridged",
            FalaraWebhookTargetRequest(
                url: "https://example.com/hooks/falara", secret: FalaraSecret("whsec_0123456789abcd"))),
    ]

    /// 2026-03-20T10:00:00Z
    private static let keyDate = Date(timeIntervalSince1970: 1_774_000_800)

    private static var oldGlossary: FalaraGlossary {
        var glossary = FalaraGlossary(
            id: "gloss_abc12345", name: "Medical", summary: "Terms of cardiology.", sourceLanguage: "en",
            entryCount: 1,
            // 2026-03-01T08:00:00Z and 2026-03-06T10:00:00Z
            createdAt: Date(timeIntervalSince1970: 1_772_352_000),
            updatedAt: Date(timeIntervalSince1970: 1_772_791_200))
        glossary.hasOldNames = true
        return glossary
    }

    private static var addedEntry: FalaraGlossaryEntry {
        var entry = FalaraGlossaryEntry("hypertension", ["de": "Bluthochdruck"], status: .pending)
        entry.id = "term_1a2b3c4d"
        entry.suggestedBy = "550e8400-e29b-41d4-a716-446655440000"
        entry.suggestedAt = Date(timeIntervalSince1970: 1_773_153_000)
        return entry
    }

    private static var shortAccount: FalaraAccount {
        var account = FalaraAccount(id: "acc_1", name: "Example", plan: .free, role: "member")
        account.hasShortNames = true
        return account
    }

    private static var shortUsage: FalaraUsage {
        var usage = FalaraUsage(wordsUsed: 1_200, wordsLimit: 50_000, bonusWords: 0, plan: .business)
        usage.hasShortNames = true
        return usage
    }
}
