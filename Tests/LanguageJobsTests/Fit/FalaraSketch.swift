import Foundation
import LanguageJobs

/// A sketch of Falara: a paged list, one create call that makes many jobs, an output that is no file, and a `failed`
/// that may be final or not.
struct FalaraSketch: JobListing {
    /// Whether `failed` ends a job; the service calls it recoverable.
    var failedIsFinal = true
    let context: JobServiceContext
    private let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
        context = JobServiceContext(service: "falara.jobs", of: client, watching: .init())
    }

    struct Output: Sendable, Decodable, Hashable {
        var translation: String
        var warning: String?
    }

    /// Makes one job per target language.
    func create(_ text: String, from source: String, to targets: [String]) async throws -> [FalaraSketchJob] {
        var endpoint = Endpoint<Creation>("falara.create", .post, ["jobs"], .once)
        try endpoint.setBody(json: [
            "text": JSONValue.string(text), "source_lang": .string(source),
            "target_lang": .array(targets.map(JSONValue.string)),
        ])
        do {
            return try await client.send(endpoint).jobs
        } catch let error as ClientError where error.code == .conflict {
            // The service names the job that was made of the same text before.
            guard let body = error.bodyExcerpt,
                let first = try? WireCoding.decode(FalaraSketchJob.self, from: Data(body.utf8)),
                first.jobID != nil
            else { throw error }
            return [first]
        }
    }

    func job(
        _ id: JobID<FalaraSketchJob>, wait: Duration?, options: CallOptions
    ) async throws -> FalaraSketchJob {
        let endpoint = Endpoint<FalaraSketchJob>("falara.job", .get, ["jobs", id.rawValue], .safe)
        return try await client.send(endpoint, options: options)
    }

    func output(of job: FalaraSketchJob, options: CallOptions) async throws -> Output {
        guard let id = job.jobID else {
            throw ClientError(.unexpectedResponse, "The job has no id.")
        }
        let endpoint = Endpoint<Output>("falara.result", .get, ["jobs", id.rawValue, "result"], .safe)
        return try await client.send(endpoint, options: options)
    }

    func phase(of job: FalaraSketchJob) -> JobPhase {
        job.statusName == "failed" && !failedIsFinal ? .active : job.phase
    }

    func jobs(after cursor: String?, options: CallOptions) async throws -> JobPage<FalaraSketchJob> {
        var endpoint = Endpoint<List>("falara.jobs", .get, ["jobs"], .safe)
        endpoint.query = cursor.map { [("cursor", $0)] } ?? []
        let list = try await client.send(endpoint, options: options)
        return JobPage(list.data, next: list.pagination.more ? list.pagination.cursor : nil)
    }

    private struct Creation: Decodable, Sendable {
        var jobs: [FalaraSketchJob]
    }

    private struct List: Decodable, Sendable {
        struct Pagination: Decodable, Sendable {
            var cursor: String?
            var more: Bool

            enum CodingKeys: String, CodingKey {
                case cursor
                case more = "has_more"
            }
        }

        var data: [FalaraSketchJob]
        var pagination: Pagination
    }
}

struct FalaraSketchJob: JobSnapshot, Decodable {
    var id: JobID<FalaraSketchJob>?
    var status: String?
    var target: String?

    var jobID: JobID<FalaraSketchJob>? { id }
    var statusName: String { status ?? "unknown" }

    var phase: JobPhase {
        switch status {
        case "completed", "completed_with_blocks", "needs_review": .succeeded
        case "failed", "dead": .failed
        default: .active
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case status
        case target = "target_language"
    }
}
