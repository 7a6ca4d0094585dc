import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A call of a tool")
struct MCPCallTests {
    private struct Sum: Encodable {
        var a: Int
        var b: Double?
    }

    @Test("sends its arguments as they are encoded, and gives the content and its structure")
    func sum() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange(
                .post("/mcp").header("mcp-session-id", "s-1").header("mcp-protocol-version", "2025-06-18")
                    .body(
                        json:
                            #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"add","arguments":{"a":2,"b":40}}}"#
                    ),
                try .recorded("call-sum.json"))
        }
        let result = try await rig.inSession { try await $0.call("add", encoding: Sum(a: 2, b: 40)) }
        #expect(result.content == [.text("42")])
        #expect(result.text == "42")
        #expect(result.structuredContent == .object(["result": .integer(42)]))
        #expect(result.isError == false)
    }

    @Test("sends an empty object when it has no arguments, and takes JSON")
    func arguments() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.result("{}"))
            Exchange.next(
                .json(#"{"jsonrpc":"2.0","id":3,"result":{"structuredContent":null,"isError":null}}"#))
        }
        let result = try await rig.inSession { session in
            try await session.call("a")
            return try await session.call("b", arguments: ["deep": [.null, 1, 1.0], "text": "x"])
        }
        #expect(result.content == [])
        #expect(result.structuredContent == Optional.none)
        #expect(result.isError == false)
        #expect(result.text == "")
        #expect(try rig.sent[2]["params"]?["arguments"] == .object([:]))
        #expect(
            rig.mock.requests.last.map { String(decoding: $0.body, as: UTF8.self) }
                == #"{"id":3,"jsonrpc":"2.0","method":"tools/call","params":{"arguments":{"deep":[null,1,1.0],"text":"x"},"name":"b"}}"#
        )
    }

    @Test("is refused before it is sent when its arguments are no object, or it names no tool")
    func badArguments() async throws {
        let rig = try MCPRig { Exchange.opening() }
        try await rig.inSession { session in
            for call in [
                { _ = try await session.call("a", encoding: "text") },
                { _ = try await session.call("a", encoding: ["list"]) },
                { _ = try await session.call("a", encoding: [String: Int]?.none) },
                { _ = try await session.call("a", arguments: []) },
                { _ = try await session.call("a", arguments: ["b": .number(.infinity)]) },
                { _ = try await session.call("a", encoding: Sum(a: 1, b: .nan)) },
                { _ = try await session.call(" ") },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: ClientError.self) { try await call() }
                #expect(error?.code == .invalidRequest)
            }
        }
    }

    @Test("gives every kind of content")
    func contents() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("call-contents.sse"))
        }
        let result = try await rig.inSession { try await $0.call("content") }
        #expect(
            result.content == [
                .text("Grüße\n"),
                .image(Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), mimeType: "image/png"),
                .audio(Data("RIFF".utf8), mimeType: "audio/wav"),
                .resource(uri: "file:///notes.txt", mimeType: "text/plain", .text("notes")),
                .resource(uri: "file:///scan.pdf", mimeType: "application/pdf", .data(Data("%PDF".utf8))),
                .link(uri: "file:///a.txt", name: "a.txt", mimeType: nil),
            ])
        #expect(result.text == "Grüße\n")
    }

    @Test(
        "keeps content that it can't read as it was sent",
        arguments: [
            #"{"type":"hologram","data":"x"}"#, #"{"type":"text"}"#, #"{"type":"text","text":7}"#,
            #"{"type":"image","mimeType":"image/png"}"#, #"{"type":"image","data":"%%%"}"#,
            #"{"type":"audio","data":[1]}"#, #"{"type":"resource","resource":{"text":"no address"}}"#,
            #"{"type":"resource","resource":{"uri":"x:y"}}"#,
            #"{"type":"resource","resource":{"uri":"x:y","blob":"?"}}"#,
            #"{"type":"resource"}"#, #"{"type":"resource_link","name":"no address"}"#, #"{"text":"no type"}"#,
            #""text""#, "null", "[[]]",
        ])
    func oddContent(json: String) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.result(#"{"content":[\#(json),{"type":"text","text":"then"}]}"#))
        }
        let result = try await rig.inSession { try await $0.call("odd") }
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(result.content == [.other(value), .text("then")])
    }

    @Test("whose tool says that it failed is a result")
    func failed() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("call-failed.json"))
        }
        let result = try await rig.inSession { try await $0.call("fail", arguments: ["why": "no reason"]) }
        #expect(result.isError)
        #expect(result.text == "Error executing tool fail: no reason")
    }

    @Test("that the server refuses is an error with its words, its code and its data")
    func rejected() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("call-rejected.json"))
        }
        let error = try await rig.failure { try await $0.call("refuse") }
        // The code can be that of a tool that has run.
        #expect(error.code == .submissionUncertain)
        #expect(
            error.message.hasSuffix("The MCP server did not accept tools/call. It said: The file is unknown.")
        )
        #expect(error.serviceCode == "-32602")
        #expect(error.status == 200)
        #expect(error.operation == "mcp.tools.call")
        #expect(error.bodyExcerpt?.contains(#""data":{"file_id":"f1"}"#) == true)
    }

    @Test(
        "is in doubt unless the error's code says that nothing was begun",
        arguments: [
            ("-32700", ClientError.Code.rejected), ("-32600", .rejected), ("-32601", .rejected),
            ("-32602", .submissionUncertain), ("-32603", .submissionUncertain),
            ("-32000", .submissionUncertain),
            ("7", .submissionUncertain), (#""-32602""#, .submissionUncertain), ("null", .submissionUncertain),
        ])
    func codes(code: String, expected: ClientError.Code) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.error(#"{"code":\#(code),"message":"No."}"#))
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == expected)
        #expect(error.message.hasSuffix("It said: No."))
    }

    @Test("is not in doubt when HTTP refuses it, whatever the code", arguments: [-32602, -32603, 7])
    func refusedWithCode(code: Int) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(
                .status(
                    400, headers: ["content-type": "application/json"],
                    body: Data(#"{"jsonrpc":"2.0","id":2,"error":{"code":\#(code),"message":"No."}}"#.utf8)))
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == .rejected)
        #expect(error.serviceCode == "\(code)")
    }

    @Test("shows no key, wherever a server repeats it")
    func redacted() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.error(#"{"code":-32602,"message":"key \#(MCPRig.key)","data":"\#(MCPRig.key)"}"#))
        }
        let error = try await rig.failure { try await $0.call("make") }
        var shown = "\(error)"
        dump(error, to: &shown)
        #expect(shown.contains("key [redacted]"))
        #expect(!shown.contains("5ecr3t"))
    }

    @Test(
        "is in doubt when no answer to it comes, and is never sent again",
        arguments: [
            .failure(TransportFailure(.connectionLost, "cut")), .status(503), .status(202), .json("{"),
            .json("null"),
            .json(#"{"jsonrpc":"2.0","id":2}"#), .json(#"{"jsonrpc":"2.0","id":3,"result":{}}"#), .json("[]"),
            .json(#"{"jsonrpc":"2.0","result":{}}"#),
            .json(#"{"jsonrpc":"2.0","id":9,"error":{"code":-32602}}"#),
            .result("7"), .result("null"), .json(#"{"jsonrpc":"2.0","id":2,"method":"ping"}"#),
            .events(""), .events("data: {}\n\n"), .events("data: not json\n\n"),
            .messages(#"{"jsonrpc":"2.0","id":3,"result":{}}"#),
            .events(#"data: {"jsonrpc":"2.0","id":2,"result":{}}"#),
            .messages(#"{"jsonrpc":"2.0","id":2,"result":{}}"#).truncated(after: 30),
            .status(200, headers: ["content-type": "text/html"], body: Data("<html><title>Hi</title>".utf8)),
        ] as [RecordedResponse])
    func lost(answer: RecordedResponse) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(answer)
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == .submissionUncertain)
        #expect(error.operation == "mcp.tools.call")
    }

    @Test("that was too early is made again, since such an answer says that nothing was done")
    func tooEarly() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.status(429, headers: ["retry-after": "2"]))
            Exchange.next(try .recorded("call-sum.json"))
        }
        #expect(try await rig.inSession { try await $0.call("add").text } == "42")
    }

    @Test("that HTTP refuses has the words and the code of the JSON-RPC error in it")
    func refusedByHTTP() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("session-missing.json", status: 400))
        }
        let error = try await rig.failure { try await $0.call("make") }
        #expect(error.code == .rejected)
        #expect(error.serviceCode == "-32600")
        #expect(error.message.hasSuffix("It said: Bad Request: Missing session ID"))
    }

    @Test(
        "finds its answer in a batch, among what can't be read, and with its id as a text",
        arguments: [
            #"[{"jsonrpc":"2.0","method":"notifications/message"},{"jsonrpc":"2.0","id":2,"result":{"content":[]}}]"#,
            #"[{"jsonrpc":"2.0","id":1,"result":7},{"jsonrpc":"2.0","id":"2","result":{}}]"#,
            #"{"jsonrpc":"2.0","id":"2","error":null,"result":{}}"#,
            #"[{},7,null,[],{"jsonrpc":"2.0","id":2,"result":{}}]"#,
            #"[{"id":null,"error":{"code":-32600}},{"jsonrpc":"2.0","id":2,"result":{}}]"#,
        ])
    func forms(json: String) async throws {
        for answer in [RecordedResponse.json(json), .messages(json)] {
            let rig = try MCPRig {
                Exchange.opening()
                Exchange.next(answer)
            }
            #expect(try await rig.inSession { try await $0.call("make").content } == [])
        }
    }

    @Test(
        "takes an error without an id for its answer where there is no other, and it proves nothing",
        arguments: ["", #""id":null,"#])
    func unnamedError(id: String) async throws {
        let json = #"{"jsonrpc":"2.0",\#(id)"error":{"code":-32600,"message":"What?"}}"#
        for answer in [RecordedResponse.json(json), .messages(json), .messages("{}", json, "{}")] {
            let rig = try MCPRig {
                Exchange.opening()
                Exchange.next(answer)
            }
            let error = try await rig.failure { try await $0.call("make") }
            #expect(error.code == .submissionUncertain)
            #expect(error.serviceCode == "-32600")
            #expect(error.message.hasSuffix("It said: What?"))
        }
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.messages(json, #"{"jsonrpc":"2.0","id":2,"result":{"isError":true}}"#))
        }
        #expect(try await rig.inSession { try await $0.call("make").isError })
    }

    @Test("can have header fields and timeouts of its own")
    func options() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange(.post("/mcp").header("x-tag", "seven"), .result("{}"))
        }
        _ = try await rig.inSession {
            try await $0.call(
                "slow",
                options: CallOptions(timeouts: .init(idle: .seconds(600)), headers: ["x-tag": "seven"]))
        }
        #expect(rig.mock.requests.map(\.timeouts.idle) == [.seconds(60), .seconds(60), .seconds(600)])
    }

    @Test("that is cancelled ends at once, and nothing more is sent", arguments: [0, 300])
    func cancelled(afterBytes count: Int) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(try .recorded("call-progress.sse").hanging(after: count))
        }
        try await rig.inSession { session in
            await withTaskGroup { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await session.call("count") }
                }
                try? await rig.time.sleep(until: .seconds(5))
                group.cancelAll()
            }
            #expect(rig.time.now == .seconds(5))
        }
    }
}
