public import Foundation

/// What a webhook tells: that a job or a batch came to its end.
public struct FalaraWebhookEvent: Sendable, Hashable, Codable {
    /// What happened; more may be added (Falara Shopware connector, which knows these four).
    public struct Name: OpenEnum {
        /// The name as the service spells it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A job has its result.
        public static let jobCompleted: Name = "job.completed"
        /// A job has its result, which is below the quality that is asked for.
        public static let jobNeedsReview: Name = "job.needs_review"
        /// A job failed.
        public static let jobFailed: Name = "job.failed"
        /// All jobs of a batch came to their end.
        public static let batchCompleted: Name = "batch.completed"
    }

    /// What happened; empty when the body did not say.
    public var name: Name
    /// All that is told about it; which members there are besides ids is not documented.
    public var data: JSONValue
    /// When it was signed; `nil` for the unsafe form, which signs no time.
    public var signedAt: Date?

    /// Makes an event, for a test.
    public init(name: Name, data: JSONValue, signedAt: Date? = nil) {
        self.name = name
        self.data = data
        self.signedAt = signedAt
    }

    /// The job that it is about.
    public var jobID: JobID<FalaraJob>? { data["job_id"]?.string.map { JobID($0) } }

    /// The batch that it is about, or that its job belongs to.
    public var batchID: FalaraBatchID? { data["batch_id"]?.string.map { FalaraBatchID($0) } }

    /// The job's status, where it is told.
    public var status: FalaraJobStatus? { data["status"]?.string.map { FalaraJobStatus(rawValue: $0) } }

    private enum CodingKeys: String, CodingKey {
        case name = "event"
        case data
    }

    /// Reads `{"event":…,"data":{…}}`, the form that the Falara Shopware connector reads.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = container.lenient(Name.self, .name) ?? ""
        data = container.lenient(JSONValue.self, .data) ?? .object([:])
    }

    /// Writes what came over the wire.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(data, forKey: .data)
    }
}

extension JobSignals {
    /// Ends the waits of whoever watches the job or the batch of an event.
    public func signal(_ event: FalaraWebhookEvent) {
        for id in [event.jobID?.rawValue, event.name == .batchCompleted ? event.batchID?.rawValue : nil] {
            if let id { signal(id) }
        }
    }
}
