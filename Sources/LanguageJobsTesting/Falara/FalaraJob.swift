import Foundation

/// A job that the emulated Falara keeps.
struct FalaraJob: Sendable {
    let id: String
    /// Its number among all jobs, from 1, which lists go by.
    let number: Int
    /// The key that created it.
    let owner: String
    let batchID: String?
    let briefing: FalaraBriefing
    let targetLanguage: String
    let content: FalaraContent
    let translator: FalaraTranslator
    let pipeline: FalaraPipeline
    var isArchived = false

    var billedWords: Int { briefing.billed(content.words) }

    func status(at now: Duration) -> FalaraStatus {
        switch pipeline.stage(at: now) {
        case .queued: .queued
        case .processing: .processing
        case .correcting: .correcting
        case .ended(let status): status
        }
    }

    /// The mean score of the segments; `nil` before there is one.
    func score(at now: Duration) -> Double? {
        status(at: now).hasResult ? pipeline.meanScore : nil
    }

    /// What the job costs, in euros: 0.0002 a billed word (inferred from an example in Falara docs, Batch Operations).
    var cost: Double { Double(billedWords * 2) / 10_000 }

    /// The translations of all segments, in order.
    func translations() -> [String] {
        let blocked = pipeline.plan.blocked
        return content.segments.enumerated().map {
            blocked.contains($0.offset) ? $0.element : translator.translate($0.element)
        }
    }

    /// The translated file.
    func file() throws -> (file: FalaraFile, data: Data) {
        guard let file = content.file else { throw FalaraProblem(400, "The job is not a file job.") }
        return (file, try file.translated(by: translator, keeping: pipeline.plan.blocked))
    }

    /// The job has a result, or the request for it is refused.
    func requireResult(_ form: FalaraForm, at now: Duration) throws {
        let status = status(at: now)
        guard status.hasResult else { throw form.notReady(status) }
    }
}
