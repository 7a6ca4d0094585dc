import Foundation

// The answers of these calls are in no public page: any 2xx is a success, and its body is given as it is.
extension FalaraJobs {
    /// What is known of a batch: `GET /jobs/batch/{id}`, as raw JSON (Falara docs, Overview; its form is in no public page).
    public func batch(_ id: FalaraBatchID, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "jobs.batch", .get, ["jobs", "batch", id.rawValue], .safe), options: options)
    }

    /// Keeps a job out of lists: `PATCH /jobs/{id}/archive` (Falara docs, Overview).
    @discardableResult
    public func archive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "jobs.archive", .patch, ["jobs", id.rawValue, "archive"], .repeatable),
            options: options)
    }

    /// Brings a job back to lists: `PATCH /jobs/{id}/unarchive` (Falara docs, Overview).
    @discardableResult
    public func unarchive(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "jobs.unarchive", .patch, ["jobs", id.rawValue, "unarchive"], .repeatable),
            options: options)
    }

    /// Keeps jobs out of lists: `POST /jobs/archive-batch` (Falara docs, Overview), with the ids as `job_ids` (inferred).
    @discardableResult
    public func archive(_ ids: [JobID<FalaraJob>], options: CallOptions) async throws -> JSONValue {
        guard !ids.isEmpty, !ids.contains(where: \.rawValue.isEmpty) else {
            throw ClientError(
                .invalidRequest, "No jobs, or one without an id, are to be archived. Name them.")
        }
        let endpoint = Endpoint<JSONValue>(
            rawJSON: "jobs.archiveBatch", .post, ["jobs", "archive-batch"], .repeatable)
        let body = JSONValue.object(["job_ids": .array(ids.map { .string($0.rawValue) })])
        return try await client.send(try endpoint.with { try $0.setBody(json: body) }, options: options)
    }

    /// Keeps all jobs that are in lists now out of them: `POST /jobs/archive-all` (Falara docs, Overview).
    @discardableResult
    public func archiveAll(options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "jobs.archiveAll", .post, ["jobs", "archive-all"], .repeatable),
            options: options)
    }

    /// Sends a job's file to Google Drive once more: `POST /jobs/{id}/deliver` (Falara docs, Overview).
    ///
    /// It is sent once, since each delivery may make a file.
    @discardableResult
    public func deliver(_ id: JobID<FalaraJob>, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "jobs.deliver", .post, ["jobs", id.rawValue, "deliver"], .once),
            options: options)
    }
}
