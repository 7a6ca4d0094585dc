import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

/// A client over a script of an MCP server, in virtual time.
struct MCPRig: Sendable {
    static let key = "mcp-5ecr3t/key"

    let time: VirtualTime
    let mock: MockTransport
    let ldx: LDXHubClient

    init(
        baseURL: String = "https://gw.ldxhub.io", @ExchangeBuilder _ exchanges: () throws -> [Exchange]
    ) throws {
        time = VirtualTime()
        mock = try MockTransport(time: time, exchanges)
        ldx = try LDXHubClient(
            credential: .value(Self.key), baseURL: URL(string: baseURL),
            configuration: ClientConfiguration(runtime: time.runtime(seed: 7)), transport: mock)
    }

    /// Does something in virtual time; everything that is in the script has to have happened then.
    func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let result = try await time.run { try await body() }
        try mock.verify()
        return result
    }

    /// Does something in a session.
    func inSession<Result: Sendable>(
        _ body: @escaping @Sendable (MCPSession) async throws -> Result
    ) async throws -> Result {
        try await run { try await body(try await ldx.mcp.connect()) }
    }

    /// The error of something that is done in a session.
    func failure<Result: Sendable>(
        _ body: @escaping @Sendable (MCPSession) async throws -> Result
    ) async throws -> ClientError {
        try await inSession { session in
            let error = await #expect(throws: ClientError.self) { _ = try await body(session) }
            return try #require(error)
        }
    }

    /// The messages of the client so far, as JSON.
    var sent: [JSONValue] {
        get throws {
            try mock.requests.map {
                $0.body.isEmpty ? .null : try WireCoding.decode(JSONValue.self, from: $0.body)
            }
        }
    }
}

extension Exchange {
    /// The two by which a session begins.
    static func opening(session: String? = "s-1", revision: String = "2025-06-18") -> [Exchange] {
        let result =
            #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"\#(revision)","capabilities":{}}}"#
        let answer = RecordedResponse.json(result)
        return [
            Exchange(.post("/mcp"), session.map { answer.header("Mcp-Session-Id", $0) } ?? answer),
            Exchange(.post("/mcp"), .status(202)),
        ]
    }

    /// A request in a session that began with ``opening(session:revision:)``.
    static func next(_ answer: RecordedResponse) -> Exchange {
        Exchange(.post("/mcp").header("mcp-session-id", "s-1"), answer)
    }
}

extension RecordedResponse {
    /// A recorded answer of a server made with the official Python package.
    static func recorded(_ name: String, status: Int = 200) throws -> RecordedResponse {
        let type = name.hasSuffix(".sse") ? "text/event-stream" : "application/json"
        return .status(status, headers: ["content-type": type], body: try Fixture.data("mcp/\(name)"))
    }

    /// A stream of events.
    static func events(_ text: String) -> RecordedResponse {
        .status(200, headers: ["content-type": "text/event-stream; charset=utf-8"], body: Data(text.utf8))
    }

    /// A stream of events that holds these messages.
    static func messages(_ messages: String...) -> RecordedResponse {
        events(messages.map { "event: message\ndata: \($0)\n\n" }.joined())
    }

    /// The answer to the second request of a session.
    static func result(_ result: String) -> RecordedResponse {
        .json(#"{"jsonrpc":"2.0","id":2,"result":\#(result)}"#)
    }

    /// An error in answer to the second request of a session.
    static func error(_ error: String) -> RecordedResponse {
        .json(#"{"jsonrpc":"2.0","id":2,"error":\#(error)}"#)
    }
}
