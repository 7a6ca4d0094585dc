import Foundation

/// A creation: sent once, and sent again only to be told of the job that a first sending made.
///
/// The service answers the same content twice with 409 and the first job's id (Falara docs, Overview). So when an answer was lost,
/// the same request is sent again after a pause, in which the first is applied or never will be:
///
/// - 202: that is the job; the first was not applied.
/// - 409 that names a job: that is the job, of ours or of somebody before us, of the same content in any case.
/// - Of many languages at once 409 names one job only. The others are its batch's, if the list shows the whole of one with just
///   these languages; nothing else is certain enough.
/// - Anything else: not known.
struct FalaraCreateCall: Sendable {
    /// How often a creation is sent again at most.
    private static let rounds = 3

    let service: FalaraJobs
    let operation: String
    let path: [String]
    let briefing: FalaraBriefing
    /// How many texts or files there are: of more than one file a batch can't be told from another with as many.
    let contents: Int
    let body: TransportBody
    let contentType: String
    var onProgress: (@Sendable (TransferProgress) -> Void)?

    private var languages: [String] { briefing.targetLanguages }
    private var expected: Int { languages.count * contents }

    func send(_ options: CallOptions) async throws -> FalaraCreation {
        var endpoint = endpoint(.once, read)
        endpoint.onUploadProgress = onProgress
        endpoint.reconcile = { failure in try await settle(failure, options) }
        return try await service.client.send(endpoint, options: options).naming(briefing, contents: contents)
    }

    private func endpoint<Response>(
        _ idempotency: Idempotency, _ decode: @escaping @Sendable (Data, ResponseMetadata) throws -> Response
    ) -> Endpoint<Response> {
        var endpoint = Endpoint<Response>(operation, .post, path, idempotency, decode: decode)
        endpoint.accepted = [409]
        endpoint.headers["content-type"] = contentType
        endpoint.body = body
        return endpoint
    }

    private func read(_ data: Data, _ metadata: ResponseMetadata) throws -> FalaraCreation {
        guard metadata.status != 409 else { throw refusal(data, metadata) }
        let creation = try WireCoding.decode(FalaraCreation.self, from: data)
        guard creation.jobs.contains(where: { $0.jobID != nil }) || !creation.failures.isEmpty else {
            throw ClientError(.unexpectedResponse, "The service's answer has no job id.")
        }
        return creation
    }

    private func refusal(_ data: Data, _ metadata: ResponseMetadata) -> ClientError {
        let conflict = FalaraConflict(data)
        guard let id = conflict.jobID else {
            return ClientError(
                status: 409, headers: metadata.headers, body: data,
                now: service.client.configuration.runtime.date())
        }
        let which = expected > 1 ? "one of these languages or files" : "the same content"
        let created =
            expected > 1 ? "; whether others were created is not said" : ", and created nothing"
        let status = conflict.status.map { " with the status “\($0.prefix(100))”" } ?? ""
        return ClientError(
            .duplicate,
            "The service has a job of \(which) already, \(id.prefix(200))\(status)\(created). Go on with that job by the error's reference, or change the content.",
            reference: service.reference(to: JobID(id)))
    }

    // MARK: After a lost answer

    private struct Answer: Sendable {
        var data: Data
        var metadata: ResponseMetadata
    }

    private func settle(_ failure: ClientError, _ options: CallOptions) async throws -> Reconciliation {
        let time = service.client.configuration.runtime.time
        var options = options
        // The caller is told of one answer: that of the call.
        options.onResponse = nil
        let again = endpoint(.once) { Answer(data: $0, metadata: $1) }
        var last: ClientError?
        for _ in 0..<Self.rounds {
            try await time.sleep(until: time.now + service.settleTime)
            do {
                return try await verdict(on: try await service.client.send(again, options: options), failure)
            } catch let error as ClientError {
                last = error
                guard Self.mayPass.contains(error.code) else { break }
            }
        }
        var failure = failure
        failure.message += " Sent again to be told of the job, it failed: \(last?.message ?? "")"
        return .unknown(failure)
    }

    private static let mayPass: Set<ClientError.Code> = [
        .submissionUncertain, .connectionFailed, .connectionLost, .requestTimedOut, .serviceFailed,
        .rateLimited,
    ]

    private func verdict(on answer: Answer, _ failure: ClientError) async throws -> Reconciliation {
        guard answer.metadata.status == 409 else {
            return .applied(
                TransportResponse(
                    status: answer.metadata.status, headers: answer.metadata.headers,
                    body: TransportStream(answer.data)))
        }
        var failure = failure
        let conflict = FalaraConflict(answer.data)
        guard let id = conflict.jobID else {
            failure.message += " Sent again, it was refused as a conflict that names no job."
            return .unknown(failure)
        }
        let first = FalaraJob(id: JobID(id), status: FalaraJobStatus(rawValue: conflict.status ?? ""))
        if expected == 1 { return try applied(FalaraCreation(first)) }
        if contents == 1, let batch = try await batch(of: first) { return try applied(batch) }
        failure.reference = service.reference(to: first.id)
        failure.message +=
            " Sent again, it was refused as a duplicate of the job \(id.prefix(200)), which is one of \(expected); the others can't be told for certain. Look for them in the list."
        return .unknown(failure)
    }

    private func applied(_ creation: FalaraCreation) throws -> Reconciliation {
        .applied(TransportResponse(status: 202, body: TransportStream(try WireCoding.encode(creation))))
    }

    /// The jobs that were created together with one, if they are those of our languages, one each; `nil` also when there is no list.
    private func batch(of job: FalaraJob) async throws -> FalaraCreation? {
        do {
            return try await listedBatch(of: job)
        } catch is ClientError {
            return nil
        }
    }

    private func listedBatch(of job: FalaraJob) async throws -> FalaraCreation? {
        var lines: [FalaraJob] = []
        var cursor: String?
        for _ in 0..<3 {
            let page = try await service.jobs(after: cursor, options: .init())
            lines += page.jobs
            // A batch that ends the page may go on with other languages on the next.
            if let batch = lines.first(where: { $0.id == job.id })?.batchID,
                page.next == nil || lines.last?.batchID != batch
            {
                let jobs = lines.filter { $0.batchID == batch }
                let isOurs =
                    jobs.count == languages.count && Set(jobs.compactMap(\.targetLanguage)) == Set(languages)
                    && jobs.allSatisfy { [nil, briefing.sourceLanguage].contains($0.sourceLanguage) }
                if isOurs { return FalaraCreation(batchID: batch, items: jobs) }
            }
            guard let next = page.next else { return nil }
            cursor = next
        }
        return nil
    }
}
