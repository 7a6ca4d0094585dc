import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct MCPProtocolTests {
    @Test(
        "The client's revision is agreed on where it is known, else the server names its own",
        arguments: [
            ("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-03-26"), ("2024-11-05", "2025-06-18"),
            ("2099-01-01", "2025-06-18"), ("", "2025-06-18"),
        ])
    func negotiation(asked: String, agreed: String) async throws {
        try await withHub { caller, _ in
            let message = MCPCaller.initialize.replacing("2025-06-18", with: asked)
            let answer = try await MCPCaller(caller).send(message)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == "application/json")
            #expect(answer.headers["Mcp-Session-Id"] == nil)
            #expect(answer.keys() == ["id", "jsonrpc", "result"])
            #expect(answer["id"] == .integer(0))
            #expect(answer.string("jsonrpc") == "2.0")
            #expect(answer.string("result.protocolVersion") == agreed)
            #expect(answer.string("result.serverInfo.name") == "ldxhub-emulator")
            #expect(answer.keys("result.serverInfo") == ["name", "version"])
            #expect(
                answer["result.capabilities"] == .object(["tools": .object(["listChanged": .bool(false)])]))
        }
    }

    @Test("A plan names the path and the revisions")
    func plan() async throws {
        var plan = LDXHubPlan()
        plan.mcp.path = "/v1/tools/mcp"
        plan.mcp.protocolVersions = ["2026-01-01"]
        try await withHub(plan: plan) { caller, _ in
            var mcp = MCPCaller(caller)
            #expect(try await mcp.send(MCPCaller.initialize).status == 404)
            mcp.path = "/v1/tools/mcp"
            let answer = try await mcp.send(MCPCaller.initialize)
            #expect(answer.string("result.protocolVersion") == "2026-01-01")
            // A request without the header is of a revision that this server doesn't speak.
            #expect(try await mcp.ask("ping").status == 400)
            mcp.version = "2026-01-01"
            #expect(try await mcp.ask("ping").status == 200)
        }
    }

    @Test(
        "The answer has the request's id, whatever it is",
        arguments: ["5", "-1", "\"a\"", "\"\"", "9007199254740993"])
    func ids(id: String) async throws {
        try await withHub { caller, _ in
            let answer = try await MCPCaller(caller).send(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#)
            #expect(answer.text == #"{"id":\#(id),"jsonrpc":"2.0","result":{}}"#)
        }
    }

    @Test(
        "Notifications and answers of the client are taken without a word",
        arguments: [
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}"#,
            #"{"jsonrpc":"2.0","method":"tools/list"}"#, #"{"jsonrpc":"2.0","id":5,"result":{}}"#,
            #"{"jsonrpc":"2.0","id":"5","error":{"code":-32601,"message":"no"}}"#,
        ])
    func accepted(message: String) async throws {
        try await withHub { caller, _ in
            let answer = try await MCPCaller(caller).send(message)
            #expect(answer.status == 202)
            #expect(answer.body.isEmpty)
            #expect(answer.headers["Content-Type"] == nil)
            #expect(answer.headers["Content-Length"] == "0")
        }
    }

    @Test(
        "What is no message is refused with 400 and an error without an id",
        arguments: [
            ("", -32_700), ("{", -32_700), ("ping", -32_700), ("5", -32_600), ("null", -32_600),
            ("[]", -32_600), (#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32_600), ("{}", -32_600),
            (#"{"id":1,"method":"ping"}"#, -32_600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1,"method":5}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1}"#, -32_600), (#"{"jsonrpc":"2.0","result":{}}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1,"result":{},"error":{}}"#, -32_600),
        ])
    func malformed(message: String, code: Int) async throws {
        try await withHub { caller, _ in
            let answer = try await MCPCaller(caller).send(message)
            #expect(answer.status == 400)
            #expect(answer["error.code"] == .integer(Int64(code)), "\(answer.text)")
            #expect(answer["id"] == .null)
            #expect(answer.string("jsonrpc") == "2.0")
        }
    }

    @Test(
        "A method that the server doesn't have, and parameters that a method doesn't have, are errors of the request",
        arguments: [
            ("resources/list", "{}", -32_601), ("tools/lists", "{}", -32_601), ("", "{}", -32_601),
            ("tools/list", #"{"cursor":5}"#, -32_602), ("tools/list", #"{"cursor":""}"#, -32_602),
            ("tools/list", #"{"cursor":"dG9vbHMgZnJvbSAw"}"#, -32_602),
            ("tools/list", #"{"page":2}"#, -32_602),
            ("tools/list", #"{"_meta":5}"#, -32_602), ("tools/call", "{}", -32_602),
            ("tools/call", #"{"name":5}"#, -32_602), ("tools/call", #"{"name":"delete_file"}"#, -32_602),
            ("tools/call", #"{"name":"list_files","arguments":[]}"#, -32_602),
            ("tools/call", #"{"name":"list_files","args":{}}"#, -32_602),
            ("initialize", "{}", -32_602),
            ("initialize", #"{"protocolVersion":"2025-06-18","capabilities":{}}"#, -32_602),
            (
                "initialize", #"{"protocolVersion":"2025-06-18","clientInfo":{"name":"a","version":"1"}}"#,
                -32_602
            ),
            (
                "initialize",
                #"{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a"}}"#,
                -32_602
            ),
            (
                "initialize",
                #"{"protocolVersion":5,"capabilities":{},"clientInfo":{"name":"a","version":"1"}}"#, -32_602
            ),
        ])
    func errors(method: String, params: String, code: Int) async throws {
        try await withHub { caller, _ in
            let answer = try await MCPCaller(caller).ask(method, params)
            #expect(answer.status == 200)
            #expect(answer.keys() == ["error", "id", "jsonrpc"])
            #expect(answer["error.code"] == .integer(Int64(code)), "\(answer.text)")
            #expect(answer["id"] == .integer(7))
        }
    }

    @Test(
        "A client must take both forms of answers",
        arguments: [
            ("application/json, text/event-stream", 200), ("text/event-stream,application/json", 200),
            ("application/json;q=0.9, text/event-stream; q=0.5, */*;q=0.1", 200),
            ("Application/JSON, Text/Event-Stream", 200), ("application/json", 406),
            ("text/event-stream", 406),
            ("*/*", 406), ("application/*, text/*", 406), ("", 406), (nil, 406),
        ] as [(String?, Int)])
    func accept(accept: String?, status: Int) async throws {
        try await withHub { caller, _ in
            var mcp = MCPCaller(caller)
            mcp.accept = accept
            let answer = try await mcp.ask("ping")
            #expect(answer.status == status)
            if status == 406 { #expect(answer["error.code"] == .integer(-32_000)) }
        }
    }

    @Test(
        "A message is JSON and says so",
        arguments: [
            ("application/json", 200), ("application/json; charset=utf-8", 200), ("text/plain", 415),
            ("application/json; charset=latin1", 415), (nil, 415),
        ] as [(String?, Int)])
    func contentType(type: String?, status: Int) async throws {
        try await withHub { caller, _ in
            var mcp = MCPCaller(caller)
            mcp.contentType = type
            let answer = try await mcp.ask("ping")
            #expect(answer.status == status)
        }
    }

    @Test(
        "Without a session the version in the header is one that the server speaks, or none",
        arguments: [(nil, 200), ("2025-03-26", 200), ("2025-06-18", 200), ("2024-11-05", 400), ("", 400)]
            as [(String?, Int)])
    func version(version: String?, status: Int) async throws {
        try await withHub { caller, _ in
            var mcp = MCPCaller(caller)
            mcp.version = version
            let answer = try await mcp.ask("ping")
            #expect(answer.status == status)
            if status == 400 { #expect(answer.string("error.message")?.contains("protocol version") == true) }
        }
    }

    @Test("There is no stream to be listened to, and without sessions none to be ended")
    func methods() async throws {
        try await withHub { caller, _ in
            let headers: TransportHeaders = ["Accept": "text/event-stream"]
            let stream = try await caller.get("/mcp", headers: headers)
            #expect(stream.status == 405)
            #expect(try await caller.send(.put, "/mcp").status == 405)
            #expect(try await MCPCaller(caller).delete().status == 405)
            #expect(try await caller.get("/mcp/a").status == 404)
            #expect(try await caller.send(.post, "/mcp?a=b").status == 400)
        }
    }

    @Test("The endpoint is for those who have a key, and its requests are in the ledger")
    func key() async throws {
        var plan = LDXHubPlan()
        plan.acceptedKeys = ["right"]
        try await withHub(plan: plan) { caller, _ in
            let stranger = try await MCPCaller(caller).ask("ping")
            #expect(stranger.status == 401)
            var friend = caller
            friend.key = "right"
            #expect(try await MCPCaller(friend).ask("ping").status == 200)
            #expect(await caller.hub.ledger.requests(to: .sendMCP) == 2)
        }
    }

    @Test("A message that is too long is refused")
    func length() async throws {
        try await withHub { caller, _ in
            let message = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}"#
            let padded = message + String(repeating: " ", count: (16 << 20) - message.utf8.count)
            let longest = try await MCPCaller(caller).send(padded)
            #expect(longest.status == 200)
            #expect(try await MCPCaller(caller).send(padded + " ").status == 413)
        }
    }
}
