import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct MCPEventStreamTests {
    private static func plan(_ form: LDXHubPlan.MCP.EventForm) -> LDXHubPlan {
        var plan = LDXHubPlan()
        plan.mcp.answers = .events(form)
        return plan
    }

    private static let ping = #"{"jsonrpc":"2.0","id":7,"method":"ping"}"#
    private static let answer = #"data: {"id":7,"jsonrpc":"2.0","result":{}}"#
    private static let log = #"""
        data: {"jsonrpc":"2.0","method":"notifications/message","params":{"data":"The request is worked on.",\#
        "level":"info","logger":"ldxhub"}}
        """#

    @Test(
        "Each form of a stream is these lines",
        arguments: [
            ([], "event: message\n\(answer)\n\n"),
            (.comments, ": the answer follows\n\n:\n: keep-alive\n\nevent: message\n\(answer)\n\n"),
            (.ids, "event: message\nid: 2\n\(answer)\n\n"),
            (.retry, "retry: 2500\n\nevent: message\n\(answer)\n\n"),
            (.priming, "id: 0\ndata:\n\nevent: message\n\(answer)\n\n"),
            (.otherEvents, "event: heartbeat\ndata: {}\n\nevent: message\n\(answer)\n\n"),
            (.carriageReturns, "event: message\r\n\(answer)\r\n\r\n"),
            (.notifications, "event: message\n\(log)\n\nevent: message\n\(answer)\n\n"),
        ] as [(LDXHubPlan.MCP.EventForm, String)])
    func forms(form: LDXHubPlan.MCP.EventForm, text: String) async throws {
        try await withHub(plan: Self.plan(form)) { caller, _ in
            let answer = try await MCPCaller(caller).send(Self.ping)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == "text/event-stream")
            #expect(answer.headers["Cache-Control"] == "no-cache")
            #expect(answer.text == text)
        }
    }

    @Test("The data of a message over several lines is that message")
    func splitData() async throws {
        try await withHub(plan: Self.plan(.splitData)) { caller, _ in
            let answer = try await MCPCaller(caller).send(Self.ping)
            let events = Self.events(answer.text)
            #expect(events.count == 1)
            #expect(answer.text.components(separatedBy: "\ndata: ").count > 3)
            #expect(events.first?.string("jsonrpc") == "2.0")
            #expect(events.first?["id"] == .integer(7))
            #expect(events.first?.keys("result") == [])
        }
    }

    @Test(
        "Progress comes before the answer of a request that asks for it, with its token",
        arguments: ["5", "\"a\""])
    func progress(token: String) async throws {
        try await withHub(plan: Self.plan(.all)) { caller, _ in
            let answer = try await MCPCaller(caller).ask(
                "tools/call", #"{"name":"list_files","_meta":{"progressToken":\#(token)}}"#)
            let events = Self.events(answer.text)
            #expect(events.count == 2)
            #expect(events.first?.string("method") == "notifications/progress")
            #expect(events.first?["params.progress"] == .number(0.5))
            #expect(events.first?["params.total"] == .integer(1))
            #expect(
                try JSONEncoder().encode(events.first?["params.progressToken"])
                    == Data(token.utf8))
            #expect(events.last?["id"] == .integer(7))
            #expect(events.last?.string("result.content.0.text") == #"{"data":[]}"#)
        }
    }

    @Test("Errors and the beginning come in a stream too; what is refused at once doesn't")
    func others() async throws {
        try await withHub(plan: Self.plan(.all)) { caller, _ in
            let mcp = MCPCaller(caller)
            let first = Self.events(try await mcp.send(MCPCaller.initialize).text)
            #expect(first.last?.keys("result.capabilities") == ["logging", "tools"])
            let unknown = Self.events(try await mcp.ask("prompts/list").text)
            #expect(unknown.last?["error.code"] == .integer(-32_601))
            let notification = try await mcp.send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
            #expect(notification.status == 202)
            #expect(notification.body.isEmpty)
            let refused = try await mcp.send("[]")
            #expect(refused.status == 400)
            #expect(refused.headers["Content-Type"] == "application/json")
        }
    }

    @Test("A stream that is cut breaks the connection")
    func cut() async throws {
        let faults = FaultPlan([.every(.sendMCP, .truncated(at: 20))])
        try await withHub(plan: Self.plan([]), faults: faults) { caller, _ in
            await #expect(throws: TransportFailure.self) { try await MCPCaller(caller).send(Self.ping) }
        }
    }

    @Test("A session's id comes with a stream as well")
    func session() async throws {
        var plan = Self.plan([])
        plan.mcp.sessions = .kept()
        try await withHub(plan: plan) { caller, _ in
            var mcp = MCPCaller(caller)
            try await mcp.begin()
            #expect(mcp.session?.count == 36)
            #expect(Self.events(try await mcp.ask("tools/list").text).last?.count("result.tools") == 10)
        }
    }

    /// The data of the events of type `message` that have some, joined as the standard says.
    private static func events(_ text: String) -> [HubCaller.Answer] {
        var data: [String] = []
        var type = "message"
        var found: [HubCaller.Answer] = []
        let lines = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
        for line in lines {
            if line.isEmpty {
                let joined = data.joined(separator: "\n")
                if !joined.isEmpty, type == "message" {
                    found.append(HubCaller.Answer(status: 200, headers: [:], body: Data(joined.utf8)))
                }
                (data, type) = ([], "message")
            } else if line.hasPrefix("data:") {
                data.append(String(line.dropFirst(5).drop { $0 == " " }))
            } else if line.hasPrefix("event:") {
                type = String(line.dropFirst(6).drop { $0 == " " })
            }
        }
        return found
    }
}
