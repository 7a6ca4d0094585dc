import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct MCPSessionTests {
    private static func plan(idle: Duration? = nil) -> LDXHubPlan {
        var plan = LDXHubPlan()
        plan.mcp.sessions = .kept(idle: idle)
        return plan
    }

    @Test("A session is given at the beginning, and needed from then on")
    func life() async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            var mcp = MCPCaller(caller)
            let first = try await mcp.send(MCPCaller.initialize)
            let id = try #require(first.headers["Mcp-Session-Id"])
            #expect(id.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            mcp.version = "2025-06-18"
            let without = try await mcp.ask("ping")
            #expect(without.status == 400)
            #expect(without["error.code"] == .integer(-32_000))
            #expect(without.string("error.message")?.contains("Mcp-Session-Id") == true)

            mcp.session = "other"
            let unknown = try await mcp.ask("ping")
            #expect(unknown.status == 404)
            #expect(unknown["error.code"] == .integer(-32_001))

            mcp.session = id
            let known = try await mcp.ask("ping")
            #expect(known.status == 200)
            #expect(known.headers["Mcp-Session-Id"] == nil)
            let second = try await mcp.send(MCPCaller.initialize)
            #expect(second.headers["Mcp-Session-Id"] != id)
        }
    }

    @Test("Until the client is ready it may only ping")
    func ready() async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            var mcp = MCPCaller(caller)
            mcp.session = try await mcp.send(MCPCaller.initialize).headers["Mcp-Session-Id"]
            mcp.version = "2025-06-18"
            #expect(try await mcp.ask("ping").keys("result") == [])
            let early = try await mcp.ask("tools/list")
            #expect(early.status == 200)
            #expect(early["error.code"] == .integer(-32_600))
            let message = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
            #expect(try await mcp.send(message).status == 202)
            #expect(try await mcp.ask("tools/list").count("result.tools") == 10)
        }
    }

    @Test("A failed beginning gives no session")
    func failed() async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            let answer = try await MCPCaller(caller).ask("initialize", "{}")
            #expect(answer["error.code"] == .integer(-32_602))
            #expect(answer.headers["Mcp-Session-Id"] == nil)
        }
    }

    @Test(
        "The version in the header is the one that was agreed on",
        arguments: [
            ("2025-06-18", "2025-06-18", 200), ("2025-06-18", "2025-03-26", 400), ("2025-06-18", nil, 400),
            ("2025-03-26", nil, 200), ("2025-03-26", "2025-03-26", 200), ("2025-03-26", "2025-06-18", 400),
            ("2025-06-18", "1", 400),
        ] as [(String, String?, Int)])
    func version(agreed: String, sent: String?, status: Int) async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            var mcp = MCPCaller(caller)
            let first = try await mcp.send(MCPCaller.initialize.replacing("2025-06-18", with: agreed))
            mcp.session = first.headers["Mcp-Session-Id"]
            mcp.version = sent
            #expect(try await mcp.ask("ping").status == status)
        }
    }

    @Test("A session that was ended is gone")
    func ended() async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            var mcp = MCPCaller(caller)
            #expect(try await mcp.delete().status == 400)
            try await mcp.begin()
            var other = MCPCaller(caller)
            try await other.begin()
            #expect(try await mcp.delete().status == 204)
            #expect(try await mcp.ask("ping").status == 404)
            #expect(try await mcp.delete().status == 404)
            #expect(try await other.ask("ping").status == 200)
            #expect(await caller.hub.ledger.requests(to: .endMCPSession) == 3)
        }
    }

    @Test("A session that nobody uses expires, and a used one doesn't")
    func idle() async throws {
        try await withHub(plan: Self.plan(idle: .seconds(60))) { caller, time in
            var mcp = MCPCaller(caller)
            try await mcp.begin()
            for _ in 1...3 {
                try await time.pass(.seconds(59))
                #expect(try await mcp.ask("tools/list").status == 200)
            }
            try await time.pass(.seconds(60))
            #expect(try await mcp.ask("tools/list").status == 404)
            try await mcp.begin()
            #expect(try await mcp.ask("tools/list").status == 200)
        }
    }

    @Test("Notifications need the session too")
    func notifications() async throws {
        try await withHub(plan: Self.plan()) { caller, _ in
            let message = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
            let answer = try await MCPCaller(caller).send(message)
            #expect(answer.status == 400)
        }
    }

    @Test("Sessions that were idle for too long are dropped when another begins")
    func idleOnesAreDropped() {
        var sessions = MCPSessions()
        sessions.begin("a", version: "1", idle: .seconds(60), at: .zero)
        sessions.begin("b", version: "1", idle: .seconds(60), at: .seconds(59))
        #expect(sessions.count == 2)
        sessions.begin("c", version: "1", idle: .seconds(60), at: .seconds(60))
        #expect(sessions.count == 2)
        #expect(sessions.use("a", idle: .seconds(60), at: .seconds(60))?.version == nil)
        #expect(sessions.use("b", idle: .seconds(60), at: .seconds(60))?.version == "1")
    }

    @Test("Where there are too many sessions the one longest unused is dropped")
    func limit() {
        var sessions = MCPSessions(limit: 2)
        sessions.begin("a", version: "1", idle: nil, at: .zero)
        sessions.begin("b", version: "2", idle: nil, at: .seconds(1))
        #expect(sessions.use("a", idle: nil, at: .seconds(2))?.version == "1")
        sessions.begin("c", version: "3", idle: nil, at: .seconds(3))
        #expect(sessions.count == 2)
        #expect(sessions.use("b", idle: nil, at: .seconds(4))?.version == nil)
        #expect(sessions.use("a", idle: nil, at: .seconds(4))?.version == "1")
        #expect(sessions.use("c", idle: nil, at: .seconds(4))?.version == "3")
    }
}
