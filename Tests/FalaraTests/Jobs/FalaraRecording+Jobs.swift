import Falara
import Foundation

extension FalaraRecording {
    static let jobs: [FalaraRecording] = [
        FalaraRecording("job-created", FalaraCreation(job())),
        FalaraRecording(
            "job-created-message", FalaraCreation(job { $0.message = "Job created successfully." })),
        FalaraRecording(
            "jobs-created-batch.abridged",
            FalaraCreation(batchID: "batch-xyz", items: [job("job-1", ""), job("job-2", "")])),
        FalaraRecording(
            "jobs-created-languages.abridged",
            FalaraCreation(
                batchID: "batch-xyz",
                items: [
                    job("job-1") {
                        $0.targetLanguage = "en"
                        $0.isBatchItem = true
                    },
                    job("job-2") { $0.targetLanguage = "fr" },
                ])),
        FalaraRecording(
            "job-processing",
            job(id, .processing) {
                $0.segmentCount = 5
                $0.segments = [
                    FalaraSegment(id: 0, status: .translated, qaScore: 92.5, retryCount: 0),
                    FalaraSegment(id: 1, status: .pending, retryCount: 0),
                ]
                $0.tokenUsage = FalaraTokenUsage(input: 1_200, output: 800)
                $0.cost = 0.0014
                $0.errorLog = []
                // 2026-03-06T10:00:00Z
                $0.createdAt = Date(timeIntervalSince1970: 1_772_791_200)
                $0.startedAt = Date(timeIntervalSince1970: 1_772_791_205)
                $0.currentStep = .translator
                $0.isSourceReviewEnabled = false
            }),
        FalaraRecording(
            "job-completed-connector.abridged", job("job-abc", .completed) { $0.qaScore = 98.5 }),
        FalaraRecording(
            "jobs-list",
            FalaraJobList(
                [
                    job(id, .completed) {
                        $0.mode = .translation
                        $0.sourceLanguage = "de"
                        $0.targetLanguage = "en"
                        $0.quality = .standard
                        $0.projectName = "Website"
                        $0.wordCount = .words(150)
                        $0.billedWords = 150
                        $0.qaScore = 96.5
                        $0.isFileJob = false
                        $0.isArchived = false
                        // 2026-03-20T10:00:00Z
                        $0.createdAt = Date(timeIntervalSince1970: 1_774_000_800)
                        $0.completedAt = Date(timeIntervalSince1970: 1_774_000_812)
                    }
                ], .init(cursor: "eyJ...", hasMore: true))),
        FalaraRecording("result", result),
        FalaraRecording("result-connector.abridged", connectorResult),
        FalaraRecording("result-objects.abridged", objectsResult),
        FalaraRecording(
            "job-file-created",
            FalaraCreation(
                job {
                    $0.file = FalaraFileFacts(
                        format: "docx", segmentsExtracted: 42, translatableSegments: 38, size: 204_800)
                })),
        FalaraRecording(
            "job-file-created-message.abridged",
            FalaraCreation(
                job {
                    $0.message = "File job created successfully."
                    $0.file = FalaraFileFacts(originalFilename: "contract.docx")
                })),
        FalaraRecording("batch-file-created", batch),
        FalaraRecording("batch-file-created-failed.abridged", failedBatch),
        FalaraRecording("batch-file-created-ids.abridged", idsBatch),
        FalaraRecording("briefing", FalaraBriefing(from: "de", to: ["en"])),
        FalaraRecording("briefing-contract", contractBriefing),
        FalaraRecording("job-create-request.abridged", createRequest),
        FalaraRecording("job-create-request-text.abridged", textRequest),
    ]

    /// Error bodies, which no type of ours has the form of; other tests read them.
    static let jobErrors: Set<String> = [
        "conflict-duplicate", "conflict-not-ready.abridged", "conflict-not-ready-nested.abridged",
        "error-invalid-key", "error-not-found", "error-validation.abridged",
    ]

    private static let id = "550e8400-e29b-41d4-a716-446655440000"

    private static func job(
        _ id: String = id, _ status: FalaraJobStatus = .queued, _ change: (inout FalaraJob) -> Void = { _ in }
    ) -> FalaraJob {
        var job = FalaraJob(id: JobID(id), status: status)
        change(&job)
        return job
    }

    private static var result: FalaraResult {
        var result = FalaraResult(
            jobID: JobID(id), status: .completed,
            translation: .text("The quality of our products speaks for itself."),
            segments: [
                FalaraSegment(
                    id: 0, status: .done, source: "Die Qualität unserer Produkte spricht für sich.",
                    translation: "The quality of our products speaks for itself.", qaScore: 96.5)
            ],
            qaScore: 96.5, cost: 0.0014,
            tokenUsage: FalaraTokenUsage(
                input: 1_200, output: 800, cacheRead: 400, cacheWrite: 0, total: 2_000),
            wordCount: .sides(source: 8, target: 9))
        result.hasEmptyNotes = true
        return result
    }

    private static var connectorResult: FalaraResult {
        var result = FalaraResult(
            jobID: "job-abc", status: nil,
            translation: .texts([.init("Hallo Welt"), .init("Auf Wiedersehen")]), qaScore: 95, billedWords: 4)
        result.isTranslatedText = true
        return result
    }

    private static var objectsResult: FalaraResult {
        FalaraResult(
            jobID: "job-abc", status: .needsReview,
            translation: .texts([
                .init(["text": "Hello", "metadata": ["entity_id": "e1", "field": "title"]])
            ]),
            warning: "QA below 80",
            deliveryNotes: [
                .init(["type": "terminology", "message": "A term was not used.", "segment_id": 0])
            ], wordCount: .words(3))
    }

    private static func item(_ id: String, _ language: String) -> FalaraJob {
        job(id) {
            $0.targetLanguage = language
            $0.isBatchItem = true
            $0.wordCount = .words(350)
            $0.file = FalaraFileFacts(filename: "brochure.docx", estimatedCost: 0.07)
        }
    }

    private static var batch: FalaraCreation {
        var creation = FalaraCreation(
            batchID: "b1c2d3e4-f5a6-7890-b1c2-d3e4f5a67890",
            items: [item(id, "en"), item("661f9511-f3ac-52e5-b827-557766551111", "fr")])
        creation.totalFiles = 1
        creation.totalWords = 700
        creation.estimatedCost = 0.14
        return creation
    }

    private static var failedBatch: FalaraCreation {
        let failed = job("", .error) {
            $0.targetLanguage = "en"
            $0.isBatchItem = true
            $0.error = "The text could not be extracted."
            $0.file = FalaraFileFacts(filename: "broken.docx")
        }
        var creation = FalaraCreation(
            batchID: "b1c2d3e4-f5a6-7890-b1c2-d3e4f5a67890", items: [item(id, "en"), failed])
        creation.totalFiles = 2
        creation.totalWords = 350
        creation.estimatedCost = 0.07
        return creation
    }

    private static var idsBatch: FalaraCreation {
        var creation = FalaraCreation(
            batchID: "batch_550e8400-...",
            jobIDs: [
                "550e8400-e29b-41d4-a716-446655440001", "550e8400-e29b-41d4-a716-446655440002",
                "550e8400-e29b-41d4-a716-446655440003",
            ])
        creation.totalJobs = 3
        creation.status = .queued
        return creation
    }

    private static var contractBriefing: FalaraBriefing {
        var briefing = FalaraBriefing(mode: "translate", from: "de", to: ["en"])
        briefing.domain = "legal"
        briefing.tone = "formal"
        briefing.glossaryIDs = ["gloss_abc12345"]
        briefing.quality = .premium
        briefing.projectName = "Contract Translations Q2"
        briefing.instructions = "Preserve all legal references in their original form."
        return briefing
    }

    private static var createRequest: FalaraJobRequest {
        let place: [String: JSONValue] = [
            "entity_id": "e1", "entity_type": "cms_page", "field": "slot.1.title", "slot_id": "1",
            "slot_type": "text", "config_key": "title",
        ]
        var request = FalaraJobRequest(
            .texts(["Guten Tag.", FalaraText("Hallo", metadata: place)]),
            FalaraBriefing(from: "de", to: ["en", "fr"]))
        request.briefing.domain = "e-commerce"
        request.briefing.tone = "casual"
        request.briefing.instructions = "Short."
        request.briefing.glossaryIDs = ["gloss_abc12345"]
        request.briefing.glossaryPriority = .privateFirst
        request.briefing.glossary = [FalaraInlineTerm("Wagen", "cart")]
        request.briefing.styleReference = "We speak plainly."
        request.briefing.constraints = [.maxCharacters(100)]
        request.briefing.textType = "marketing"
        request.briefing.tier = "business"
        request.briefing.sourceReview = true
        request.briefing.quality = .premium
        request.briefing.projectName = "Website"
        return request
    }

    private static var textRequest: FalaraJobRequest {
        var request = FalaraJobRequest(
            .text("Guten Tag."), FalaraBriefing(mode: .creation, from: "de", to: ["en"]))
        request.briefing.additional = ["glossary_id": "gloss_abc12345"]
        return request
    }
}
