/// What is known of a request while it is answered.
struct FlixuContext: Sendable {
    let envelope: FlixuEnvelope
    let fault: Fault?
    /// Whether it is for the store of files, which has no envelopes and no limits.
    let isOfFiles: Bool
    /// The limit that it draws from.
    let bucket: FlixuLimits.Bucket
}
