/// How far a transfer has come, in bytes of the body.
public struct TransferProgress: Sendable, Hashable {
    /// Bytes transferred so far.
    public var completed: Int64
    /// Bytes in all, where known.
    public var total: Int64?

    /// Makes a progress value.
    public init(completed: Int64, total: Int64?) {
        self.completed = completed
        self.total = total
    }

    /// From 0 to 1; 0 while the total is unknown.
    public var fractionCompleted: Double {
        guard let total else { return 0 }
        return total > 0 ? min(1, Double(completed) / Double(total)) : 1
    }
}
