import Foundation
import LanguageJobs

/// The body of a mock's answer, chunk by chunk.
struct MockBody: Sendable {
    private let chunks: [Data]
    private let ending: RecordedResponse.Ending
    private let limit: Int?
    private let timeout: MockTimeout

    init(_ response: RecordedResponse, limit: Int?, timeout: MockTimeout) {
        chunks = response.chunks
        ending = response.ending
        self.limit = limit
        self.timeout = timeout
    }

    var stream: TransportStream {
        let progress = SendableBox((next: 0, bytes: 0))
        return TransportStream {
            try Task.checkCancellation()
            let (index, bytes) = progress.withLock { progress in
                let index = progress.next
                if index < chunks.count {
                    progress.next += 1
                    progress.bytes += chunks[index].count
                }
                return (index, progress.bytes)
            }
            if let limit, bytes > limit {
                throw TransportFailure(.responseTooLarge, "The answer has more than \(limit) bytes.")
            }
            return index < chunks.count ? chunks[index] : try await end()
        }
    }

    private func end() async throws -> Data? {
        switch ending {
        case .complete: return nil
        case .failure(let failure): throw failure
        case .silence: throw try await timeout.pass()
        }
    }
}
