import Foundation

/// The jobs of one request, in the order of its answer.
struct FalaraBatch: Sendable {
    let created: Duration
    let owner: String
    let jobs: [String]
}

/// A job about to be created.
struct FalaraOrder: Sendable {
    let briefing: FalaraBriefing
    let language: String
    let content: FalaraContent
}

extension FalaraEmulator {
    func createTextJobs(
        _ briefing: FalaraBriefing, _ content: FalaraContent, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        let orders = briefing.targetLanguages.map {
            FalaraOrder(briefing: briefing, language: $0, content: content)
        }
        let created = try create(orders, isBatch: briefing.isList, caller, at: moment)
        guard briefing.isList, let batch = created.batchID else {
            return try single(created, ["message": "Job created successfully."])
        }
        var members: [String: EmulatorJSON] = [
            "batch_id": .string(batch), "jobs": .array(created.jobs.map { line(of: $0) }),
        ]
        if plan.style == .second {
            members["message"] = .string("\(created.jobs.count) jobs created successfully.")
        }
        return try FalaraOutcome(202, .object(members), createdJobs: created.places)
    }

    func createFileJob(
        _ briefing: FalaraBriefing, _ file: FalaraFile, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        let content = FalaraContent(file: file)
        let orders = briefing.targetLanguages.map {
            FalaraOrder(briefing: briefing, language: $0, content: content)
        }
        let created = try create(orders, isBatch: false, caller, at: moment)
        guard plan.style == .first else {
            return try single(
                created,
                [
                    "message": "File job created successfully.", "original_filename": .string(file.filename),
                ])
        }
        return try single(
            created,
            [
                "format": .string(file.format), "segments_extracted": .integer(file.segments.count),
                "translatable_segments": .integer(
                    file.segments.count { FalaraContent.words(in: $0) > 0 }),
                "file_size_bytes": .integer(file.size),
            ], keepsAll: true)
    }

    func createBatch(
        _ request: FalaraBatchRequest, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        let contents = request.items.compactMap { item -> FalaraContent? in
            if case .file(let content) = item { content } else { nil }
        }
        let orders = contents.flatMap { content in
            request.briefing.targetLanguages.map {
                FalaraOrder(briefing: request.briefing, language: $0, content: content)
            }
        }
        guard !orders.isEmpty else { throw FalaraProblem(400, "No file has translatable content.") }
        let created = try create(orders, isBatch: true, caller, at: moment)
        let answer: [String: EmulatorJSON] = ["batch_id": created.batchID.map { .string($0) } ?? .null]
        let others: [String: EmulatorJSON]
        switch plan.style {
        case .first, .connector:
            // The connector never sends files, so its style answers as the older documents do.
            let words = created.jobs.reduce(0) { $0 + $1.content.words }
            others = [
                "jobs": .array(fileLines(request, created.jobs)),
                "total_files": .integer(request.items.count), "total_words": .integer(words),
                "estimated_total_cost_eur": .number(Double(words * 2) / 10_000),
            ]
        case .second:
            others = [
                "job_ids": .array(created.jobs.map { .string($0.id) }),
                "total_jobs": .integer(created.jobs.count), "status": "queued",
            ]
        }
        return try FalaraOutcome(202, .object(answer.merging(others) { $1 }), createdJobs: created.places)
    }

    /// A line for each file and language, and one for each file that is no good.
    private func fileLines(_ request: FalaraBatchRequest, _ jobs: [FalaraJob]) -> [EmulatorJSON] {
        var next = jobs.makeIterator()
        return request.items.flatMap { item in
            request.briefing.targetLanguages.compactMap { language -> EmulatorJSON? in
                if case .unusable(let filename, let reason) = item {
                    return .object([
                        "job_id": .null, "filename": .string(filename), "status": "error",
                        "target_language": .string(language), "word_count": .integer(0),
                        "estimated_cost_eur": .number(0), "error": reason,
                    ])
                }
                guard let job = next.next() else { return nil }
                return .object([
                    "job_id": .string(job.id), "filename": .string(job.content.file?.filename ?? ""),
                    "status": "queued", "target_language": .string(language),
                    "word_count": .integer(job.content.words),
                    "estimated_cost_eur": .number(Double(job.content.words * 2) / 10_000), "error": .null,
                ])
            }
        }
    }

    /// A job of a batch as the answer to its creation has it.
    private func line(of job: FalaraJob) -> EmulatorJSON {
        var members: [String: EmulatorJSON] = ["job_id": .string(job.id)]
        members[plan.style == .second ? "target_lang" : "target_language"] = .string(job.targetLanguage)
        if plan.style != .connector { members["status"] = "queued" }
        return .object(members)
    }

    private func single(
        _ created: Created, _ others: [String: EmulatorJSON], keepsAll: Bool = false
    ) throws -> FalaraOutcome {
        var members: [String: EmulatorJSON] = [
            "job_id": created.jobs.first.map { .string($0.id) } ?? .null, "status": "queued",
        ]
        if keepsAll || plan.style == .second { members.merge(others) { $1 } }
        return try FalaraOutcome(202, .object(members), createdJobs: created.places)
    }

    // MARK: Creating

    private struct Created {
        var batchID: String?
        var jobs: [FalaraJob] = []
        var places: [Int] = []
    }

    private func create(
        _ orders: [FalaraOrder], isBatch: Bool, _ caller: FalaraCaller, at moment: Duration
    ) throws -> Created {
        let prints = try orders.map { try fingerprint($0, caller) }
        try check(orders, prints, at: moment)
        var created = Created()
        if isBatch { created.batchID = nextBatchID() }
        for (order, print) in zip(orders, prints) {
            let job = job(order, batch: created.batchID, caller, at: moment)
            jobs[job.id] = job
            jobOrder.append(job.id)
            fingerprints[print] = job.id
            wordsBilled += job.billedWords
            entries.jobsCreated.append(
                Ledger.CreatedJob(
                    at: moment, service: "falara", id: job.id, fileID: nil, model: nil, tag: caller.tag))
            entries.falara.wordsBilled.append(
                Ledger.Falara.BilledWords(at: moment, jobID: job.id, words: job.billedWords))
            created.places.append(entries.jobsCreated.count - 1)
            created.jobs.append(job)
        }
        if let id = created.batchID {
            batches[id] = FalaraBatch(created: moment, owner: caller.key, jobs: created.jobs.map(\.id))
        }
        return created
    }

    private func check(_ orders: [FalaraOrder], _ prints: [String], at moment: Duration) throws {
        if orders.contains(where: { $0.briefing.isPremium }), plan.accountPlan == "free" {
            throw FalaraProblem(403, "Premium quality is not part of the free plan.")
        }
        for print in prints {
            guard let first = duplicate(print, at: moment) else { continue }
            throw FalaraProblem(
                409, "Duplicate content",
                with: [
                    "job_id": .string(first.id), "status": .string(first.status(at: moment).rawValue),
                ])
        }
        let words = orders.reduce(0) { $0 + $1.briefing.billed($1.content.words) }
        if let limit = plan.wordsLimit, wordsBilled + words > limit {
            throw FalaraProblem(
                plan.quotaStatus, .string("Word quota exceeded: \(wordsBilled) of \(limit) words are used."))
        }
    }

    /// The job that has the same content already; one that failed for good doesn't count (inferred).
    private func duplicate(_ print: String, at moment: Duration) -> FalaraJob? {
        guard case .refused(let window) = plan.duplicates, let job = fingerprints[print].flatMap({ jobs[$0] })
        else { return nil }
        if let window, moment >= job.pipeline.created + window { return nil }
        return job.status(at: moment) == .dead ? nil : job
    }

    private func fingerprint(_ order: FalaraOrder, _ caller: FalaraCaller) throws -> String {
        var hash = RecordHash()
        hash.combine(try order.briefing.identity(order.language).data())
        let file = order.content.file.map { "\($0.filename) \($0.size) \($0.checksum)" } ?? ""
        return "\(caller.key)\n\(hash.value)\n\(order.content.words)\n\(file)"
    }

    private func job(
        _ order: FalaraOrder, batch: String?, _ caller: FalaraCaller, at moment: Duration
    ) -> FalaraJob {
        let number = jobOrder.count + 1
        let plan = plan.job(
            FalaraPlan.Order(
                number: number, sourceLanguage: order.briefing.sourceLanguage, targetLanguage: order.language,
                segmentCount: order.content.segments.count, filename: order.content.file?.filename,
                tag: caller.tag))
        return FalaraJob(
            id: random.nextUUID(), number: number, owner: caller.key, batchID: batch,
            briefing: order.briefing,
            targetLanguage: order.language, content: order.content,
            translator: FalaraTranslator(
                targetLanguage: order.language, terms: terms(order.briefing, order.language, caller)),
            pipeline: FalaraPipeline(
                created: moment, plan: plan,
                reviewsSource: order.briefing.reviewsSource(accountPlan: self.plan.accountPlan),
                segments: order.content.segments))
    }

    private func nextBatchID() -> String {
        let id = random.nextUUID()
        return switch plan.style {
        case .first: id
        case .second: "batch_\(id)"
        case .connector: "batch-\(id)"
        }
    }
}
