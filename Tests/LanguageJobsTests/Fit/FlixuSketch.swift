import Foundation
import LanguageJobs

/// A sketch of Flixu: no list, a create call that uploads, may answer finished and then without an id, and an output
/// that is inline or at an address.
struct FlixuSketch: JobSubmitting {
    struct Request: Sendable {
        var document: Data
        var source: String
        var target: String
    }

    let context: JobServiceContext
    private let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
        context = JobServiceContext(service: "flixu.documents", of: client, watching: .init())
    }

    func create(_ request: Request, options: CallOptions) async throws -> FlixuSketchJob {
        try await create(request, options: options, onProgress: nil)
    }

    func create(
        _ request: Request, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> FlixuSketchJob {
        var endpoint = Endpoint<FlixuSketchJob>(
            "flixu.create", .post, ["translate", "document"], .once
        ) { data, _ in
            let job = try WireCoding.decode(Envelope.self, from: data).data
            guard job.jobID != nil || job.phase != .active else {
                throw ClientError(.unexpectedResponse, "The answer has neither a translation nor a job id.")
            }
            return job
        }
        endpoint.body = .bytes(request.document)
        endpoint.query = [("source_lang", request.source), ("target_lang", request.target)]
        endpoint.onUploadProgress = onProgress
        return try await client.send(endpoint, options: options)
    }

    func job(_ id: JobID<FlixuSketchJob>, wait: Duration?, options: CallOptions) async throws
        -> FlixuSketchJob
    {
        let endpoint = Endpoint<FlixuSketchJob>(
            "flixu.job", .get, ["translate", id.rawValue], .safe
        ) { data, _ in
            try WireCoding.decode(Envelope.self, from: data).data
        }
        return try await client.send(endpoint, options: options)
    }

    func output(of job: FlixuSketchJob, options: CallOptions) async throws -> ResultFile {
        if let contents = job.fileData { return ResultFile(id: job.filename ?? "", contents: contents) }
        guard let address = job.resultURL, let root = URL(string: client.base.description),
            address.absoluteString.hasPrefix(root.absoluteString + "/")
        else {
            throw ClientError(.unexpectedResponse, "The job names no output at this service.")
        }
        let path = address.path.dropFirst(root.path.count).split(separator: "/").map(String.init)
        let endpoint = Endpoint<Void>("flixu.download", .get, path, .safe, decode: { _, _ in })
        let client = client
        return ResultFile(id: path.last ?? "", reference: job.jobID.map(reference(to:))) {
            destination, options, onProgress in
            try await Downloader(client, endpoint).download(
                to: destination, options: options, onProgress: onProgress)
        }
    }

    private struct Envelope: Decodable {
        var data: FlixuSketchJob
    }
}

/// The answer to a creation and to a look, one struct with optional members.
struct FlixuSketchJob: JobSnapshot, Decodable {
    var id: JobID<FlixuSketchJob>?
    var status: String?
    var progress: Double?
    var resultURL: URL?
    var fileData: Data?
    var filename: String?
    var error: String?

    var jobID: JobID<FlixuSketchJob>? { id }
    var statusName: String { status ?? (fileData == nil ? "unknown" : "completed") }
    var fractionCompleted: Double? { progress }
    var failure: JobFailure? { error.map { JobFailure(message: $0) } }

    var phase: JobPhase {
        if fileData != nil { return .succeeded }
        return switch status {
        case "completed": .succeeded
        case "error", "failed": .failed
        default: .active
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case status
        case progress
        case resultURL = "result_url"
        case fileData = "file_data"
        case filename
        case error
    }
}
