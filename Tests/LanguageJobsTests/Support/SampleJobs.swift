import Foundation
import LanguageJobs
import LanguageJobsTesting

/// A job of a service that exists for these tests only.
struct Sample: JobSnapshot, Decodable, Hashable {
    var id: JobID<Sample>?
    var status: String
    var progress: Double?
    var updatedAt: Date?
    var reason: String?

    var jobID: JobID<Sample>? { id }
    var statusName: String { status }
    var fractionCompleted: Double? { progress }
    var failure: JobFailure? {
        reason.map { JobFailure(code: "sample_code", message: $0, requestID: "r-job") }
    }

    var phase: JobPhase {
        switch status {
        case "done": .succeeded
        case "failed": .failed
        default: .active
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case status
        case progress
        case updatedAt = "updated_at"
        case reason
    }

    init(id: JobID<Sample>? = "j", status: String, progress: Double? = nil) {
        self.id = id
        self.status = status
        self.progress = progress
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(JobID<Sample>.self, forKey: .id)
        status = try container.decode(String.self, forKey: .status)
        progress = try container.decodeIfPresent(Double.self, forKey: .progress)
        updatedAt = container.timestamp(.updatedAt)
        reason = try container.decodeIfPresent(String.self, forKey: .reason)
    }
}

/// The service of ``Sample`` jobs: it asks over a transport, and its output is made of the job alone.
struct SampleJobs: JobService {
    var context: JobServiceContext
    private let client: ServiceClient

    init(_ client: ServiceClient, _ watching: WatchOptions) {
        self.client = client
        context = JobServiceContext(service: "sample.jobs", of: client, watching: watching)
    }

    func job(_ id: JobID<Sample>, wait: Duration?, options: CallOptions) async throws -> Sample {
        var endpoint = Endpoint<Sample>("sample.job", .get, ["jobs", id.rawValue], .safe)
        if let wait {
            endpoint.query = [("wait", "\(wait.components.seconds)")]
            endpoint.wait = wait
        }
        return try await client.send(endpoint, options: options)
    }

    func output(of job: Sample, options: CallOptions) async throws -> String {
        "output of \(job.id?.rawValue ?? "none")"
    }
}

extension SampleJobs {
    /// A service on a clock, over a script; a poll is one request, since it is never repeated.
    static func scripted(
        _ steps: [Step], then rest: Step? = nil, on time: VirtualTime, random: Double = 0.5,
        _ watching: WatchOptions = .init(), configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws -> (SampleJobs, ScriptedTransport) {
        let transport = ScriptedTransport(steps, then: rest, on: time)
        var configuration = ClientConfiguration.test(time, random: random)
        configuration.retry = .never
        configure(&configuration)
        return (SampleJobs(try TestClient.make(transport, configuration), watching), transport)
    }
}

extension Step {
    /// A job with a status, as the sample service answers.
    static func job(
        _ status: String, progress: Double? = nil, _ headers: TransportHeaders = [:],
        after delay: Duration = .zero
    ) -> Step {
        let members = progress.map { #","progress":\#($0)"# } ?? ""
        return answer(200, #"{"id":"j","status":"\#(status)"\#(members)}"#, headers, after: delay)
    }
}

extension JobWatcher {
    /// All snapshots.
    func all() async throws -> [Job] {
        var jobs: [Job] = []
        for try await job in self { jobs.append(job) }
        return jobs
    }
}
