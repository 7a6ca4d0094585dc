import Foundation

extension FalaraJobs {
    /// The file that a job made, still at the service: `GET /jobs/{id}/download` (Falara docs, File Translation).
    ///
    /// Nothing is asked before it is saved; a connection that is cut is resumed. Saving throws `.notReady` for a job that
    /// has no file yet (409, inferred).
    public func download(_ id: JobID<FalaraJob>) -> ResultFile {
        file(id.rawValue, reference(to: id), "jobs.download", ["jobs", id.rawValue, "download"])
    }

    /// The files of a batch as one ZIP archive: `GET /jobs/batch/{id}/download` (Falara docs, Batch Operations).
    public func downloadBatch(_ id: FalaraBatchID) -> ResultFile {
        file(id.rawValue, nil, "jobs.downloadBatch", ["jobs", "batch", id.rawValue, "download"])
    }

    private func file(
        _ id: String, _ reference: JobReference?, _ operation: String, _ path: [String]
    ) -> ResultFile {
        let client = client
        return ResultFile(id: id, reference: reference) { destination, options, onProgress in
            let endpoint = Endpoint<Void>(operation, .get, path, .safe, decode: { _, _ in })
            do {
                return try await Downloader(client, endpoint).download(
                    to: destination, options: options, onProgress: onProgress)
            } catch let error as ClientError where error.status == 409 {
                var notReady = FalaraConflict(Data((error.bodyExcerpt ?? "").utf8)).notReady("file")
                notReady.operation = error.operation
                notReady.requestID = error.requestID
                notReady.bodyExcerpt = error.bodyExcerpt
                throw notReady
            }
        }
    }
}
