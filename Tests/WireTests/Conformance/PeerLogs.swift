import Foundation
import LanguageJobsTesting

/// What a conformance peer counts, for threads that wait for a number.
final class PeerLogs: @unchecked Sendable {
    private let condition = NSCondition()
    private var logs: [String: TransportConformance.Log] = [:]

    func update(_ id: String, _ change: (inout TransportConformance.Log) -> Void) {
        condition.withLock {
            change(&logs[id, default: .init(requests: 0, closed: 0)])
            condition.broadcast()
        }
    }

    /// The log of an id, as soon as it says at least so much, or after 5 seconds.
    func log(of id: String, requests: Int, closed: Int) -> TransportConformance.Log {
        let deadline = Date(timeIntervalSinceNow: 5)
        return condition.withLock {
            while true {
                let log = logs[id, default: .init(requests: 0, closed: 0)]
                if log.requests >= requests, log.closed >= closed { return log }
                guard condition.wait(until: deadline) else { return log }
            }
        }
    }
}
