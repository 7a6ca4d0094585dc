/// What a status means for somebody who waits.
public enum JobPhase: String, Sendable, Hashable, Codable {
    /// The job goes on, or its status is not known to this version.
    case active
    /// The job ended well: it has a result.
    case succeeded
    /// The job ended without a result.
    case failed
}
