extension EmulatorOperation {
    /// `POST /jobs` of Falara.
    public static let falaraCreateJob = EmulatorOperation(rawValue: "POST /jobs")
    /// `POST /jobs/batch-text` of Falara.
    public static let falaraCreateBatchText = EmulatorOperation(rawValue: "POST /jobs/batch-text")
    /// `POST /jobs/file` of Falara.
    public static let falaraCreateFileJob = EmulatorOperation(rawValue: "POST /jobs/file")
    /// `POST /jobs/batch-file` of Falara.
    public static let falaraCreateBatchFile = EmulatorOperation(rawValue: "POST /jobs/batch-file")
    /// `GET /jobs` of Falara.
    public static let falaraListJobs = EmulatorOperation(rawValue: "GET /jobs")
    /// `GET /jobs/{id}` of Falara.
    public static let falaraGetJob = EmulatorOperation(rawValue: "GET /jobs/{id}")
    /// `GET /jobs/{id}/result` of Falara.
    public static let falaraGetResult = EmulatorOperation(rawValue: "GET /jobs/{id}/result")
    /// `GET /jobs/{id}/download` of Falara.
    public static let falaraDownloadJob = EmulatorOperation(rawValue: "GET /jobs/{id}/download")
    /// `GET /jobs/batch/{id}` of Falara.
    public static let falaraGetBatch = EmulatorOperation(rawValue: "GET /jobs/batch/{id}")
    /// `GET /jobs/batch/{id}/download` of Falara.
    public static let falaraDownloadBatch = EmulatorOperation(rawValue: "GET /jobs/batch/{id}/download")
    /// `PATCH /jobs/{id}/archive` of Falara.
    public static let falaraArchiveJob = EmulatorOperation(rawValue: "PATCH /jobs/{id}/archive")
    /// `PATCH /jobs/{id}/unarchive` of Falara.
    public static let falaraUnarchiveJob = EmulatorOperation(rawValue: "PATCH /jobs/{id}/unarchive")
    /// `POST /jobs/archive-all` of Falara.
    public static let falaraArchiveAll = EmulatorOperation(rawValue: "POST /jobs/archive-all")
    /// `POST /jobs/archive-batch` of Falara.
    public static let falaraArchiveBatch = EmulatorOperation(rawValue: "POST /jobs/archive-batch")
    /// `POST /jobs/{id}/deliver` of Falara.
    public static let falaraDeliverJob = EmulatorOperation(rawValue: "POST /jobs/{id}/deliver")

    /// Another request to Falara: the method and the path, with `{id}` where an id stands, such as `GET /glossaries/{id}`.
    public static func falara(_ pattern: String) -> EmulatorOperation {
        EmulatorOperation(rawValue: pattern)
    }
}
