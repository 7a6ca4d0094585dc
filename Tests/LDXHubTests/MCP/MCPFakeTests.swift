import LDXHub
import LanguageJobsTesting
import Testing

@Suite("What an MCP server tells")
struct MCPFakeTests {
    @Test("can be made for a fake, with little")
    func little() {
        let tool = MCPTool(name: "add")
        #expect(tool.name == "add")
        #expect(tool.title == nil)
        #expect(tool.description == nil)
        #expect(tool.inputSchema == .object([:]))
        #expect(tool.outputSchema == Optional.none)
        #expect(tool.annotations == Optional.none)
        let result = MCPToolResult(content: [.text("a"), .text("b")])
        #expect(result.text == "a\nb")
        #expect(result.structuredContent == Optional.none)
        #expect(result.isError == false)
        let server = MCPServer(protocolVersion: "2025-06-18")
        #expect(server.protocolVersion == "2025-06-18")
        #expect(server.capabilities == .object([:]))
        let progress = MCPProgress(progress: 0.5)
        #expect(progress.progress == 0.5)
        #expect(progress.total == nil)
        #expect(progress.message == nil)
    }

    @Test("is the same as one that a server sent, when it is made for a fake")
    func same() async throws {
        let rig = try MCPRig {
            Exchange.opening()
            Exchange.next(
                .result(
                    #"{"tools":[{"name":"a","title":"A","description":"d","inputSchema":{"x":1},"outputSchema":{"y":2},"annotations":{"z":3}}]}"#
                ))
            Exchange.next(
                .json(#"{"id":3,"result":{"content":[],"structuredContent":{"n":1},"isError":true}}"#))
        }
        let (tools, result, server) = try await rig.inSession { session in
            (try await session.tools(), try await session.call("a"), session.server)
        }
        #expect(
            tools == [
                MCPTool(
                    name: "a", title: "A", description: "d", inputSchema: ["x": 1], outputSchema: ["y": 2],
                    annotations: ["z": 3])
            ])
        #expect(result == MCPToolResult(content: [], structuredContent: ["n": 1], isError: true))
        #expect(server == MCPServer(protocolVersion: "2025-06-18"))
    }
}
