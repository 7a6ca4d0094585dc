import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuLimitTests {
    private static func small(_ translate: Int, _ analyze: Int, _ api: Int) -> FlixuPlan {
        var plan = FlixuPlan()
        plan.limits = FlixuPlan.RateLimits(translate: translate, segment: 1, analyze: analyze, api: api)
        return plan
    }

    private static func rates(_ answer: ServiceAnswer) -> [String?] {
        ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"].map { answer.headers[$0] }
    }

    @Test("The window counts down, refuses, and opens again when it says so")
    func window() async throws {
        try await withFlixu(plan: Self.small(3, 1, 100)) { caller, time in
            try await time.pass(.milliseconds(10_500))
            for remaining in ["2", "1", "0"] {
                let answer = try await caller.translate()
                #expect(answer.status == 200)
                #expect(Self.rates(answer) == ["3", remaining, "50"])
            }
            let refused = try await caller.translate()
            #expect(refused.isError(429, "rate_limit_exceeded", "rate_limit_error"))
            #expect(
                refused.string("error.message")
                    == "Rate limit exceeded. Check X-RateLimit-Reset header for retry timing.")
            #expect(Self.rates(refused) == ["3", "0", "50"])
            #expect(refused.headers["Retry-After"] == nil)
            try await time.pass(.milliseconds(49_499))
            #expect(try await caller.translate().status == 429)
            try await time.pass(.milliseconds(1))
            let after = try await caller.translate()
            #expect(Self.rates(after) == ["3", "2", "60"])
            #expect(await caller.flixu.ledger.flixu.translations.count == 4)
        }
    }

    @Test("Texts, batches and documents share a limit; what is refused otherwise draws from it as well")
    func shared() async throws {
        try await withFlixu(plan: Self.small(4, 1, 100)) { caller, _ in
            #expect(try await caller.translate().status == 200)
            #expect(try await caller.translate("").status == 400)
            let batch = #"{"strings":{"a":"b"},"source_lang":"en","target_langs":["de"]}"#
            #expect(try await caller.post("/translate/batch", json: batch).status == 200)
            let document = try await caller.document()
            #expect(Self.rates(document) == ["4", "0", "60"])
            #expect(try await caller.document().status == 429)
            let me = try await caller.get("/me")
            // A refused request draws from nothing.
            #expect(Self.rates(me) == ["100", "95", "60"])
        }
    }

    @Test("Analyses have a limit of their own")
    func analyses() async throws {
        try await withFlixu(plan: Self.small(5, 2, 100)) { caller, _ in
            let body = #"{"text":"Hello"}"#
            #expect(
                try await caller.post("/analyze/headless", json: body).headers["X-RateLimit-Remaining"] == "1"
            )
            #expect(try await caller.post("/analyze/headless", json: body).status == 200)
            let refused = try await caller.post("/analyze/headless", json: body)
            #expect(refused.status == 429)
            #expect(Self.rates(refused) == ["2", "0", "60"])
            #expect(try await caller.translate().status == 200)
        }
    }

    @Test("All requests draw from the total, whose header fields come when it refuses")
    func total() async throws {
        try await withFlixu(plan: Self.small(10, 10, 3)) { caller, _ in
            #expect(Self.rates(try await caller.get("/languages")) == ["3", "2", "60"])
            #expect(Self.rates(try await caller.get("/translate/doc_1")) == ["3", "1", "60"])
            #expect(Self.rates(try await caller.translate()) == ["10", "9", "60"])
            let refused = try await caller.translate()
            #expect(refused.status == 429)
            #expect(Self.rates(refused) == ["3", "0", "60"])
            #expect(try await caller.get("/quota").status == 429)
        }
    }

    @Test("Requests without a key, for unknown paths and signed addresses draw from nothing")
    func free() async throws {
        try await withFlixu(plan: Self.small(10, 10, 2)) { caller, _ in
            let address = try await caller.document().string("data.download_url")
            var stranger = caller
            stranger.key = nil
            for _ in 0..<5 {
                #expect(try await stranger.get("/me").status == 401)
                #expect(try await caller.get("/nothing").status == 404)
                #expect(try await caller.getSigned(address).status == 200)
            }
            let unknown = try await caller.get("/nothing")
            #expect(Self.rates(unknown) == ["2", "1", "60"])
            #expect(try await caller.get("/me").status == 200)
            #expect(try await caller.get("/me").status == 429)
        }
    }

    @Test(
        "The limits are the plan's",
        arguments: [(FlixuPlan.Subscription.free, 10), (.starter, 60), (.professional, 300)])
    func subscription(_ subscription: FlixuPlan.Subscription, limit: Int) async throws {
        var plan = FlixuPlan()
        plan.subscription = subscription
        try await withFlixu(plan: plan) { caller, _ in
            var statuses: [Int: Int] = [:]
            for _ in 0..<limit + 2 { statuses[try await caller.translate("a").status, default: 0] += 1 }
            #expect(statuses == [200: limit, 429: 2])
        }
    }

    @Test("Who sends as the header fields say is never refused")
    func paced() async throws {
        try await withFlixu(plan: Self.small(10, 1, 100)) { caller, time in
            for _ in 0..<48 {
                let answer = try await caller.translate("a")
                #expect(answer.status == 200)
                if answer.headers["X-RateLimit-Remaining"] == "0" {
                    try await time.pass(.seconds(Int(answer.headers["X-RateLimit-Reset"] ?? "") ?? 0))
                }
            }
            #expect(time.now == .seconds(240))
        }
    }
}
