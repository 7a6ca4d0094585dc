import ExampleSupport
import Flixu
import Synchronization

/// Says of each part of a batch that it came, and keeps what it brought: it is paid, whatever happens to the rest.
final class PartProgress: Sendable {
    private struct State {
        var credits = 0
        var translations: [String: [String: String]] = [:]
    }

    private let state = Mutex(State())

    /// What came so far: language, then key, then text.
    var translations: [String: [String: String]] { state.withLock { $0.translations } }

    /// Notes a part that ended, well or not.
    func note(_ part: FlixuBatchPart) {
        let total = state.withLock { state in
            let (sum, isTooLarge) = state.credits.addingReportingOverflow(part.creditsUsed ?? 0)
            state.credits = isTooLarge ? .max : sum
            for (language, texts) in part.translations {
                state.translations[language, default: [:]].merge(texts) { _, new in new }
            }
            return state.credits
        }
        guard part.error == nil else { return }
        Console.note("part \(part.index + 1) of \(part.count): done, \(total) credits so far")
    }
}
