#if EmulatorServer
import Foundation
import HTTPTypes
import HummingbirdCore

/// A line on standard error for each request: what it was, what became of it, how long it took.
struct RequestLog: Sendable {
    /// A request that is being answered.
    struct Entry: Sendable {
        fileprivate let request: String
        fileprivate let start = ContinuousClock.now

        func answered(_ status: Int) {
            write("\(status)")
        }

        func broke(_ reason: String) {
            write(reason)
        }

        private func write(_ outcome: String) {
            let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
            FileHandle.standardError.write(Data("\(request) \(outcome) \(milliseconds) ms\n".utf8))
        }
    }

    func begin(_ request: Request) -> Entry {
        Entry(request: "\(request.method.rawValue) \(request.head.path ?? "/")")
    }
}
#endif
