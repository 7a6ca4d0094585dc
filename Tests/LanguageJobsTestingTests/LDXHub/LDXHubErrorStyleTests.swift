import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubErrorStyleTests {
    @Test("The service's own errors and the gateway's look different, and carry the request's id")
    func defaults() async throws {
        try await withHub { caller, _ in
            let own = try await caller.get("/files/nothing")
            #expect(own.headers["Content-Type"] == "application/json")
            #expect(own.keys() == ["error"])
            #expect(own.keys("error") == ["code", "message", "request_id"])
            #expect(own.string("error.request_id") == own.headers["zp-rid"])
            var stranger = caller
            stranger.key = nil
            let gateway = try await stranger.get("/files")
            #expect(gateway.headers["Content-Type"] == "application/problem+json")
            #expect(gateway.keys() == ["detail", "instance", "status", "title", "trace", "type"])
            #expect(gateway.string("type") == "https://httpproblems.com/http-status/401")
            #expect(gateway.string("title") == "Unauthorized")
            #expect(gateway["status"] == .integer(401))
            #expect(gateway.string("instance") == "/files")
            #expect(gateway.string("trace.requestId") == gateway.headers["zp-rid"])
            #expect(gateway.string("trace.timestamp") == "2026-04-13T11:21:23.000Z")
        }
    }

    @Test(
        "An error can have any of the forms",
        arguments: [
            (LDXHubPlan.ErrorStyle.backend, Optional("application/json"), #"{"error":{"code":"not_found""#),
            (.flat, "application/json", #"{"code":"not_found""#),
            (.problem, "application/problem+json", #"{"detail":"The file nothing"#),
            (.html, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>404 Not Found"),
            (.empty, nil, ""),
        ])
    func styles(style: LDXHubPlan.ErrorStyle, type: String?, beginning: String) async throws {
        var plan = LDXHubPlan()
        plan.errorStyle = style
        try await withHub(plan: plan) { caller, _ in
            let answer = try await caller.get("/files/nothing")
            #expect(answer.status == 404)
            #expect(answer.headers["Content-Type"] == type)
            #expect(answer.text.hasPrefix(beginning))
            #expect(style == .empty ? answer.body.isEmpty : answer.body.count > 40)
        }
    }

    @Test("The ids of requests come from the plan's seed", arguments: [1, 2])
    func seed(seed: UInt64) async throws {
        var plan = LDXHubPlan()
        plan.seed = seed
        try await withHub(plan: plan) { caller, _ in
            let expected = [
                UInt64(1): "19d7dac5-9f8a-670b-85bb-946b7d751583", 2: "d1daf6ff-0b95-ddc8-0b0e-c0f54ce2b125",
            ]
            let answer = try await caller.get("/files")
            #expect(answer.headers["zp-rid"] == expected[seed])
        }
    }

    @Test("Every answer has an id of its own and a date")
    func requestIDs() async throws {
        try await withHub(faults: FaultPlan(clockSkew: .seconds(60))) { caller, _ in
            var seen: Set<String> = []
            for path in ["/files", "/files", "/nothing", "/refineloop/models"] {
                let answer = try await caller.get(path)
                let id = try #require(answer.headers["zp-rid"])
                #expect(id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
                seen.insert(id)
                #expect(answer.headers["Date"] == "Mon, 13 Apr 2026 11:22:23 GMT")
            }
            #expect(seen.count == 4)
        }
    }
}
