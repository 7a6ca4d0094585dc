import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A stream of an MCP server")
struct MCPStreamTests {
    private static let ping = #"{"jsonrpc":"2.0","id":"p-1","method":"ping"}"#
    private static let sampling = #"{"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}"#
    private static let result =
        #"{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"done"}]}}"#

    /// Calls a tool, and gives its text and what was told meanwhile.
    private func call(_ answer: RecordedResponse) async throws -> (text: String, told: [MCPNotification]) {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(answer)
        }
        let told = SendableBox<[MCPNotification]>([])
        let text = try await rig.inSession { session in
            try await session.call("count", arguments: ["n": 3]) { notification in
                told.withLock { $0.append(notification) }
            }.text
        }
        #expect(try rig.sent[2]["params"]?["_meta"] == .object(["progressToken": .integer(2)]))
        return (text, told.current)
    }

    @Test(
        "tells the progress and the log before the answer, whatever pieces it comes in",
        arguments: [1, 2, 7, 5_000])
    func notifications(size: Int) async throws {
        let (text, told) = try await call(try .recorded("call-progress.sse").chunked(by: size))
        #expect(text == "counted")
        #expect(
            told.map { "\($0)" }
                == (1...3).flatMap { step in
                    [
                        #"progress(LDXHub.MCPProgress(progress: \#(step).0, total: Optional(3.0), message: Optional("step \#(step)")))"#,
                        #"log(level: Optional("info"), logger: nil, data: LanguageJobs.JSONValue.string("line \#(step)"))"#,
                    ]
                })
    }

    @Test("is not asked for progress when nobody listens")
    func nobodyListens() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("call-progress.sse"))
        }
        #expect(try await rig.inSession { try await $0.call("count").text } == "counted")
        #expect(try rig.sent[2]["params"]?["_meta"] == nil)
    }

    @Test(
        "tells as it is what it can't read, or what belongs to another call",
        arguments: [
            ("notifications/progress", #"{"progressToken":9,"progress":1}"#),
            ("notifications/progress", #"{"progressToken":2,"progress":"half"}"#),
            ("notifications/progress", #"{}"#),
            ("notifications/tools/list_changed", #"{"a":[1]}"#),
        ])
    func others(method: String, params: String) async throws {
        let (_, told) = try await call(
            .messages(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#, Self.result))
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(params.utf8))
        #expect(told == [.other(method: method, params: value)])
    }

    @Test("may leave out what is optional, and write the token as a text")
    func sparse() async throws {
        let (_, told) = try await call(
            .messages(
                #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"2","progress":0.5}}"#,
                #"{"jsonrpc":"2.0","method":"notifications/message"}"#,
                #"{"jsonrpc":"2.0","method":"notifications/x"}"#, Self.result))
        guard case .progress(let progress) = told.first else {
            Issue.record("The first is \(told)")
            return
        }
        #expect(progress.progress == 0.5)
        #expect(progress.total == nil)
        #expect(progress.message == nil)
        #expect(
            told.dropFirst() == [
                .log(level: nil, logger: nil, data: .null), .other(method: "notifications/x", params: .null),
            ])
    }

    @Test("is left when the answer is there, though it goes on or breaks after it")
    func left() async throws {
        let text = "data: \(Self.result)\n\n"
        for answer in [
            RecordedResponse.events(text + "data: garbage\n\n"),
            .events(text).hanging(after: text.utf8.count),
            .events(text).truncated(after: text.utf8.count),
        ] {
            #expect(try await call(answer).text == "done")
        }
    }

    @Test("may hold comments, events that only give an id, and events of other types")
    func noise() async throws {
        let (text, told) = try await call(
            .events(
                ": hi\n\nid: e-1\ndata:\n\nretry: 5\n\nevent: ping\ndata: now\n\ndata: \(Self.result)\n\n"))
        #expect(text == "done")
        #expect(told == [])
    }

    @Test("may ask whether the client is there; anything else that it asks for is not offered")
    func requests() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.messages(Self.ping, Self.sampling, Self.result))
            Exchange(
                .post("/mcp").header("mcp-session-id", "s-1").body(
                    json: #"{"jsonrpc":"2.0","id":"p-1","result":{}}"#),
                .status(202))
            Exchange(
                .post("/mcp").header("mcp-session-id", "s-1").body(
                    json:
                        #"{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"This client does not offer sampling/createMessage."}}"#
                ),
                .status(202))
        }
        #expect(try await rig.inSession { try await $0.call("make").text } == "done")
    }

    @Test("whose questions can't be answered goes on all the same", arguments: [400, 404, 503])
    func unanswered(status: Int) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.messages(Self.ping, Self.result))
            Exchange(.post("/mcp"), .status(status))
        }
        #expect(try await rig.inSession { try await $0.call("make").text } == "done")
    }

    @Test("that asks without end is answered a hundred times")
    func flood() async throws {
        let text = String(repeating: "data: \(Self.ping)\n\n", count: 300) + "data: \(Self.result)\n\n"
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.events(text))
            Exchange(.post("/mcp"), .status(202), times: 100)
        }
        #expect(try await rig.inSession { try await $0.call("make").text } == "done")
    }

    @Test("that goes on although a reply to it never arrives gives its answer, a second later at most")
    func stuckReply() async throws {
        let time = VirtualTime()
        let events = [Self.ping, Self.ping, Self.result].map { "data: \($0)\n\n" }.joined()
        let ldx = try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(runtime: time.runtime(seed: 7)),
            transport: DeafToReplies(time: time, events: events))
        let text = try await time.run { try await ldx.mcp.connect().call("make").text }
        #expect(text == "done")
        #expect(time.now <= .seconds(1))
    }

    @Test("is answered beside the connections that calls hold, in a few seconds or not at all")
    func replyTimeouts() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.messages(Self.ping, Self.result))
            Exchange(.post("/mcp"), .status(202))
        }
        #expect(try await rig.inSession { try await $0.call("make").text } == "done")
        let reply = try #require(rig.mock.requests.last)
        #expect(reply.isLongPoll)
        #expect(reply.timeouts == TransportTimeouts(idle: .seconds(5), total: .seconds(5)))
        #expect(rig.mock.requests.map(\.isLongPoll) == [false, false, false, true])
    }

    @Test(
        "may hold before the answer what can't be read",
        arguments: ["{}", "ping", "7", "[]", "[{},null]", #"{"jsonrpc":"2.0","id":2}"#, "{\ndata: }"])
    func unreadable(data: String) async throws {
        let (text, told) = try await call(.events("data: \(data)\n\ndata: \(Self.result)\n\n"))
        #expect(text == "done")
        #expect(told == [])
    }

    @Test("that ends without an answer says what the first was that can't be read")
    func firstUnreadable() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.events("data: {}\n\ndata: ping\n\n"))
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == .submissionUncertain)
        #expect(error.message.contains("no JSON-RPC message"))
    }

    @Test("may give its answer in several lines")
    func lines() async throws {
        let lines = Self.result.replacingOccurrences(of: ",", with: ",\ndata: ")
        #expect(try await call(.events("data: \(lines)\n\n")).text == "done")
    }

    @Test("may tell more than an answer may have")
    func chatty() async throws {
        let line = String(repeating: "x", count: 1 << 20)
        let log = #"data: {"jsonrpc":"2.0","method":"notifications/message","params":{"data":"\#(line)"}}"#
        let text = String(repeating: log + "\n\n", count: 33) + "data: \(Self.result)\n\n"
        let (answer, told) = try await call(.events(text).chunked(by: 3 << 20))
        #expect(answer == "done")
        #expect(told.count == 33)
    }

    @Test(
        "that is larger than an answer may be is given up, and so is an answer that is none",
        arguments: [("text/event-stream", ":"), ("application/json", " ")])
    func tooLarge(type: String, content: Character) async throws {
        let ldx = try LDXHubClient(
            credential: .value("k"), transport: Endless(type: type, content: content))
        let error = await #expect(throws: ClientError.self) {
            _ = try await ldx.mcp.connect(options: CallOptions(retry: .never))
        }
        #expect(error?.code == .unexpectedResponse)
        #expect(error?.message.contains("\(32 << 20) bytes") == true)
    }
}

/// Begins sessions and answers calls, but never a reply.
private struct DeafToReplies: HTTPTransport {
    let time: VirtualTime
    let events: String

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let message = try WireCoding.decode(
            JSONValue.self, from: try await request.body.open().collect(upTo: 10_000))
        switch message["method"]?.string {
        case "initialize":
            let answer = #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18"}}"#
            return TransportResponse(status: 200, body: TransportStream(Data(answer.utf8)))
        case "tools/call":
            return TransportResponse(
                status: 200, headers: ["content-type": "text/event-stream"],
                body: TransportStream(Data(events.utf8)))
        case nil: try await time.sleep(until: .seconds(3_600))
        default: break
        }
        return TransportResponse(status: 202)
    }
}

/// Answers with a comment, or with white space, that never ends, and minds no limit.
private struct Endless: HTTPTransport {
    let type: String
    let content: Character

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        TransportResponse(
            status: 200, headers: ["content-type": type],
            body: TransportStream { Data(repeating: content.asciiValue ?? 0, count: 33 << 20) })
    }
}
