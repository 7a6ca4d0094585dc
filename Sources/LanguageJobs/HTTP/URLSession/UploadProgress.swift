/// Decides which steps of an upload are worth a call: the start, the end, and about a hundred between.
struct UploadProgress: Sendable {
    /// The bytes in all.
    let total: Int64
    private var reported: Int64 = -1
    private var step: Int64 { max(1, total / 100) }

    init(total: Int64) {
        self.total = total
    }

    /// The progress to report when so many bytes are sent; `nil` while it is not worth it. Never goes back.
    ///
    /// The first is always nothing, also when bytes left before anybody asked.
    mutating func report(_ sent: Int64) -> TransferProgress? {
        let sent = reported < 0 ? 0 : min(sent, total)
        guard isDue(sent) else { return nil }
        reported = sent
        return TransferProgress(completed: sent, total: total)
    }

    /// Whether ``report(_:)`` would give something.
    func isDue(_ sent: Int64) -> Bool {
        let sent = min(sent, total)
        return sent > reported && (reported < 0 || sent == total || sent - reported >= step)
    }
}
