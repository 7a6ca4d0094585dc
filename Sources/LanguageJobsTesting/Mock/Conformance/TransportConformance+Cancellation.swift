import Foundation
import LanguageJobs

extension TransportConformance {
    /// Cancellation ends an exchange at once, in every phase.
    static let cancellation: [Check] = [
        Check("Cancelled before it is sent: CancellationError, and nothing arrives") { run in
            let request = try run.request(.post, "/echo")
            let exchange = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await run.exchange(request)
            }
            guard case .failure(let error) = await exchange.result else {
                throw run.finding("it was sent and answered")
            }
            try run.expect(error is CancellationError, "expected CancellationError, got \(error)")
            let count = try await run.log().requests
            try run.expect(count == 0, "it arrived")
        },
        Check(
            "Cancelled while it waits for the answer: CancellationError at once, and the connection is closed"
        ) { run in
            for (number, method) in zip(1..., [TransportMethod.get, .post]) {
                try await run.expectCancellation(of: run.request(method, "/hang")) { _ in
                    _ = try await run.log(requests: number)
                }
                try await run.expectClosed(number)
            }
        },
        Check("Cancelled within the answer's body: CancellationError at once, and the connection is closed") {
            run in
            try await run.expectCancellation(of: run.request(.get, "/stall/1000")) { firstChunk in
                try await firstChunk.value
            }
            try await run.expectClosed(1)
        },
        Check("Cancelled within the request's body: CancellationError at once") { run in
            let request = try run.request(.post, "/deaf", body: .bytes(pattern(32 << 20)))
            try await run.expectCancellation(of: request) { _ in
                _ = try await run.log(requests: 1)
            }
        },
        Check("Cancelling one exchange leaves the others alone") { run in
            async let dripping = run.exchange(run.request(.get, "/drip/10"))
            try await run.expectCancellation(of: run.request(.get, "/hang")) { _ in
                _ = try await run.log(requests: 2)
            }
            let body = try await dripping.body
            try run.expect(body == pattern(10), "of the other answer came \(body.count) bytes")
        },
    ]
}

extension ConformanceRun {
    fileprivate func expectClosed(_ count: Int) async throws {
        let closed = try await log(closed: count).closed
        try expect(closed == count, "the connection stayed open")
    }
}
