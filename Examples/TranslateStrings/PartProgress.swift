import ExampleSupport
import Flixu
import Synchronization

/// Says of each part of a batch that it came, and what it took.
final class PartProgress: Sendable {
    private let credits = Mutex(0)

    /// Notes a part that ended.
    func note(_ part: FlixuBatchPart) {
        guard part.error == nil else { return }
        let total = credits.withLock { credits in
            credits += part.creditsUsed ?? 0
            return credits
        }
        Console.note("part \(part.index + 1) of \(part.count): done, \(total) credits so far")
    }
}
