import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("The tools of an MCP server")
struct MCPToolListTests {
    @Test("are those of every page, with what the server says of them")
    func pages() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange(
                .post("/mcp").body(json: #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#),
                try .recorded("tools-page-1.json"))
            Exchange(
                .post("/mcp").body(
                    json: #"{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"2"}}"#),
                try .recorded("tools-page-2.json"))
        }
        let tools = try await rig.inSession { try await $0.tools() }
        #expect(tools.map(\.name) == ["add", "fail", "count", "refuse", "broken", "content"])
        let add = try #require(tools.first)
        #expect(add.title == nil)
        #expect(add.description == "adds")
        #expect(add.inputSchema["required"] == .array([.string("a"), .string("b")]))
        #expect(add.outputSchema?["title"] == .string("addOutput"))
        #expect(add.annotations == Optional.none)
        let content = try #require(tools.last)
        #expect(content.outputSchema == Optional.none)
    }

    @Test("that have no name, or are no tools, can't be called and are left out")
    func nameless() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(
                .result(
                    #"{"tools":[{"description":"?"},7,null,{"name":""},{"name":5},{"name":"a","title":"A","inputSchema":null,"outputSchema":null,"annotations":{"readOnlyHint":true}}],"nextCursor":null}"#
                ))
        }
        let tools = try await rig.inSession { try await $0.tools() }
        #expect(tools.map(\.name) == ["a"])
        #expect(tools.first?.title == "A")
        let tool = try #require(tools.first)
        #expect(tool.inputSchema == [:])
        #expect(tool.outputSchema == Optional.none)
        #expect(tool.annotations == .object(["readOnlyHint": .bool(true)]))
    }

    @Test("that come without a list are an unexpected answer", arguments: ["{}", "[]", #"{"tools":{}}"#])
    func noList(result: String) async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.result(result))
        }
        let error = try await rig.failure { try await $0.tools() }
        #expect(error.code == .unexpectedResponse)
        #expect(error.operation == "mcp.tools.list")
    }

    @Test("whose pages turn in a circle are refused")
    func circle() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            for (id, cursor) in [(2, "a"), (3, "b"), (4, "a")] {
                Exchange.next(
                    .json(#"{"jsonrpc":"2.0","id":\#(id),"result":{"tools":[],"nextCursor":"\#(cursor)"}}"#))
            }
        }
        let error = try await rig.failure { try await $0.tools() }
        #expect(error.code == .unexpectedResponse)
        #expect(error.message.contains("does not end: after 2 pages"))
        #expect(error.operation == "mcp.tools.list")
    }

    @Test("whose pages never end are refused after a thousand of them")
    func endless() async throws {
        let server = EndlessList()
        let session = try await LDXHubClient(credential: .value("k"), transport: server).mcp.connect()
        let error = await #expect(throws: ClientError.self) { try await session.tools() }
        #expect(error?.code == .unexpectedResponse)
        #expect(error?.message.contains("after 1000 pages") == true)
        // Two begin the session.
        #expect(server.requests.current == 1_002)
    }

    @Test("are asked for again after a failure that may pass, in one page or in a stream that broke off")
    func again() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.status(502))
            Exchange.next(.messages(#"{"jsonrpc":"2.0","method":"notifications/message","params":{}}"#))
            Exchange.next(.result(#"{"tools":[{"name":"a"}]}"#))
        }
        #expect(try await rig.inSession { try await $0.tools().map(\.name) } == ["a"])
        // A second sending is the same request.
        let sent = try rig.sent.dropFirst(2)
        #expect(Set(sent).count == 1)
        #expect(sent.count == 3)
    }

    @Test("beyond a hundred thousand are refused")
    func tooMany() async throws {
        let server = EndlessList(toolsPerPage: 40_000)
        let session = try await LDXHubClient(credential: .value("k"), transport: server).mcp.connect()
        let error = await #expect(throws: ClientError.self) { try await session.tools() }
        #expect(error?.code == .unexpectedResponse)
        #expect(error?.message == "The MCP server lists more than 100000 tools.")
        #expect(server.requests.current == 5)
    }

    @Test("whose parameters the server finds wrong are refused, and none of the call is in doubt")
    func wrongCursor() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.error(#"{"code":-32602,"message":"No such cursor."}"#))
        }
        let error = try await rig.failure { try await $0.tools() }
        #expect(error.code == .rejected)
    }

    @Test("that the server refuses to list are an error of the service, and none of the call is in doubt")
    func refused() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(.error(#"{"code":-32603,"message":"It broke."}"#))
        }
        let error = try await rig.failure { try await $0.tools() }
        #expect(error.code == .serviceFailed)
        #expect(error.message == "The MCP server failed at tools/list. It said: It broke.")
        #expect(error.serviceCode == "-32603")
    }
}

/// Answers each request with a page of tools after which there is another.
private struct EndlessList: HTTPTransport {
    let requests = SendableBox(0)
    var toolsPerPage = 1

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        requests.withLock { $0 += 1 }
        let message = try WireCoding.decode(
            JSONValue.self, from: try await request.body.open().collect(upTo: 10_000))
        guard case .integer(let id) = message["id"] else { return TransportResponse(status: 202) }
        let tools = Array(repeating: #"{"name":"t"}"#, count: toolsPerPage).joined(separator: ",")
        let text =
            #"{"id":\#(id),"result":{"protocolVersion":"2025-06-18","tools":[\#(tools)],"nextCursor":"\#(id)"}}"#
        return TransportResponse(status: 200, body: TransportStream(Data(text.utf8)))
    }
}
