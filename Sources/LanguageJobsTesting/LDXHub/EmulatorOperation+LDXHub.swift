extension EmulatorOperation {
    /// `GET /files` of LDX hub.
    public static let listFiles = EmulatorOperation(rawValue: "GET /files")
    /// `POST /files` of LDX hub.
    public static let uploadFile = EmulatorOperation(rawValue: "POST /files")
    /// `GET /files/{id}` of LDX hub.
    public static let getFile = EmulatorOperation(rawValue: "GET /files/{id}")
    /// `GET /files/{id}/content` of LDX hub.
    public static let downloadFile = EmulatorOperation(rawValue: "GET /files/{id}/content")
    /// `POST /uploads` of LDX hub.
    public static let createUpload = EmulatorOperation(rawValue: "POST /uploads")
    /// `PUT /uploads/{id}` of LDX hub.
    public static let appendChunk = EmulatorOperation(rawValue: "PUT /uploads/{id}")

    /// `POST /mcp` of LDX hub, wherever the plan has the endpoint; the operations that tools stand for don't count.
    public static let sendMCP = EmulatorOperation(rawValue: "POST /mcp")
    /// `DELETE /mcp` of LDX hub.
    public static let endMCPSession = EmulatorOperation(rawValue: "DELETE /mcp")

    /// `GET /{service}/models` of LDX hub, for the services that have models.
    public static func listModels(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "GET /\(service)/models")
    }

    /// `GET /{service}/engines` of LDX hub, for the services that have engines.
    public static func listEngines(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "GET /\(service)/engines")
    }

    /// `GET /{service}/jobs` of LDX hub.
    public static func listJobs(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "GET /\(service)/jobs")
    }

    /// `POST /{service}/jobs` of LDX hub.
    public static func createJob(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "POST /\(service)/jobs")
    }

    /// `GET /{service}/jobs/{id}` of LDX hub.
    public static func getJob(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "GET /\(service)/jobs/{id}")
    }
}
