import Foundation
import LDXHub

/// What is asked of the server, step by step; the first answer that is not as expected is thrown.
struct ServerCheck {
    let base: URL
    let path: String
    /// The kind of server, such as `sse-sessions`.
    let mode: String

    func run(key: String) async throws {
        let session = try await connect(key: key)
        print("ok initialize: \(session.server.name ?? "?"), revision \(session.server.protocolVersion)")
        try expect(session.server.protocolVersion, "2025-06-18", "the revision")
        try await session.ping()
        print("ok ping")
        try await list(session)
        try await results(session)
        try await failures(session, key: key)
        try await notifications(session)
        await session.end()
        let over = try await failure { try await session.ping() }
        try expect(over.code, .invalidRequest, "what a session that is over leads to")
        print("ok a session that is over")
    }

    private func list(_ session: MCPSession) async throws {
        let tools = try await session.tools()
        let fillers = (0..<53).map { number in "filler_0" + (number < 10 ? "0" : "") + "\(number)" }
        try expect(
            tools.map(\.name), ["echo", "add", "refuse", "raise", "report", "blocks", "large"] + fillers,
            "the tools of all pages")
        let add = tools[1]
        try expect(add.description, "Adds two whole numbers.", "the description of add")
        try expect(add.inputSchema["required"], ["a", "b"], "what add requires")
        try expect(add.outputSchema?["properties"], ["sum": ["type": "integer"]], "what add gives")
        print("ok tools/list: \(tools.count)")
    }

    private func results(_ session: MCPSession) async throws {
        let sum = try await session.call("add", arguments: ["a": 2, "b": 40])
        try expect(sum.content, [.text("42")], "the content of a sum")
        try expect(sum.structuredContent, ["sum": 42], "the structured content of a sum")
        try expect(sum.isError, false, "whether a sum failed")

        let arguments: JSONValue = [
            "text": "語 \"quoted\"\n\u{1}", "count": -3, "ratio": 0.5, "flag": true, "items": ["a", ""],
            "nested": ["b": [1, .null]], "nothing": .null,
        ]
        let echo = try await session.call("echo", arguments: arguments)
        try expect(echo.structuredContent, arguments, "the echo")

        let blocks = try await session.call("blocks")
        try expect(blocks.content.count, 3, "the number of blocks")
        try expect(blocks.text, "a picture", "the text of the blocks")
        guard case .image(let image, "image/png") = blocks.content[1] else {
            throw Difference("the second block is no image")
        }
        try expect(Array(image.prefix(4)), [0x89, 0x50, 0x4E, 0x47], "the start of the image")
        try expect(
            blocks.content[2], .link(uri: "file:///notes.txt", name: "notes", mimeType: "text/plain"),
            "the link")

        let large = try await session.call("large", arguments: ["letters": 5_000_000])
        try expect(
            large.text == String(repeating: "x", count: 5_000_000), true, "whether a large text is whole")
        print("ok tools/call")
    }

    private func failures(_ session: MCPSession, key: String) async throws {
        let refused = try await session.call("refuse", arguments: ["reason": "not today"])
        try expect(refused.isError, true, "whether refuse failed")
        try expect(refused.content, [.text("not today")], "what refuse says")
        let wrong = try await session.call("add", arguments: ["a": "two"])
        try expect(wrong.isError, true, "whether wrong arguments fail")

        let raised = try await failure { try await session.call("raise", arguments: ["reason": "x"]) }
        try expect(raised.serviceCode, "-32050", "the code of raise")
        try expect(raised.code, .submissionUncertain, "what raise leaves")
        let unknown = try await failure { try await session.call("no_such_tool") }
        try expect(unknown.serviceCode, "-32602", "the code for an unknown tool")
        // The code can be that of a tool that has run.
        try expect(unknown.code, .submissionUncertain, "what an unknown tool leaves")
        let stranger = try await failure { try await connect(key: key + "x") }
        try expect(stranger.code, .unauthorized, "what a wrong key leads to")
        print("ok failures")
    }

    private func notifications(_ session: MCPSession) async throws {
        let (told, continuation) = AsyncStream.makeStream(of: MCPNotification.self)
        let result = try await session.call("report", arguments: ["steps": 3, "pause": 0.05]) {
            continuation.yield($0)
        }
        continuation.finish()
        try expect(result.structuredContent, ["steps": 3], "the result of report")
        var lines: [String] = []
        for await notification in told {
            switch notification {
            case .progress(let step):
                lines.append("\(step.progress)/\(step.total ?? -1) \(step.message ?? "")")
            case .log(let level, _, let data): lines.append("\(level ?? ""): \(data["step"] ?? .null)")
            case .other(let method, _): lines.append(method)
            }
        }
        // An answer in JSON has no room for anything but itself.
        let expected = (1...3).flatMap { ["\($0).0/3.0 step \($0)", "info: integer(\($0))"] }
        try expect(lines, mode.hasPrefix("sse") ? expected : [], "the notifications")
        print("ok notifications: \(lines.count)")
    }

    private func connect(key: String) async throws -> MCPSession {
        try await LDXHubClient(credential: .value(key), baseURL: base).mcp.connect(path: path)
    }

    private func failure<Value>(_ body: () async throws -> Value) async throws -> ClientError {
        do {
            throw Difference("an error was expected, and \(try await body()) came")
        } catch let error as ClientError {
            return error
        }
    }

    private func expect<Value: Equatable>(_ value: Value, _ expected: Value, _ what: String) throws {
        guard value == expected else { throw Difference("\(what): expected \(expected), got \(value)") }
    }
}

private struct Difference: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
