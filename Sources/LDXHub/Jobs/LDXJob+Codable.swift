import Foundation

extension LDXJob {
    private enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case fileID = "file_id"
        case model
        case engine
        case status
        case progress
        case outputFileID = "output_file_id"
        case error
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case completedAt = "completed_at"
        case expiresAt = "expires_at"
        case usage
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: container.lenient(JobID<LDXJob<Kind>>.self, .id) ?? "",
            status: container.lenient(LDXJobStatus.self, .status) ?? "",
            progress: container.lenient(Double.self, .progress),
            fileID: container.lenient(LDXFileID.self, .fileID),
            model: container.lenient(String.self, .model),
            engine: container.lenient(String.self, .engine),
            outputFileID: container.lenient(LDXFileID.self, .outputFileID),
            error: container.lenient(JobFailure.self, .error),
            createdAt: container.timestamp(.createdAt),
            updatedAt: container.timestamp(.updatedAt),
            completedAt: container.timestamp(.completedAt),
            expiresAt: container.timestamp(.expiresAt),
            usage: container.lenient(LDXUsage.self, .usage),
            details: try Kind.Details(from: decoder))
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(jobID, forKey: .id)
        try container.encodeIfPresent(fileID, forKey: .fileID)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encodeIfPresent(engine, forKey: .engine)
        try container.encodeIfPresent(status.rawValue.isEmpty ? nil : status, forKey: .status)
        try container.encodeIfPresent(progress, forKey: .progress)
        try container.encodeIfPresent(outputFileID, forKey: .outputFileID)
        try container.encodeIfPresent(error, forKey: .error)
        try container.encode(timestamp: createdAt, .createdAt)
        try container.encode(timestamp: updatedAt, .updatedAt)
        try container.encode(timestamp: completedAt, .completedAt)
        try container.encode(timestamp: expiresAt, .expiresAt)
        try container.encodeIfPresent(usage, forKey: .usage)
        try details.encode(to: encoder)
    }
}
