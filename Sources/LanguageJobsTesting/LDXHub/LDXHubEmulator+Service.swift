extension LDXHubEmulator {
    /// A service of LDX hub, by its name in paths.
    public struct Service: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name in paths, such as `refineloop`.
        public let rawValue: String

        /// Makes a service from its name in paths.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name in paths.
        public var description: String { rawValue }

        /// RefineLoop: revises the translations of an XLIFF file.
        public static let refineLoop = Service(rawValue: "refineloop")
        /// RenderOCR: makes an Office document of scanned pages.
        public static let renderOCR = Service(rawValue: "renderocr")
    }
}

extension EmulatorOperation {
    /// `GET /files` of LDX hub.
    public static let listFiles = EmulatorOperation(rawValue: "GET /files")
    /// `POST /files` of LDX hub.
    public static let uploadFile = EmulatorOperation(rawValue: "POST /files")
    /// `GET /files/{id}` of LDX hub.
    public static let getFile = EmulatorOperation(rawValue: "GET /files/{id}")
    /// `GET /files/{id}/content` of LDX hub.
    public static let downloadFile = EmulatorOperation(rawValue: "GET /files/{id}/content")

    /// `GET /{service}/models` or `/engines` of LDX hub, whichever the service has.
    public static func catalogue(_ service: LDXHubEmulator.Service) -> EmulatorOperation {
        EmulatorOperation(rawValue: "GET /\(service)/catalogue")
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
