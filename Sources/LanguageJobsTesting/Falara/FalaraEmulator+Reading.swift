import Foundation

extension FalaraEmulator {
    func job(_ id: String) throws -> FalaraJob {
        guard let job = jobs[id] else { throw FalaraProblem.notFound }
        return job
    }

    func showJob(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        try FalaraOutcome(200, job(id).statusView(form, at: moment))
    }

    func showResult(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        let job = try job(id)
        try job.requireResult(form, at: moment)
        return try FalaraOutcome(200, job.resultView(form, at: moment))
    }

    func download(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        let job = try job(id)
        guard job.content.file != nil else { throw FalaraProblem(400, "The job is not a file job.") }
        try job.requireResult(form, at: moment)
        let (file, data) = try job.file()
        return try Self.attachment(data, file.outputName, file.contentType)
    }

    private static func attachment(_ data: Data, _ name: String, _ type: String) throws -> FalaraOutcome {
        FalaraOutcome(
            try EmulatorAnswer(
                status: 200,
                headers: ["Content-Type": type, "Content-Disposition": AttachmentDisposition.value(name)],
                data: data))
    }

    func listJobs(_ query: FalaraListQuery, at moment: Duration) throws -> FalaraOutcome {
        let visible = jobOrder.reversed().lazy.compactMap { self.jobs[$0] }
            .filter { !$0.isArchived && $0.pipeline.created + self.faults.listLag <= moment }
            .prefix(faults.listCap ?? .max)
            .filter { job in
                job.number < query.before
                    && query.projectName ?? job.briefing.projectName == job.briefing.projectName
                    && query.status ?? job.status(at: moment).rawValue == job.status(at: moment).rawValue
            }
        let page = Array(visible.prefix(query.limit + 1))
        let shown = page.prefix(query.limit)
        let hasMore = page.count > query.limit
        let cursor = try hasMore ? shown.last.map { try FalaraListQuery.cursor(behind: $0.number) } : nil
        return try FalaraOutcome(
            200,
            .object([
                "data": .array(shown.map { $0.line(form, at: moment) }),
                "pagination": .object([
                    "cursor": cursor.map { .string($0) } ?? .null, "has_more": .bool(hasMore),
                ]),
            ]))
    }

    // MARK: Batches

    private func batch(_ id: String) throws -> [FalaraJob] {
        guard let batch = batches[id] else { throw FalaraProblem.notFound }
        return batch.jobs.compactMap { jobs[$0] }
    }

    /// The documents don't show this answer; inferred from those to other requests.
    func showBatch(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        let jobs = try batch(id)
        let language = plan.style == .second ? "target_lang" : "target_language"
        return try FalaraOutcome(
            200,
            .object([
                "batch_id": .string(id),
                "status": .string(Self.status(of: jobs, at: moment)),
                "total_jobs": .integer(jobs.count),
                "completed_jobs": .integer(jobs.count { $0.status(at: moment).hasResult }),
                "failed_jobs": .integer(
                    jobs.count { $0.status(at: moment).isTerminal && !$0.status(at: moment).hasResult }),
                "jobs": .array(
                    jobs.map { job in
                        .object([
                            "job_id": .string(job.id), "status": .string(job.status(at: moment).rawValue),
                            language: .string(job.targetLanguage),
                            "filename": (job.content.file?.filename).map { .string($0) } ?? .null,
                        ])
                    }),
            ]))
    }

    static func status(of jobs: [FalaraJob], at moment: Duration) -> String {
        let statuses = jobs.map { $0.status(at: moment) }
        guard statuses.allSatisfy(\.isTerminal) else {
            return statuses.allSatisfy { $0 == .queued } ? "queued" : "processing"
        }
        if statuses.allSatisfy(\.hasResult) { return "completed" }
        return statuses.contains(where: \.hasResult) ? "completed_with_errors" : "failed"
    }

    /// The files of all jobs that have a result, in a folder for each language.
    func downloadBatch(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        let jobs = try batch(id)
        guard jobs.contains(where: { $0.content.file != nil }) else {
            throw FalaraProblem(400, "The batch has no files.")
        }
        if let open = jobs.first(where: { !$0.status(at: moment).isTerminal }) {
            throw form.notReady(open.status(at: moment))
        }
        var names: Set<String> = []
        let entries = try jobs.filter { $0.status(at: moment).hasResult }.map { job in
            let (file, data) = try job.file()
            var path = "\(job.targetLanguage)/\(file.outputName)"
            if !names.insert(path).inserted {
                path = "\(job.targetLanguage)/\(job.number)-\(file.outputName)"
            }
            return ZIPArchive.Entry(path, data)
        }
        return try Self.attachment(try ZIPArchive(entries).serialized(), "\(id).zip", "application/zip")
    }

    // MARK: Archive

    func archive(_ id: String, _ isArchived: Bool, at moment: Duration) throws -> FalaraOutcome {
        _ = try job(id)
        _ = setArchived([id], isArchived, at: moment)
        return try FalaraOutcome(200, .object(["job_id": .string(id), "archived": .bool(isArchived)]))
    }

    func archiveAll(at moment: Duration) throws -> FalaraOutcome {
        try FalaraOutcome(
            200, .object(["archived_count": .integer(setArchived(jobOrder, true, at: moment))]))
    }

    func archiveBatch(_ ids: [String], at moment: Duration) throws -> FalaraOutcome {
        for id in ids { _ = try job(id) }
        return try FalaraOutcome(
            200, .object(["archived_count": .integer(setArchived(ids, true, at: moment))]))
    }

    /// Gives how many jobs changed.
    private func setArchived(_ ids: [String], _ isArchived: Bool, at moment: Duration) -> Int {
        ids.count { id in
            guard let job = jobs[id], job.isArchived != isArchived else { return false }
            jobs[id]?.isArchived = isArchived
            entries.falara.archives.append(
                Ledger.Falara.Archive(at: moment, jobID: id, isArchived: isArchived))
            return true
        }
    }

    func deliver(_ id: String, at moment: Duration) throws -> FalaraOutcome {
        let job = try job(id)
        guard job.content.file != nil else { throw FalaraProblem(400, "The job is not a file job.") }
        try job.requireResult(form, at: moment)
        entries.falara.deliveries.append(Ledger.Falara.Delivery(at: moment, jobID: id))
        return try FalaraOutcome(200, .object(["job_id": .string(id), "status": "delivered"]))
    }
}
