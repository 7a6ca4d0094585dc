import Foundation
import LDXHub

/// Speaks to a server made with the official Python package of MCP, and checks what it answers.
///
/// `Tests/Peers/mcp_run.py` starts the server and runs this program against it, in each mode.
@main
enum MCPProbe {
    private static let usage = """
        mcp-probe: checks the MCP client against a server with the tools of Tests/Peers/mcp_server.py
        MCP_URL   the server's address, with its path, on loopback
        MCP_KEY   the key it takes
        MCP_MODE  json-stateless, json-sessions, sse-stateless or sse-sessions: its kind
        """

    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let url = environment["MCP_URL"].flatMap(URL.init(string:)), let key = environment["MCP_KEY"],
            let mode = environment["MCP_MODE"], let base = URL(string: "/", relativeTo: url)
        else {
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            exit(64)
        }
        do {
            let check = ServerCheck(base: base.absoluteURL, path: url.path, mode: mode)
            try await check.run(key: key)
        } catch {
            print("FAIL \(error)")
            exit(1)
        }
    }
}
