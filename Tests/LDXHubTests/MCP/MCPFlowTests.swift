import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("LDX hub's tools, at the emulator")
struct MCPFlowTests {
    private static let forms: [LDXHubPlan.MCP.Answers] = [
        .json, .events(), .events(.all), .events([.splitData, .priming]),
    ]

    private func hub(
        faults: FaultPlan = .none, _ change: (inout LDXHubPlan.MCP) -> Void = { _ in }
    ) throws -> EmulatedHub {
        var plan = LDXHubPlan()
        change(&plan.mcp)
        return try EmulatedHub(plan: plan, faults: faults)
    }

    /// What a tool gave, as JSON.
    private func json(_ result: MCPToolResult) throws -> JSONValue {
        #expect(!result.isError, "\(result.text)")
        return try result.structuredContent
            ?? JSONDecoder().decode(JSONValue.self, from: Data(result.text.utf8))
    }

    @Test(
        "take a job from the first chunk of its input on, and it is the one that the client sees",
        arguments: forms,
        [LDXHubPlan.MCP.Sessions.none, .kept()])
    func job(answers: LDXHubPlan.MCP.Answers, sessions: LDXHubPlan.MCP.Sessions) async throws {
        let setup = try hub { ($0.answers, $0.sessions) = (answers, sessions) }
        try await setup.time.run {
            let session = try await setup.ldx.mcp.connect()
            let names = try await session.tools().map(\.name)
            #expect(Set(names).count == names.count)
            #expect(Set(names).isSuperset(of: ["create_upload", "append_upload", "create_refineloop_job"]))

            let upload = try json(
                try await session.call("create_upload", encoding: ["filename": "manual.xlf"]))
            let file = try #require(upload["file_id"]?.string)
            let input = SampleXLIFF.data
            for chunk in [input.prefix(700), input.dropFirst(700)] {
                try await session.call(
                    "append_upload", encoding: ["file_id": file, "data": chunk.base64EncodedString()])
            }
            #expect(try await setup.ldx.files.info(LDXFileID(file)).size == Int64(input.count))

            let created = try json(
                try await session.call(
                    "create_refineloop_job",
                    arguments: [
                        "model": .string(EmulatedHub.model), "file_id": .string(file), "max_revisions": 2,
                    ]))
            let id = try #require(created["job_id"]?.string)
            let refined = try await setup.ldx.refineLoop.watch(.init(id)).result()
            #expect(try await refined.data() != input)
            await session.end()
            let ledger = await setup.hub.ledger
            #expect(ledger.jobsCreated.map(\.id) == [id])
            #expect(ledger.jobsCreated.map(\.fileID) == [file])
        }
    }

    @Test(
        "tell of their progress when somebody listens, and only where the answer is a stream",
        arguments: forms)
    func progress(answers: LDXHubPlan.MCP.Answers) async throws {
        let setup = try hub { $0.answers = answers }
        let told = SendableBox(0)
        try await setup.time.run {
            let session = try await setup.ldx.mcp.connect()
            try await session.call("list_files") { notification in
                if case .progress = notification { told.withLock { $0 += 1 } }
            }
        }
        #expect(told.current == (answers == .events(.all) ? 1 : 0))
    }

    @Test(
        "leave a creation in doubt when its answer is lost, once, and the job is there if it was created",
        arguments: [
            (Fault.dropAfter, 1), (.dropBefore, 0), (.truncated(at: 10), 1), (.serverError(status: 503), 0),
            (.html(status: 502), 0),
        ])
    func lost(fault: Fault, jobs: Int) async throws {
        for answers in Self.forms {
            let setup = try hub(faults: FaultPlan([.call(3, of: .sendMCP, fault)])) { $0.answers = answers }
            try await setup.time.run {
                let file = try await setup.ldx.files.upload(EmulatedHub.source)
                let session = try await setup.ldx.mcp.connect()
                let error = await #expect(throws: ClientError.self) {
                    try await session.call(
                        "create_refineloop_job",
                        encoding: ["model": EmulatedHub.model, "file_id": file.id.rawValue])
                }
                #expect(error?.code == .submissionUncertain)
                let ledger = await setup.hub.ledger
                #expect(ledger.requests(to: .sendMCP) == 3)
                #expect(ledger.jobsCreated.count == jobs)
                #expect(
                    try await setup.ldx.refineLoop.jobs().map(\.fileID)
                        == Array(repeating: file.id, count: jobs))
            }
        }
    }

    @Test(
        "are listed again after a failure that may pass",
        arguments: [
            Fault.dropAfter, .dropBefore, .serverError(status: 503), .rateLimited(.seconds(2)),
            .truncated(at: 50),
        ])
    func listed(fault: Fault) async throws {
        for answers in Self.forms {
            let setup = try hub(faults: FaultPlan([.call(4, of: .sendMCP, fault)])) {
                ($0.answers, $0.toolsPerPage) = (answers, 7)
            }
            let plain = try hub { $0.toolsPerPage = 100 }
            let tools = try await setup.time.run { try await setup.ldx.mcp.connect().tools() }
            let expected = try await plain.time.run { try await plain.ldx.mcp.connect().tools() }
            #expect(tools == expected)
            #expect(setup.events.lines == ["mcp.tools.list retry 1"])
        }
    }

    @Test("are there again after a session that nobody used has expired, and the call is made once")
    func expired() async throws {
        let setup = try hub { $0.sessions = .kept(idle: .seconds(60)) }
        try await setup.time.run {
            let session = try await setup.ldx.mcp.connect()
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            try await setup.time.sleep(until: setup.time.now + .seconds(61))
            let created = try await session.call(
                "create_refineloop_job", encoding: ["model": EmulatedHub.model, "file_id": file.id.rawValue])
            let ledger = await setup.hub.ledger
            #expect(ledger.jobsCreated.map(\.id) == [try json(created)["job_id"]?.string])
            // Two to begin, one that was refused, two to begin anew, one that counted.
            #expect(ledger.requests(to: .sendMCP) == 6)
            await session.end()
            #expect(await setup.hub.ledger.requests(to: .endMCPSession) == 1)
            let error = await #expect(throws: ClientError.self) { try await session.ping() }
            #expect(error?.code == .invalidRequest)
            #expect(await setup.hub.ledger.requests(to: .sendMCP) == 6)
        }
    }

    @Test("are at the path and in the revision that the server has")
    func elsewhere() async throws {
        let setup = try hub { ($0.path, $0.protocolVersions) = ("/v2/tools", ["2025-03-26"]) }
        try await setup.time.run {
            let session = try await setup.ldx.mcp.connect(path: "/v2/tools")
            #expect(session.server.protocolVersion == "2025-03-26")
            try await session.ping()
            let error = await #expect(throws: ClientError.self) { _ = try await setup.ldx.mcp.connect() }
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("No MCP server is at /mcp") == true)
        }
    }

    @Test("refuse what they do not know, by a code that does not tell whether a tool ran")
    func refused() async throws {
        let setup = try hub()
        try await setup.time.run {
            let session = try await setup.ldx.mcp.connect()
            let error = await #expect(throws: ClientError.self) { try await session.call("no_such_tool") }
            #expect(error?.code == .submissionUncertain)
            #expect(error?.serviceCode == "-32602")
            let missing = try await session.call("get_file", encoding: ["file_id": "nosuchfile"])
            #expect(missing.isError)
        }
    }
}
