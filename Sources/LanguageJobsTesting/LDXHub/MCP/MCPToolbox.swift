import Foundation

/// The tools of the MCP endpoint, one for each operation (inferred, names too: the portal lists none).
struct MCPToolbox: Sendable {
    let tools: [MCPTool]

    init(_ kinds: [any LDXHubJobKind]) {
        tools = Self.files + kinds.flatMap(Self.jobs)
    }

    func tool(named name: String) -> MCPTool? { tools.first { $0.name == name } }

    /// A page of `tools/list`, from the start or from where a page before ended.
    ///
    /// - Throws: ``MCPFailure`` for a cursor that no page gave.
    func page(_ size: Int, cursor: String?) throws -> EmulatorJSON {
        let size = max(1, size)
        let starts = stride(from: 0, to: max(1, tools.count), by: size)
        guard let start = cursor == nil ? 0 : starts.dropFirst().first(where: { Self.cursor($0) == cursor })
        else { throw MCPFailure.invalidParams("The cursor is not one of this list.") }
        var page: [String: EmulatorJSON] = [
            "tools": .array(tools.dropFirst(start).prefix(size).map(\.json))
        ]
        if start + size < tools.count { page["nextCursor"] = .string(Self.cursor(start + size)) }
        return .object(page)
    }

    /// Nothing that a client could count with.
    private static func cursor(_ start: Int) -> String {
        Data("tools from \(start)".utf8).base64EncodedString()
    }

    private static let files = [
        MCPTool(
            name: "create_upload", description: "Makes an empty file that chunks can be appended to.",
            method: .post, path: ["uploads"], body: [.required("filename", .string)]),
        MCPTool(
            name: "append_upload",
            description: """
                Appends a chunk, Base64 of 5 MB at most. Not idempotent: after an error compare the file's size \
                before sending the chunk again.
                """,
            method: .put, path: ["uploads", "{file_id}"], body: [.required("data", .string)]),
        MCPTool(name: "list_files", description: "Lists the files.", method: .get, path: ["files"]),
        MCPTool(
            name: "get_file", description: "Tells a file's name and size.", method: .get,
            path: ["files", "{file_id}"]),
        MCPTool(
            name: "get_file_content", description: "Gives a file's content.", method: .get,
            path: ["files", "{file_id}", "content"]),
    ]

    private static func jobs(_ kind: any LDXHubJobKind) -> [MCPTool] {
        let service = kind.service.rawValue
        let choice = kind.catalogue.path
        return [
            MCPTool(
                name: "list_\(service)_\(choice)", description: "Lists the \(choice) of \(service).",
                method: .get, path: [service, choice]),
            MCPTool(
                name: "list_\(service)_jobs", description: "Lists the jobs of \(service), the newest first.",
                method: .get, path: [service, "jobs"]),
            MCPTool(
                name: "create_\(service)_job", description: "Creates a job of \(service).", method: .post,
                path: [service, "jobs"], body: kind.allFields),
            MCPTool(
                name: "get_\(service)_job", description: "Tells how a job of \(service) stands.",
                method: .get,
                path: [service, "jobs", "{job_id}"], query: [.optional("wait", .integer(0...30))]),
        ]
    }
}
