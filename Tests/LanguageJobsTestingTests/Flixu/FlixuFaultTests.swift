import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuFaultTests {
    private static func first(_ fault: Fault) -> FaultPlan {
        FaultPlan([.call(1, of: .flixuTranslate, fault)])
    }

    @Test(
        "A broken connection says whether the request can have been applied, and the ledger says whether it was",
        arguments: [
            (Fault.refuseConnection, TransportFailure.Reason.cannotConnect, 0),
            (.dropBefore, .connectionLost, 0),
            (.dropAfter, .connectionLost, 1),
            (.lateApply(after: .seconds(20)), .connectionLost, 0),
            (.lateApplyBehind(requests: 1), .connectionLost, 0),
            (.truncated(at: 20), .connectionLost, 1),
            (.truncated(at: 0), .connectionLost, 1),
            (.hang(), .idleTimeout, 0),
            (.hang(applied: true), .idleTimeout, 1),
            (.slow(.seconds(61)), .idleTimeout, 1),
        ])
    func broken(fault: Fault, reason: TransportFailure.Reason, translations: Int) async throws {
        try await withFlixu(faults: Self.first(fault)) { caller, _ in
            let failure = await #expect(throws: TransportFailure.self) { try await caller.translate() }
            #expect(failure?.reason == reason)
            let ledger = await caller.flixu.ledger
            #expect(ledger.flixu.translations.count == translations)
            #expect(ledger.flixu.translations.allSatisfy { !$0.answerReachedClient })
            #expect(ledger.requests.map(\.fault) == [fault])
            #expect(ledger.requests(to: .flixuTranslate) == 1)
            let consumed = try await caller.get("/quota").number("data.credits.consumed")
            #expect(consumed == (translations == 1 ? 18 : 0))
        }
    }

    @Test("A late request is charged at its time")
    func late() async throws {
        try await withFlixu(faults: Self.first(.lateApply(after: .seconds(20)))) { caller, time in
            await #expect(throws: TransportFailure.self) { try await caller.translate(tag: "late") }
            try await time.pass(.milliseconds(19_999))
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
            try await time.pass(.seconds(5))
            let translations = await caller.flixu.ledger.flixu.translations
            #expect(translations.map(\.at) == [.seconds(20)])
            #expect(translations.map(\.tag) == ["late"])
        }
    }

    @Test("A request that is applied behind others is charged after them")
    func behind() async throws {
        try await withFlixu(faults: Self.first(.lateApplyBehind(requests: 1))) { caller, _ in
            await #expect(throws: TransportFailure.self) { try await caller.translate("a", tag: "first") }
            let second = try await caller.translate("b", tag: "second")
            #expect(second.status == 200)
            #expect(await caller.flixu.ledger.flixu.translations.map(\.tag) == ["second", "first"])
        }
    }

    @Test("A late document becomes a job that nobody was told of")
    func lateJob() async throws {
        let faults = FaultPlan([.call(1, of: .flixuDocument, .lateApply(after: .seconds(5)))])
        try await withFlixu(plan: FlixuPlan(documents: .job), faults: faults) { caller, time in
            await #expect(throws: TransportFailure.self) { try await caller.document() }
            try await time.pass(.seconds(100))
            let ledger = await caller.flixu.ledger
            #expect(ledger.jobsCreated.map(\.at) == [.seconds(5)])
            #expect(ledger.jobsCreated.map(\.answerReachedClient) == [false])
            // Half a second in the queue and two of work.
            #expect(ledger.flixu.translations.map(\.at) == [.milliseconds(7_500)])
        }
    }

    @Test(
        "A 429 of the plan tells when to come back as its hint says, and costs nothing",
        arguments: [
            (RetryHint.none, String?.none, String?.none), (.seconds(7), "7", nil),
            (.date(after: .milliseconds(7_200)), "Tue, 17 Mar 2026 12:00:08 GMT", nil),
            (.reset(after: .milliseconds(41_500)), nil, "42"),
        ])
    func rateLimited(hint: RetryHint, retryAfter: String?, reset: String?) async throws {
        try await withFlixu(faults: Self.first(.rateLimited(hint))) { caller, _ in
            let answer = try await caller.translate()
            #expect(answer.isError(429, "rate_limit_exceeded", "rate_limit_error"))
            #expect(answer.headers["Retry-After"] == retryAfter)
            #expect(answer.headers["X-RateLimit-Reset"] == reset)
            #expect(answer.headers["X-RateLimit-Limit"] == "300")
            #expect(answer.headers["X-RateLimit-Remaining"] == "0")
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
            #expect(try await caller.translate().headers["X-RateLimit-Remaining"] == "299")
        }
    }

    @Test(
        "A server's error is in the service's form, and may have been applied",
        arguments: [(500, false, 0), (503, false, 0), (502, true, 1)])
    func serverError(status: Int, applied: Bool, translations: Int) async throws {
        let fault = Fault.serverError(status: status, hint: .seconds(3), applied: applied)
        try await withFlixu(faults: Self.first(fault)) { caller, _ in
            let answer = try await caller.translate()
            #expect(answer.isError(status, "internal_error", "server_error"))
            #expect(answer.headers["Retry-After"] == "3")
            #expect(answer.headers["X-RateLimit-Limit"] == "300")
            let made = await caller.flixu.ledger.flixu.translations
            #expect(made.map(\.answerReachedClient) == Array(repeating: false, count: translations))
        }
    }

    @Test("A page of something between is no JSON, and still has a request's id")
    func html() async throws {
        try await withFlixu(faults: Self.first(.html())) { caller, _ in
            let answer = try await caller.translate()
            #expect(answer.status == 502)
            #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
            #expect(answer.text.hasPrefix("<!DOCTYPE html><html><head><title>502 Bad Gateway</title>"))
            #expect(answer.headers["X-Request-Id"]?.utf8.count == 36)
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
        }
    }

    @Test("A slow answer comes late, one that drips in pieces")
    func slow() async throws {
        let faults = FaultPlan([
            .call(1, of: .flixuTranslate, .slow(.seconds(30))),
            .call(2, of: .flixuTranslate, .drip(bytes: 100, every: .seconds(2))),
        ])
        try await withFlixu(faults: faults) { caller, time in
            #expect(try await caller.translate().status == 200)
            #expect(time.now == .seconds(30))
            let dripped = try await caller.translate()
            #expect(dripped.string("data.translation") == "⟦de⟧ Hello, world!")
            #expect(time.now == .seconds(30 + 2 * ((dripped.body.count + 99) / 100)))
            #expect(await caller.flixu.ledger.flixu.translations.map(\.at) == [.zero, .seconds(30)])
        }
    }

    @Test("The store of files fails in its own form, and its answers can be cut")
    func files() async throws {
        let faults = FaultPlan([
            .call(1, of: .flixuPresigned, .serverError(status: 503)),
            .call(2, of: .flixuPresigned, .truncated(at: 5)),
            .call(3, of: .flixuPresigned, .rateLimited(.none)),
        ])
        try await withFlixu(faults: faults) { caller, _ in
            let address = try await caller.document().string("data.download_url")
            let failing = try await caller.getSigned(address)
            #expect(failing.status == 503)
            #expect(failing.headers["Content-Type"] == "application/xml")
            #expect(failing.text.contains("<Code>SlowDown</Code>"))
            await #expect(throws: TransportFailure.self) { try await caller.getSigned(address) }
            let limited = try await caller.getSigned(address)
            #expect(limited.status == 429)
            #expect(limited.headers["X-RateLimit-Remaining"] == nil)
            #expect(try await caller.getSigned(address).status == 200)
        }
    }

    @Test("The clock of the service may be ahead")
    func skew() async throws {
        try await withFlixu(faults: FaultPlan(clockSkew: .seconds(60))) { caller, _ in
            let answer = try await caller.translate()
            #expect(answer.headers["Date"] == "Tue, 17 Mar 2026 12:01:00 GMT")
        }
    }

    @Test("A run under a seed can be repeated, byte for byte")
    func determinism() async throws {
        let first = try await run(seed: 5, faults: 11)
        #expect(try await run(seed: 5, faults: 11) == first)
        #expect(try await run(seed: 6, faults: 11) != first)
        #expect(try await run(seed: 5, faults: 12) != first)
    }

    private func run(seed: UInt64, faults: UInt64) async throws -> [String] {
        var plan = FlixuPlan(documents: .job)
        plan.seed = seed
        let rates = FaultPlan(
            [.rate(0.3, of: nil, .dropAfter), .rate(0.2, of: nil, .serverError())], seed: faults)
        let answers = SendableBox<[String]>([])
        try await withFlixu(plan: plan, faults: rates) { caller, time in
            for index in 0..<40 {
                let answer = try? await index % 2 == 0 ? caller.document("\(index).txt") : caller.translate()
                answers.withLock { $0.append(answer.map { "\($0.status) \($0.text)" } ?? "lost") }
                try await time.pass(.milliseconds(700))
            }
        }
        return answers.current
    }
}
