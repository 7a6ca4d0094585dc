import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A session with an MCP server")
struct MCPConnectTests {
    private static let initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},
        "clientInfo":{"name":"swift-language-jobs","version":"\(UserAgent.version)"}}}
        """
    private static let initialized = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#

    @Test(
        "begins with both messages, whichever success the second has",
        arguments: [("initialize.json", 202), ("initialize.sse", 204), ("initialize.json", 200)])
    func begins(answer: String, status: Int) async throws {
        let rig = try MCPRig {
            Exchange(
                .post("/mcp").header("accept", "application/json, text/event-stream")
                    .header("authorization", "Bearer \(MCPRig.key)").header(
                        "content-type", "application/json"
                    )
                    .noHeader("mcp-session-id").noHeader("mcp-protocol-version").body(json: Self.initialize),
                try .recorded(answer).header("mcp-session-id", "82766f66"))
            Exchange(
                .post("/mcp").header("accept", "application/json, text/event-stream")
                    .header("authorization", "Bearer \(MCPRig.key)").header(
                        "content-type", "application/json"
                    )
                    .header("mcp-session-id", "82766f66").header("mcp-protocol-version", "2025-06-18")
                    .body(json: Self.initialized),
                .status(status))
        }
        let server = try await rig.inSession { $0.server }
        #expect(server.name == "try")
        #expect(server.title == nil)
        #expect(server.version == "1.2.3")
        #expect(server.protocolVersion == "2025-06-18")
        #expect(server.instructions == "use it")
        #expect(server.capabilities["tools"] == .object(["listChanged": .bool(false)]))
    }

    @Test(
        "is in the revision that the server answers with",
        arguments: ["2024-11-05", "2025-03-26", "2025-11-25"])
    func revision(version: String) async throws {
        let rig = try MCPRig {
            Exchange.opening(revision: version)
            Exchange(.post("/mcp").header("mcp-protocol-version", version), .result("{}"))
        }
        try await rig.inSession { session in
            #expect(session.server.protocolVersion == version)
            #expect(session.server.capabilities == .object([:]))
            try await session.ping()
        }
    }

    @Test("has no id when the server gives none")
    func stateless() async throws {
        let rig = try MCPRig {
            Exchange.opening(session: nil)
            Exchange(
                .post("/mcp").noHeader("mcp-session-id").body(
                    json: #"{"jsonrpc":"2.0","id":2,"method":"ping"}"#), .result("{}"))
        }
        try await rig.inSession { session in
            try await session.ping()
            await session.end()
        }
    }

    @Test(
        "is not begun with a server whose answer can't be used, and nothing more is sent",
        arguments: [
            (#"{"protocolVersion":"2099-01-01"}"#, "s", "2099-01-01"),
            (#"{"capabilities":{}}"#, "s", "names no protocol version"),
            ("[]", "s", "names no protocol version"),
            (#"{"protocolVersion":"2025-06-18"}"#, "no spaces", "session id"),
        ])
    func unusable(result: String, session: String, words: String) async throws {
        let rig = try MCPRig {
            Exchange(
                .post("/mcp"),
                .json(#"{"jsonrpc":"2.0","id":1,"result":\#(result)}"#).header("mcp-session-id", session))
        }
        let error = try await rig.run {
            try #require(await #expect(throws: ClientError.self) { _ = try await rig.ldx.mcp.connect() })
        }
        #expect(error.code == .unexpectedResponse)
        #expect(error.message.contains(words))
        #expect(error.operation == "mcp.initialize")
    }

    @Test(
        "is sought at the path that is given, below the base address",
        arguments: [
            ("https://gw.ldxhub.io", "mcp", "https://gw.ldxhub.io/mcp"),
            ("https://gw.ldxhub.io/", "/v1/mcp/", "https://gw.ldxhub.io/v1/mcp"),
            ("https://proxy.example/ldx", "/mcp", "https://proxy.example/ldx/mcp"),
            ("https://proxy.example/ldx", "/", "https://proxy.example/ldx"),
        ])
    func path(base: String, path: String, address: String) async throws {
        let rig = try MCPRig(baseURL: base) {
            Exchange(.post(address), try .recorded("initialize.json"))
            Exchange(.post(address), .status(202))
        }
        _ = try await rig.run { try await rig.ldx.mcp.connect(path: path) }
    }

    @Test(
        "is refused at what is no path",
        arguments: ["https://gw.ldxhub.io/mcp", "/mcp?x=1", "/mcp#x", "/../mcp"])
    func noPath(path: String) async throws {
        let rig = try MCPRig {}
        let error = try await rig.run {
            try #require(
                await #expect(throws: ClientError.self) { _ = try await rig.ldx.mcp.connect(path: path) })
        }
        #expect(error.code == .invalidRequest)
    }

    @Test(
        "that nobody offers at the path says that the path is a guess",
        arguments: [(404, ClientError.Code.notFound), (405, .rejected)])
    func nobody(status: Int, code: ClientError.Code) async throws {
        let rig = try MCPRig { Exchange(.post("/mcp"), .status(status)) }
        let error = try await rig.run {
            try #require(await #expect(throws: ClientError.self) { _ = try await rig.ldx.mcp.connect() })
        }
        #expect(error.code == code)
        #expect(error.message.contains("No MCP server is at /mcp"))
    }

    @Test("is begun again after a failure that may pass")
    func again() async throws {
        let rig = try MCPRig {
            Exchange(.post("/mcp"), .status(503))
            Exchange(.post("/mcp"), .failure(TransportFailure(.connectionLost, "cut")))
            Exchange(.post("/mcp"), try .recorded("initialize.sse").truncated(after: 290))
            Exchange(.post("/mcp"), try .recorded("initialize.json"))
            Exchange(.post("/mcp"), .status(202))
        }
        #expect(try await rig.inSession { $0.server.name } == "try")
    }

    @Test("is not begun when the server refuses either message", arguments: [0, 1])
    func refused(position: Int) async throws {
        let rig = try MCPRig {
            Exchange.opening().prefix(position).map { $0 }
            Exchange(.post("/mcp"), .status(401))
        }
        let error = try await rig.run {
            try #require(await #expect(throws: ClientError.self) { _ = try await rig.ldx.mcp.connect() })
        }
        #expect(error.code == .unauthorized)
        #expect(error.operation == ["mcp.initialize", "mcp.notifications.initialized"][position])
    }

    @Test(
        "that is over is told to the server, once, and the answer does not matter",
        arguments: [200, 405, 503])
    func end(status: Int) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange(
                .delete("/mcp").header("mcp-session-id", "s-1").header("mcp-protocol-version", "2025-06-18")
                    .noBody(),
                .status(status))
        }
        try await rig.inSession { session in
            await session.end()
            for call in [
                { try await session.ping() }, { _ = try await session.tools() },
                { _ = try await session.call("make") },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: ClientError.self) { try await call() }
                #expect(error?.code == .invalidRequest)
                #expect(error?.message.contains("over") == true)
            }
            await session.end()
        }
    }

    @Test("that is over is not begun anew by a call that was under way")
    func endMeanwhile() async throws {
        let server = Forgetting()
        let ldx = try LDXHubClient(credential: .value("k"), transport: server)
        let session = try await ldx.mcp.connect()
        server.known.exchange([])
        server.onPing.exchange { await session.end() }
        let error = await #expect(throws: ClientError.self) { try await session.ping() }
        #expect(error?.code == .invalidRequest)
        #expect(server.known.current == [])
    }

    @Test("that the server has forgotten is begun anew, and the call is made once more in it")
    func forgotten() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("session-unknown.json", status: 404))
            Exchange(
                .post("/mcp").noHeader("mcp-session-id"),
                .json(#"{"jsonrpc":"2.0","id":3,"result":{"protocolVersion":"2025-03-26"}}"#)
                    .header("mcp-session-id", "s-2"))
            Exchange(.post("/mcp").header("mcp-session-id", "s-2"), .status(202))
            Exchange(
                .post("/mcp").header("mcp-session-id", "s-2").header("mcp-protocol-version", "2025-03-26"),
                .json(#"{"jsonrpc":"2.0","id":4,"result":{"content":[{"type":"text","text":"done"}]}}"#))
        }
        try await rig.inSession { session in
            let result = try await session.call("make")
            #expect(result.text == "done")
            #expect(session.server.protocolVersion == "2025-03-26")
        }
    }

    @Test("that is forgotten at once again is an error")
    func forgottenAgain() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.status(404))
            Exchange(
                .post("/mcp"),
                .json(#"{"jsonrpc":"2.0","id":3,"result":{"protocolVersion":"2025-06-18"}}"#)
                    .header("mcp-session-id", "s-2"))
            Exchange(.post("/mcp"), .status(202))
            Exchange(.post("/mcp").header("mcp-session-id", "s-2"), .status(404))
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == .notFound)
        #expect(error.operation == "mcp.tools.call")
    }

    @Test("without an id can't be forgotten")
    func notForgotten() async throws {
        let rig = try MCPRig {
            Exchange.opening(session: nil)
            Exchange(.post("/mcp"), .status(404))
        }
        let error = try await rig.failure { try await $0.ping() }
        #expect(error.code == .notFound)
    }

    @Test("that several calls miss is begun anew, and each call is made in one that is known")
    func forgottenByMany() async throws {
        let server = Forgetting()
        let time = VirtualTime()
        let ldx = try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(runtime: time.runtime(seed: 7)),
            transport: server)
        try await time.run {
            let session = try await ldx.mcp.connect()
            server.known.exchange([])
            try await withThrowingTaskGroup { group in
                for _ in 0..<10 { group.addTask { try await session.ping() } }
                try await group.waitForAll()
            }
            try await session.ping()
        }
        #expect(server.answered.current == 11)
        // Whatever was begun beside the one that is kept is ended.
        #expect(server.known.current.count == 1)
    }
}

/// An MCP server whose sessions can be forgotten.
private struct Forgetting: HTTPTransport {
    let known = SendableBox<Set<String>>([])
    let answered = SendableBox(0)
    let onPing = SendableBox<@Sendable () async -> Void>({})

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        if request.method == .delete {
            known.withLock { _ = $0.remove(request.headers["mcp-session-id"] ?? "") }
            return TransportResponse(status: 200)
        }
        let message = try WireCoding.decode(
            JSONValue.self, from: try await request.body.open().collect(upTo: 10_000))
        guard case .integer(let id)? = message["id"] else { return TransportResponse(status: 202) }
        let answer = { (result: String) in
            TransportStream(Data(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#.utf8))
        }
        if message["method"] == .string("initialize") {
            let session = "s-\(id)"
            known.withLock { _ = $0.insert(session) }
            return TransportResponse(
                status: 200, headers: ["mcp-session-id": session],
                body: answer(#"{"protocolVersion":"2025-06-18"}"#))
        }
        await onPing.current()
        guard known.current.contains(request.headers["mcp-session-id"] ?? "") else {
            return TransportResponse(status: 404)
        }
        answered.withLock { $0 += 1 }
        return TransportResponse(status: 200, body: answer("{}"))
    }
}
