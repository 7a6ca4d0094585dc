import Foundation

extension FlixuEmulator {
    func translate(
        _ order: FlixuDocumentOrder, tag: String?, origin: Origin?, at moment: Duration
    ) throws -> FlixuOutcome {
        try requireCredits(order.characters)
        forgetExpired(at: moment)
        documentCount += 1
        let id = "doc_" + ids.nextUUID().filter { $0 != "-" }.prefix(24)
        let planned = FlixuPlan.Order(
            number: documentCount, filename: order.filename, sourceLanguage: order.languages.source,
            targetLanguage: order.languages.targets[0], tag: tag)
        let timeline =
            plan.documents == .job ? JobTimeline(created: moment, plan: plan.job(planned)) : nil
        // A signature holds from the file's beginning on, which in a job is its end.
        let signed = timeline.map { $0.end ?? moment } ?? moment
        let document = FlixuDocument(
            id: id, order: order, created: moment, timeline: timeline, tag: tag,
            signature: FlixuSignature(
                "\(id)/\(order.filename)", date: clock.stamp(signed), lifetime: plan.urlLifetime,
                seed: plan.seed))
        entries.filesStored.append(
            Ledger.StoredFile(at: moment, id: id, filename: order.filename, size: order.size))
        documents[id] = document
        documentOrder.append(id)
        guard timeline != nil else { return finished(document, origin, charge(document, at: moment)) }
        pendingJobs.append(id)
        entries.jobsCreated.append(
            Ledger.CreatedJob(at: moment, service: "documents", id: id, fileID: id, model: nil, tag: tag))
        return FlixuOutcome(
            status(of: document, origin, at: moment), status: plan.jobStatus,
            job: entries.jobsCreated.count - 1)
    }

    /// Charges for jobs as of the time when they ended; for failed ones nothing.
    func chargeJobs() {
        let now = clock.now
        let pending = pendingJobs.compactMap { documents[$0] }
        let ended = pending.filter { $0.timeline?.hasEnded(at: now) ?? true }
        guard !ended.isEmpty else { return }
        pendingJobs = pending.filter { !($0.timeline?.hasEnded(at: now) ?? true) }.map(\.id)
        let ends = ended.map { (document: $0, end: $0.timeline?.end ?? now) }.sorted { $0.end < $1.end }
        for (document, end) in ends where document.failure == nil {
            _ = charge(document, at: end)
        }
    }

    private func charge(_ document: FlixuDocument, at moment: Duration) -> Int {
        charge(
            .flixuDocument, document: document.id, document.order.languages, texts: 1,
            characters: [document.order.characters], tag: document.tag, at: moment)
    }

    private func finished(_ document: FlixuDocument, _ origin: Origin?, _ place: Int) -> FlixuOutcome {
        let order = document.order
        let data: [String: EmulatorJSON] = [
            "download_url": .string(signedAddress(of: document, origin)),
            "filename": .string(order.filename),
            "source_lang": .string(order.languages.source),
            "target_lang": .string(order.languages.targets[0]),
            "character_count": .integer(order.characters),
            "credits_used": .integer(order.characters),
            "quality_score": score,
        ]
        let meta = meta(order.characters, took: plan.documentTime)
        guard plan.documents == .inline, let file = document.output(at: document.created) else {
            return FlixuOutcome(data, meta: meta, translation: place)
        }
        return FlixuOutcome(.document(data, file: file, meta: meta), translation: place)
    }

    func showJob(_ id: String, origin: Origin?, at moment: Duration) throws -> FlixuOutcome {
        guard let document = document(id, at: moment), document.timeline != nil else {
            throw FlixuProblem.notFound("job \(id)")
        }
        return FlixuOutcome(status(of: document, origin, at: moment))
    }

    /// A job as it is shown; its progress is a function of its status (Flixu docs, Job Status).
    private func status(
        of document: FlixuDocument, _ origin: Origin?, at moment: Duration
    ) -> [String: EmulatorJSON] {
        var status = "created"
        switch document.timeline?.phase(at: moment) {
        case .queued: break
        case .processing: status = plan.processingStatus
        case .ended, nil: status = document.failure?.status ?? "completed"
        }
        let isCompleted = document.output(at: moment) != nil
        let hasFailed = document.timeline?.hasEnded(at: moment) ?? true
        let message = hasFailed ? document.failure?.message ?? "" : ""
        let result = "\(address(origin))/documents/\(document.id)/download"
        return [
            "job_id": .string(document.id),
            "status": .string(status),
            "progress": Self.progress[status].map { .number($0) } ?? .null,
            "result_url": isCompleted && plan.namesResults ? .string(result) : .null,
            "error": message.isEmpty ? .null : .string(message),
        ]
    }

    private static let progress = [
        "created": 0.0, "processing": 0.5, "completed": 1.0, "error": 0.0, "failed": 0.0,
    ]

    func download(
        _ id: String, range: String?, origin: Origin?, at moment: Duration
    ) throws -> FlixuOutcome {
        guard let document = document(id, at: moment), let file = document.output(at: moment) else {
            throw FlixuProblem.notFound("document \(id)")
        }
        if let status = plan.resultRedirect {
            let location: TransportHeaders = ["Location": signedAddress(of: document, origin)]
            return FlixuOutcome(.raw(try EmulatorAnswer(status: status, headers: location, data: Data())))
        }
        return FlixuOutcome(.raw(try answer(document, file, range)))
    }

    func presigned(
        _ id: String, _ filename: String, query: [(name: String, value: String)], range: String?,
        at moment: Duration
    ) throws -> FlixuOutcome {
        guard let document = documents[id], document.order.filename == filename else {
            throw FlixuFilesProblem.noSuchKey
        }
        guard document.signature.matches(query) else { throw FlixuFilesProblem.unsigned }
        let start = document.timeline?.end ?? document.created
        guard moment < start + plan.urlLifetime else { throw FlixuFilesProblem.expired }
        guard let file = document.output(at: moment) else { throw FlixuFilesProblem.noSuchKey }
        return FlixuOutcome(.raw(try answer(document, file, range)))
    }

    private func answer(_ document: FlixuDocument, _ file: StoredBody, _ range: String?) throws
        -> EmulatorAnswer
    {
        try EmulatorAnswer(
            file: file,
            headers: [
                "Content-Type": document.order.format.mimeType,
                "Content-Disposition": AttachmentDisposition.value(document.order.filename),
                "Last-Modified": clock.httpDate(document.timeline?.end ?? document.created),
            ], range: range)
    }

    /// The address of a file, for whoever has it: it needs no key, and takes none.
    private func signedAddress(of document: FlixuDocument, _ origin: Origin?) -> String {
        let store = plan.store(for: origin ?? Origin(baseURL))
        let name = document.order.filename.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        return "\(store)/presigned/\(document.id)/\(name ?? "")?\(document.signature.query)"
    }

    /// The API's address, by the name that the client calls the server.
    private func address(_ origin: Origin?) -> String {
        let path = baseURL.path(percentEncoded: true)
        return
            "\((origin ?? Origin(baseURL))?.description ?? "")\(path.hasSuffix("/") ? String(path.dropLast()) : path)"
    }

    private func document(_ id: String, at moment: Duration) -> FlixuDocument? {
        documents[id].flatMap { $0.expires(plan, at: moment) > moment ? $0 : nil }
    }

    /// Lets go of the oldest documents, so that an emulator that runs for days doesn't fill the disk.
    private func forgetExpired(at moment: Duration) {
        let kept = documentOrder.firstIndex { document($0, at: moment) != nil } ?? documentOrder.endIndex
        for id in documentOrder[..<kept] { documents[id] = nil }
        documentOrder.removeSubrange(..<kept)
    }
}
