/// The status of a document job (Flixu docs, Job Status); compare with the named ones, and expect others.
public struct FlixuJobStatus: OpenEnum {
    /// The status as the service writes it.
    public let rawValue: String

    /// Keeps any status.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits for its turn.
    public static let created: FlixuJobStatus = "created"
    /// It is worked on.
    public static let processing: FlixuJobStatus = "processing"
    /// It ended well.
    public static let completed: FlixuJobStatus = "completed"
    /// It ended without a result; how this differs from ``failed`` is not documented.
    public static let error: FlixuJobStatus = "error"
    /// It ended without a result.
    public static let failed: FlixuJobStatus = "failed"

    /// What the status means: `completed`, `error` and `failed` are final, unknown ones are not.
    public var phase: JobPhase {
        switch rawValue.lowercased() {
        case Self.completed.rawValue: .succeeded
        case Self.error.rawValue, Self.failed.rawValue: .failed
        default: .active
        }
    }
}
