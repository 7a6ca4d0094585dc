import Foundation

extension FalaraRoutes {
    func jobs(_ path: [String]) -> Methods {
        switch (path.count, path.first) {
        case (0, _): [.get: listJobs, .post: createJobs(.falaraCreateJob)]
        case (1, "batch-text"): [.post: createJobs(.falaraCreateBatchText, isList: true)]
        case (1, "file"): [.post: createFileJob]
        case (1, "batch-file"): [.post: createBatch]
        case (1, "batch-csv") where plan.style != .first: [.post: createFromTable]
        case (1, "archive-all"):
            [
                .post: FalaraEndpoint(.falaraArchiveAll) { falara, _, moment in
                    try falara.archiveAll(at: moment)
                }
            ]
        case (1, "archive-batch"): [.post: archiveBatch]
        case (1, let id?):
            [
                .get: FalaraEndpoint(.falaraGetJob, subject: id) { falara, _, moment in
                    try falara.showJob(id, at: moment)
                }
            ]
        case (2, "batch"):
            [
                .get: FalaraEndpoint(.falaraGetBatch, subject: path[1]) { falara, _, moment in
                    try falara.showBatch(path[1], at: moment)
                }
            ]
        case (2, let id?): action(path[1], id)
        case (3, "batch") where path[2] == "download":
            [
                .get: FalaraEndpoint(.falaraDownloadBatch, subject: path[1]) { falara, _, moment in
                    try falara.downloadBatch(path[1], at: moment)
                }
            ]
        default: [:]
        }
    }

    private func action(_ name: String, _ id: String) -> Methods {
        switch name {
        case "result":
            [
                .get: FalaraEndpoint(.falaraGetResult, subject: id) { falara, _, moment in
                    try falara.showResult(id, at: moment)
                }
            ]
        case "download":
            [
                .get: FalaraEndpoint(.falaraDownloadJob, subject: id) { falara, _, moment in
                    try falara.download(id, at: moment)
                }
            ]
        case "archive":
            [
                .patch: FalaraEndpoint(.falaraArchiveJob, subject: id) { falara, _, moment in
                    try falara.archive(id, true, at: moment)
                }
            ]
        case "unarchive":
            [
                .patch: FalaraEndpoint(.falaraUnarchiveJob, subject: id) { falara, _, moment in
                    try falara.archive(id, false, at: moment)
                }
            ]
        case "deliver":
            [
                .post: FalaraEndpoint(.falaraDeliverJob, subject: id) { falara, _, moment in
                    try falara.deliver(id, at: moment)
                }
            ]
        default: [:]
        }
    }

    private var listJobs: FalaraEndpoint {
        FalaraEndpoint(.falaraListJobs, queryNames: ["limit", "cursor", "status", "project_name"]) {
            request in
            let query = try FalaraListQuery(request.queryItems)
            return { falara, _, moment in try falara.listJobs(query, at: moment) }
        }
    }

    private func createJobs(_ operation: EmulatorOperation, isList: Bool = false) -> FalaraEndpoint {
        let texts = FalaraField.Kind.list(
            of: .textOr(
                .object([.required("text", .anyText), .optional("metadata", .map(of: .anything, atLeast: 0))])
            ),
            1...plan.maximumTexts)
        let fields =
            FalaraBriefing.options(isFile: false)
            + [.optional("text", .text(1...Int.max)), .optional("texts", texts)]
        return body(operation, fields) { body in
            let briefing = try FalaraBriefing(body)
            guard briefing.isList || !isList else {
                throw FalaraProblem.invalid(["body", "target_lang"], "a list of languages is needed.")
            }
            let content: FalaraContent
            switch (body.string("text"), body.items("texts")) {
            case (let text?, []): content = FalaraContent(text: text)
            case (nil, let texts) where !texts.isEmpty: content = FalaraContent(texts: texts)
            default: throw FalaraProblem.invalid(["body"], "exactly one of text and texts is needed.")
            }
            guard content.segments.contains(where: { $0.contains { !$0.isWhitespace } }) else {
                throw FalaraProblem.invalid(["body"], "there is nothing to translate.")
            }
            return { falara, caller, moment in
                try falara.createTextJobs(briefing, content, caller, at: moment)
            }
        }
    }

    private var createFileJob: FalaraEndpoint {
        let plan = plan
        return FalaraEndpoint(.falaraCreateFileJob) { request in
            let form = try await FalaraUpload.read(
                request, files: "file", texts: ["briefing_json"], limit: plan.fileLimit,
                tooLarge: .tooLarge(plan.fileLimit))
            guard form.files.count == 1 else {
                throw form.files.isEmpty
                    ? FalaraProblem.invalid([.missing(["body", "file"])])
                    : FalaraProblem.invalid(["body", "file"], "there is more than one file.")
            }
            guard let briefing = try form.briefing(isRequired: true) else {
                throw FalaraProblem.invalid([.missing(["body", "briefing_json"])])
            }
            guard !briefing.isList else {
                throw FalaraProblem(400, "Invalid briefing_json: target_lang must be a string.")
            }
            let file = try form.files[0].file(plan.style)
            return { falara, caller, moment in
                try falara.createFileJob(briefing, file, caller, at: moment)
            }
        }
    }

    private var createBatch: FalaraEndpoint {
        let plan = plan
        return FalaraEndpoint(.falaraCreateBatchFile) { request in
            let batch = try await FalaraBatchRequest.read(request, plan)
            return { falara, caller, moment in try falara.createBatch(batch, caller, at: moment) }
        }
    }

    /// The newer documents name the request and don't show its body, so none can be right.
    private var createFromTable: FalaraEndpoint {
        FalaraEndpoint(.falara("POST /jobs/batch-csv")) { _ in
            throw FalaraProblem(
                422, "This emulator has no batches from CSV: what they look like is not documented.")
        }
    }

    private var archiveBatch: FalaraEndpoint {
        body(.falaraArchiveBatch, [.required("job_ids", .list(of: .anyText, 1...1000))]) { body in
            let ids = body.strings("job_ids")
            return { falara, _, moment in try falara.archiveBatch(ids, at: moment) }
        }
    }
}
