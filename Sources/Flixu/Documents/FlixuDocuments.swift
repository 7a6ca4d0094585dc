import Foundation

/// Translates documents at Flixu.
public struct FlixuDocuments: FlixuDocumentService {
    /// The longest time without a byte while a document is translated: the service may answer only with the translation
    /// (inferred: no limit is documented, and who gives up early has paid for nothing).
    public static let creationTimeout: Duration = .seconds(900)

    /// More than the Base64 of any translation can be; the file in it is never held in memory.
    private static let answerLimit = 512 << 20

    /// What waiting needs to know.
    public let context: JobServiceContext
    private let client: ServiceClient
    private let files: TemporaryFiles

    init(_ client: ServiceClient, _ files: TemporaryFiles) {
        self.client = client
        self.files = files
        context = JobServiceContext(
            service: "flixu.documents", of: client,
            // The free plan has 30 requests a minute in all (Flixu docs, Rate Limits).
            watching: WatchOptions(schedule: .exponential(from: .seconds(2), limit: .seconds(10))))
    }

    /// Uploads a document to be translated: `POST /translate/document`. Never sent twice by itself: each time may cost credits.
    ///
    /// The answer is the translation, or a job to watch (Flixu docs, Translate Document and Job Status). Waits for
    /// ``creationTimeout``, or longer when the client is set so; the timeouts of the options beat both.
    ///
    /// - Throws: ``ClientError``: `.invalidRequest` or `.fileTooLarge` before anything is sent, `.submissionUncertain` when the
    ///   document may have been translated although no usable answer came; `CancellationError`.
    public func create(_ request: FlixuDocumentRequest, options: CallOptions) async throws -> FlixuDocumentJob
    {
        let form = try request.form()
        var endpoint = endpoint(
            "documents.create", .post, ["translate", "document"], .once, bucket: "translate")
        endpoint.headers["content-type"] = form.contentType
        endpoint.body = form.body
        return try await client.sendPaid(endpoint, options: options.waiting(Self.creationTimeout, client))
    }

    /// Reads a job: `GET /translate/{job_id}`.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - wait: Of no use: the service answers at once.
    ///   - options: What this call does differently.
    /// - Throws: ``ClientError``; of a completed job that names no address, and whose file in the answer can't be used:
    ///   `.unexpectedResponse` when it is no Base64, `.storageFull` when it can't be kept. Read the job again then.
    public func job(_ id: JobID<FlixuDocumentJob>, wait: Duration?, options: CallOptions) async throws
        -> FlixuDocumentJob
    {
        let endpoint = endpoint("documents.job", .get, ["translate", id.rawValue], .safe, bucket: "api")
        var job = try await client.send(endpoint, options: options)
        if job.jobID == nil { job.id = id }
        return job
    }

    /// The translation: the file of the answer, else the one at the address that the service named; a completed job that names
    /// none has it at `/documents/{job_id}/download` (inferred from an example of Flixu docs, Job Status).
    ///
    /// The key goes to the service's own origin only, and never to a download address, which is signed (Flixu docs, Translate
    /// Document).
    ///
    /// - Throws: ``ClientError`` with `.unexpectedResponse` when there is none of these. What is saved throws `.resultExpired`
    ///   when the translation is gone from the address that the service named, and `.notFound` when it named none and it is
    ///   not at that of the example.
    public func output(of job: FlixuDocumentJob, options: CallOptions) async throws -> ResultFile {
        let reference = job.jobID.map(reference(to:))
        let name = job.suggestedName
        if let file = job.file, file.isIntact {
            return try file.result(id: job.jobID?.rawValue ?? "", reference: reference, name: name)
        }
        var endpoint = Endpoint<Void>("documents.download", .get, [], .safe, decode: { _, _ in })
        endpoint.bucket = "api"
        if let address = job.signedURL {
            endpoint.address = address
            endpoint.access = .everybody
        } else if let address = job.resultURL {
            endpoint.address = address
        } else if let id = job.jobID {
            endpoint.path = ["documents", id.rawValue, "download"]
        } else {
            throw ClientError(
                .unexpectedResponse, "The translation is \(job.statusName) but is nowhere to be found.",
                operation: "documents.output", requestID: job.requestID)
        }
        return download(endpoint, id: job.jobID?.rawValue ?? "", reference: reference, name: name)
    }

    private func download(
        _ endpoint: Endpoint<Void>, id: String, reference: JobReference?, name: String?
    ) -> ResultFile {
        let client = client
        return ResultFile(id: id, reference: reference) { destination, options, onProgress in
            do {
                var file = try await Downloader(client, endpoint).download(
                    to: destination, options: options, onProgress: onProgress)
                file.suggestedName = file.suggestedName ?? name
                return file
            } catch let error as ClientError {
                guard endpoint.address == nil, error.code == .notFound else {
                    throw Self.explained(error, isForeign: Self.isForeign(endpoint, client))
                }
                var error = error
                error.message =
                    "The service named no address for the translation, and it is not at the usual one. "
                    + "Read the job again later."
                throw error
            }
        }
    }

    private static func isForeign(_ endpoint: Endpoint<Void>, _ client: ServiceClient) -> Bool {
        guard let address = endpoint.address, let url = try? client.base.checked(address) else {
            return false
        }
        return Origin(url) != client.base.origin
    }

    /// A storage refuses a signed address that is too old with 403; the service itself does not know the file any more.
    private static func explained(_ error: ClientError, isForeign: Bool) -> ClientError {
        let isGone = error.code == .notFound || error.status == 410
        guard isGone || isForeign && [400, 401, 403].contains(error.status) else { return error }
        var error = error
        error.code = .resultExpired
        error.message =
            "The translation can't be had at its address any more; such addresses are valid for 24 hours. "
            + "Read its job again where there is one, or translate the document again."
        return error
    }

    /// An endpoint that answers with a document job, and may hold the file.
    private func endpoint(
        _ operation: String, _ method: TransportMethod, _ path: [String], _ idempotency: Idempotency,
        bucket: String
    ) -> Endpoint<FlixuDocumentJob> {
        let reader = InlineFileReader(in: files)
        var endpoint = Endpoint<FlixuDocumentJob>(operation, method, path, idempotency) { data, metadata in
            var job = try Endpoint<FlixuDocumentJob>.value(in: data, metadata)
            job.file = reader.file ?? job.file
            let check = method == .get ? Self.checkPolled : Self.checkCreated
            try check(job, reader.problem)
            return job
        }
        endpoint.bucket = bucket
        endpoint.responseLimit = Self.answerLimit
        endpoint.read = { response, limit in try await reader.read(response, limit: limit) }
        return endpoint
    }

    /// A creation must leave a way to the translation, to its job or to the reason why there is none.
    private static func checkCreated(_ job: FlixuDocumentJob, _ problem: InlineFileReader.Problem?) throws {
        guard job.jobID == nil, !job.hasTranslation, job.phase != .failed else { return }
        let reason = problem.map { " There was a file, but \($0.reason)." } ?? ""
        throw ClientError(
            .unexpectedResponse, "The service's answer has neither a translation nor a job id.\(reason)",
            requestID: job.requestID)
    }

    /// A translation that came and is lost would else be looked for where nobody says that it is.
    private static func checkPolled(_ job: FlixuDocumentJob, _ problem: InlineFileReader.Problem?) throws {
        guard let problem, job.phase == .succeeded, !job.hasTranslation else { return }
        throw ClientError(
            problem.code,
            "The job is completed with a file that can't be used: \(problem.reason). It names no address instead. "
                + "Read the job again.",
            requestID: job.requestID)
    }
}

extension FlixuDocumentJob {
    /// Where the finished translation is.
    fileprivate var signedURL: URL? { downloadAddress.flatMap(Self.url) }

    /// Where the result of a completed job is.
    fileprivate var resultURL: URL? { resultAddress.flatMap(Self.url) }

    private static func url(_ text: String) -> URL? { text.isEmpty ? nil : URL(string: text) }

    /// Whether the translation is there, or the service says where.
    fileprivate var hasTranslation: Bool {
        file?.isIntact == true || signedURL != nil || phase == .succeeded && resultURL != nil
    }

    /// The service's name of the file, without what no name may hold.
    fileprivate var suggestedName: String? {
        let quoted = filename?.replacing("\\", with: "/").replacing("\"", with: "'")
        return quoted.flatMap { ContentDisposition.filename("attachment; filename=\"\($0)\"") }
    }
}
