import Foundation

extension HubCaller {
    /// Uploads a file, creates a job of it, and gives the job as it is then.
    ///
    /// - Parameter json: The create request, with `FILE` where the file's id belongs.
    func job(_ service: String, of file: (name: String, content: Data), json: String) async throws -> Answer {
        let id = try await upload(file.name, file.content).string("file_id") ?? "no id"
        let created = try await post("/\(service)/jobs", json: json.replacing("FILE", with: id))
        return try await get("/\(service)/jobs/\(created.string("job_id") ?? "no id")")
    }

    /// The content of a job's output file.
    func output(of job: Answer) async throws -> Answer {
        try await get("/files/\(job.string("output_file_id") ?? "no id")/content")
    }
}
