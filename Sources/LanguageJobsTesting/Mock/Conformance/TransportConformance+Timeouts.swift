import Foundation
import LanguageJobs

extension TransportConformance {
    /// Both timeouts end an exchange in every phase, and only when they have passed.
    static let timeouts: [Check] = [
        Check("Silence before the answer is .idleTimeout, not before its time, and closes the connection") {
            run in
            try await run.expectTimeout(
                .idleTimeout, of: run.request(.get, "/hang"), TransportTimeouts(idle: .milliseconds(500)))
            let closed = try await run.log(closed: 1).closed
            try run.expect(closed == 1, "the connection stayed open")
        },
        Check("Silence within the answer's body is .idleTimeout") { run in
            try await run.expectTimeout(
                .idleTimeout, of: run.request(.get, "/stall/1000"),
                TransportTimeouts(idle: .milliseconds(500)))
        },
        Check("A peer that stops reading the request's body is .idleTimeout") { run in
            try await run.expectTimeout(
                .idleTimeout, of: run.request(.post, "/deaf", body: .bytes(pattern(32 << 20))),
                TransportTimeouts(idle: .seconds(1)))
        },
        Check("A byte now and then keeps the idle timeout away") { run in
            var request = try run.request(.get, "/drip/30")
            request.timeouts = TransportTimeouts(idle: .seconds(2))
            let (_, body) = try await run.exchange(request)
            try run.expect(body == pattern(30), "of 30 bytes came \(body.count)")
        },
        Check("The total timeout ends a silent exchange") { run in
            try await run.expectTimeout(
                .totalTimeout, of: run.request(.get, "/hang"),
                TransportTimeouts(idle: .seconds(20), total: .milliseconds(500)))
        },
        Check("The total timeout ends an answer that comes byte by byte") { run in
            try await run.expectTimeout(
                .totalTimeout, of: run.request(.get, "/drip/100"),
                TransportTimeouts(idle: .seconds(20), total: .milliseconds(500)))
        },
    ]
}

extension ConformanceRun {
    fileprivate func expectTimeout(
        _ reason: TransportFailure.Reason, of request: TransportRequest, _ timeouts: TransportTimeouts
    ) async throws {
        var request = request
        request.timeouts = timeouts
        let start = ContinuousClock.now
        try await expectFailure(reason, of: request)
        let elapsed = ContinuousClock.now - start
        let due = min(timeouts.idle, timeouts.total ?? timeouts.idle)
        // A tenth early is the coarseness of timers; late is what a busy machine does.
        try expect(elapsed >= due * 0.9, "it came after \(elapsed.text), before \(due.text) had passed")
        try expect(
            elapsed < due + .seconds(3), "it came after \(elapsed.text) only, \(due.text) was asked for")
    }
}
