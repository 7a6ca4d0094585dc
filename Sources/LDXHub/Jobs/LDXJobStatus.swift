/// The status of an LDX hub job; compare with the named ones, and expect others.
public struct LDXJobStatus: OpenEnum {
    /// The status as the service writes it; empty when an answer had none.
    public let rawValue: String

    /// Keeps any status.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits for its turn.
    public static let queued: LDXJobStatus = "queued"
    /// It is worked on.
    public static let processing: LDXJobStatus = "processing"
    /// It ended well: there is an output.
    public static let completed: LDXJobStatus = "completed"
    /// It ended without an output; see ``LDXJob/error``.
    public static let failed: LDXJobStatus = "failed"

    /// What the status means: only `completed` and `failed` are final, unknown ones are not.
    public var phase: JobPhase {
        switch rawValue.lowercased() {
        case Self.completed.rawValue: .succeeded
        case Self.failed.rawValue: .failed
        default: .active
        }
    }
}
