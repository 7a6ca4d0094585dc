extension EmulatorOperation {
    /// `POST /translate` of Flixu.
    public static let flixuTranslate = EmulatorOperation(rawValue: "POST /translate")
    /// `POST /translate/batch` of Flixu.
    public static let flixuBatch = EmulatorOperation(rawValue: "POST /translate/batch")
    /// `POST /translate/document` of Flixu.
    public static let flixuDocument = EmulatorOperation(rawValue: "POST /translate/document")
    /// `GET /translate/{id}` of Flixu.
    public static let flixuJob = EmulatorOperation(rawValue: "GET /translate/{id}")
    /// `GET /documents/{id}/download` of Flixu.
    public static let flixuDownload = EmulatorOperation(rawValue: "GET /documents/{id}/download")
    /// `GET` of an address that Flixu has signed, at the store of files.
    public static let flixuPresigned = EmulatorOperation(rawValue: "GET /presigned/{id}")
    /// `POST /analyze/headless` of Flixu.
    public static let flixuAnalyze = EmulatorOperation(rawValue: "POST /analyze/headless")
    /// `GET /languages` of Flixu.
    public static let flixuLanguages = EmulatorOperation(rawValue: "GET /languages")
    /// `GET /formats` of Flixu.
    public static let flixuFormats = EmulatorOperation(rawValue: "GET /formats")
    /// `GET /quota` of Flixu.
    public static let flixuQuota = EmulatorOperation(rawValue: "GET /quota")
    /// `GET /usage` of Flixu.
    public static let flixuUsage = EmulatorOperation(rawValue: "GET /usage")
    /// `GET /me` of Flixu.
    public static let flixuMe = EmulatorOperation(rawValue: "GET /me")
}
