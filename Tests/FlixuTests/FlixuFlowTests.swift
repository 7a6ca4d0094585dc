import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("Work at an emulated Flixu")
struct FlixuFlowTests {
    @Test("translates, analyzes and tells of the account")
    func calls() async throws {
        let emulated = try EmulatedFlixu()
        try await emulated.time.run {
            let flixu = emulated.flixu
            let hello = try await flixu.translations.translate("Hello, world!", from: "en", to: "de")
            #expect(hello.text == "⟦de⟧ Hello, world!")
            #expect(hello.requestID?.isEmpty == false)
            let batch = try await flixu.translations.translate(
                ["a": "One", "b": "Two"], from: "en", to: ["de", "fr"])
            #expect(
                try batch.get() == [
                    "de": ["a": "⟦de⟧ One", "b": "⟦de⟧ Two"], "fr": ["a": "⟦fr⟧ One", "b": "⟦fr⟧ Two"],
                ])
            #expect(try await flixu.translations.analyze("A contract.").risks?.semanticRisk != nil)
            let languages = try await flixu.languages()
            #expect(languages.languages.contains { $0.code == "ar" && $0.direction == .rightToLeft })
            let formats = try await flixu.formats().formats
            #expect(
                Set(formats.map(\.fileExtension)) == Set(FlixuFormat.documented.map(\.fileExtension)))
            let quota = try await flixu.quota()
            #expect(quota.plan == .professional)
            #expect(quota.credits?.consumed == (hello.creditsUsed ?? 0) + batch.creditsUsed)
            let usage = try await flixu.usage(from: "2025-12-31", to: "2026-01-02")
            #expect(usage.byLanguage?.compactMap(\.targetLanguage).sorted() == ["de", "fr"])
            #expect(try await flixu.me().source == .apiKey)
        }
    }

    @Test(
        "translates a document however the service gives it, in one call",
        arguments: FlixuPlan.Documents.allCases)
    func document(form: FlixuPlan.Documents) async throws {
        let emulated = try EmulatedFlixu(plan: FlixuPlan(documents: form))
        let steps = SendableBox<[String]>([])
        try await emulated.time.run {
            let result = try await emulated.flixu.documents.run(
                EmulatedFlixu.xliff, from: "en", to: "de",
                onEvent: { event in
                    let step =
                        switch event {
                        case .uploading: "uploading"
                        case .uploaded: "uploaded"
                        case .created: "reference"
                        case .snapshot(let job): job.statusName
                        }
                    steps.withLock { if $0.last != step { $0.append(step) } }
                })
            let data = try await result.data()
            let segments = try XLIFFDocument(parsing: data).segments
            #expect(segments.map(\.id) == (try XLIFFDocument(parsing: SampleXLIFF.data).segments.map(\.id)))
            #expect(segments.contains { $0.target?.plainText.hasPrefix("⟦de⟧ ") == true })
            let ledger = await emulated.service.ledger
            #expect(ledger.requests(to: .flixuDocument) == 1)
            #expect(ledger.flixu.translations.count == 1)
            #expect(ledger.flixu.strayKeys.isEmpty)
            #expect((ledger.requests(to: .flixuJob) > 0) == (form == .job))
            #expect(ledger.requests(to: .flixuPresigned) == (form == .url ? 1 : 0))
        }
        #expect(
            steps.current
                == (form == .job
                    ? ["uploading", "reference", "created", "processing", "completed"]
                    : ["uploading", "completed"]))
    }

    @Test(
        "takes the key to the service only, wherever a result leads",
        arguments: [nil, 301, 302, 303, 307, 308])
    func keys(redirect: Int?) async throws {
        for (namesResults, documents) in [(true, FlixuPlan.Documents.job), (false, .job), (true, .url)] {
            var plan = FlixuPlan(documents: documents)
            plan.namesResults = namesResults
            plan.resultRedirect = redirect
            let emulated = try EmulatedFlixu(plan: plan)
            try await emulated.time.run {
                let result = try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
                let text = String(decoding: try await result.data(), as: UTF8.self)
                #expect(text == "⟦de⟧ Hello\n\n⟦de⟧ World 42\n")
                let ledger = await emulated.service.ledger
                #expect(ledger.flixu.strayKeys.isEmpty)
                #expect(
                    ledger.requests(to: .flixuPresigned) == (redirect == nil && documents == .job ? 0 : 1))
            }
        }
    }

    @Test(
        "says that a document may be paid when its answer was lost, and never sends it twice",
        arguments: [
            Fault.dropBefore, .dropAfter, .truncated(at: 40), .serverError(status: 503, applied: true),
            .html(status: 502),
        ])
    func lost(fault: Fault) async throws {
        for form in FlixuPlan.Documents.allCases {
            let emulated = try EmulatedFlixu(
                plan: FlixuPlan(documents: form), faults: FaultPlan([.call(1, of: .flixuDocument, fault)]))
            try await emulated.time.run {
                let error = await FlixuRig.error {
                    try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
                }
                #expect(error?.code == .submissionUncertain)
                #expect(await emulated.service.ledger.requests(to: .flixuDocument) == 1)
            }
        }
    }

    @Test("sends a document again after a 429, and after nothing else")
    func limited() async throws {
        let emulated = try EmulatedFlixu(
            faults: FaultPlan([.call(1, of: .flixuDocument, .rateLimited(.reset(after: .seconds(30))))]))
        try await emulated.time.run {
            _ = try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
            let ledger = await emulated.service.ledger
            #expect(ledger.requests(to: .flixuDocument) == 2)
            #expect(ledger.flixu.translations.count == 1)
        }
        #expect(emulated.time.now >= .seconds(30))
    }

    @Test("gets a document whose answer takes ten minutes")
    func patient() async throws {
        var plan = FlixuPlan()
        plan.documentTime = .seconds(600)
        let emulated = try EmulatedFlixu(plan: plan)
        try await emulated.time.run {
            _ = try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
        }
        #expect(emulated.time.now == .seconds(600))
    }

    @Test("goes on with a job after a crash, by its reference and through faults of the way")
    func resumed() async throws {
        let emulated = try EmulatedFlixu(
            plan: FlixuPlan(documents: .job),
            faults: FaultPlan([
                .call(1, of: .flixuJob, .dropBefore), .call(2, of: .flixuJob, .serverError(status: 503)),
                .call(1, of: .flixuDownload, .truncated(at: 5)),
            ]))
        try await emulated.time.run {
            let request = FlixuDocumentRequest(EmulatedFlixu.text, from: "en", to: "de")
            let created = try await emulated.flixu.documents.create(request)
            let saved = try JSONEncoder().encode(emulated.flixu.documents.watch(created).reference)
            let reference = try JSONDecoder().decode(JobReference.self, from: saved)
            let result = try await emulated.flixu.documents.resume(reference).result()
            #expect(String(decoding: try await result.data(), as: UTF8.self).hasPrefix("⟦de⟧ Hello"))
            #expect(await emulated.service.ledger.requests(to: .flixuDocument) == 1)
        }
    }

    @Test("tells of a job that failed, with its status and reason", arguments: ["error", "failed"])
    func failed(status: String) async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .failing(code: status, message: "No text was found.")
        let emulated = try EmulatedFlixu(plan: plan)
        let seen = SendableBox<[String]>([])
        try await emulated.time.run {
            let error = await FlixuRig.error {
                try await emulated.flixu.documents.run(
                    EmulatedFlixu.text, from: "en", to: "de",
                    onEvent: { event in
                        guard case .snapshot(let job) = event else { return }
                        let fraction = job.fractionCompleted.map { "\($0)" } ?? "none"
                        seen.withLock { $0.append("\(job.statusName) \(job.progress ?? -1) \(fraction)") }
                    })
            }
            #expect(error?.code == .jobFailed)
            #expect(error?.message == "The job failed: No text was found.")
            #expect(error?.reference != nil)
            #expect(await emulated.service.ledger.flixu.translations.isEmpty)
        }
        #expect(seen.current.last == "\(status) 0.0 none")
    }

    @Test("waits on for a job whose status is not documented")
    func unknownStatus() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.processingStatus = "reviewing"
        let emulated = try EmulatedFlixu(plan: plan)
        try await emulated.time.run {
            let result = try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
            #expect(try await result.data().isEmpty == false)
        }
    }

    @Test("says that a translation is expired a day after it was made")
    func expired() async throws {
        for form in [FlixuPlan.Documents.url, .job] {
            let emulated = try EmulatedFlixu(plan: FlixuPlan(documents: form))
            try await emulated.time.run {
                let result = try await emulated.flixu.documents.run(EmulatedFlixu.text, from: "en", to: "de")
                try await emulated.time.sleep(until: emulated.time.now + .seconds(25 * 60 * 60))
                #expect(await FlixuRig.error { try await result.data() }?.code == .resultExpired)
            }
        }
    }

    @Test("ends at once when it is cancelled, and the reference was told before")
    func cancelled() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .endless
        let emulated = try EmulatedFlixu(plan: plan)
        let reference = SendableBox<JobReference?>(nil)
        let isCancelled = try await emulated.time.run {
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        _ = try await emulated.flixu.documents.run(
                            EmulatedFlixu.text, from: "en", to: "de",
                            onEvent: { if case .created(let created) = $0 { reference.exchange(created) } })
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
                try? await emulated.time.sleep(until: .seconds(100))
                group.cancelAll()
                return await group.next() ?? false
            }
        }
        #expect(isCancelled)
        #expect(emulated.time.now == .seconds(100))
        #expect(reference.current?.service == "flixu.documents")
    }
}
