import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct MCPToolTests {
    @Test("The tools come in pages, each once", arguments: [1, 10, 7, 25, 100, 0])
    func pages(size: Int) async throws {
        var plan = LDXHubPlan()
        plan.mcp.toolsPerPage = size
        try await withHub(plan: plan) { caller, _ in
            let mcp = MCPCaller(caller)
            var names: [String] = []
            var pages = 0
            var cursor: String?
            repeat {
                let page = try await mcp.ask("tools/list", cursor.map { #"{"cursor":"\#($0)"}"# })
                let shown = page.count("result.tools") ?? 0
                names += (0..<shown).compactMap { page.string("result.tools.\($0).name") }
                cursor = page.string("result.nextCursor")
                pages += 1
            } while cursor != nil && pages < 100
            #expect(
                names.prefix(5) == [
                    "create_upload", "append_upload", "list_files", "get_file", "get_file_content",
                ])
            #expect(Set(names).count == names.count)
            let kinds = [
                "refineloop": "models", "renderocr": "engines", "castdoc": "engines", "extractdoc": "engines",
                "analyzedoc": "models",
            ]
            for (service, choice) in kinds {
                for name in [
                    "list_\(service)_\(choice)", "list_\(service)_jobs", "create_\(service)_job",
                    "get_\(service)_job",
                ] {
                    #expect(names.contains(name))
                }
            }
            #expect(pages == (names.count + max(1, size) - 1) / max(1, size))
        }
    }

    @Test("A tool says what it takes in JSON Schema, and whether it only reads")
    func schemas() async throws {
        var plan = LDXHubPlan()
        plan.mcp.toolsPerPage = 100
        try await withHub(plan: plan) { caller, _ in
            let list = try await MCPCaller(caller).ask("tools/list")
            let tools = try #require(list.count("result.tools"))
            func place(_ name: String) -> String {
                let place = (0..<tools).first { list.string("result.tools.\($0).name") == name }
                return "result.tools.\(place ?? -1)"
            }
            for index in 0..<tools {
                let tool = "result.tools.\(index)"
                #expect(list.keys(tool) == ["annotations", "description", "inputSchema", "name"])
                #expect(list.string("\(tool).inputSchema.type") == "object")
                #expect(list.keys("\(tool).inputSchema.properties") != nil)
                #expect(list["\(tool).inputSchema.additionalProperties"] == .bool(false))
                let name = try #require(list.string("\(tool).name"))
                #expect(name.wholeMatch(of: /[a-z_]{1,64}/) != nil)
                let reads = name.hasPrefix("get") || name.hasPrefix("list")
                #expect(list["\(tool).annotations.readOnlyHint"] == .bool(reads))
            }
            let append = "\(place("append_upload")).inputSchema"
            #expect(list["\(append).required"] == .array([.string("file_id"), .string("data")]))
            let create = "\(place("create_refineloop_job")).inputSchema"
            #expect(list["\(create).required"] == .array([.string("model"), .string("file_id")]))
            #expect(
                list["\(create).properties.max_revisions"]
                    == .object(["type": .string("integer"), "minimum": .integer(1), "maximum": .integer(10)]))
            #expect(
                list["\(create).properties.output_mode.enum"]
                    == .array([.string("full"), .string("translations"), .string("none")]))
            #expect(list["\(create).properties.remove_hyphenation.type"] == .string("boolean"))
            let render = "\(place("create_renderocr_job")).inputSchema.properties"
            #expect(
                list["\(render).languages"]
                    == .object(["type": .string("array"), "items": .object(["type": .string("string")])]))
            let analyze = "\(place("create_analyzedoc_job")).inputSchema.properties"
            #expect(list["\(analyze).example_output.type"] == .string("object"))
            let get = "\(place("get_castdoc_job")).inputSchema"
            #expect(list["\(get).required"] == .array([.string("job_id")]))
            #expect(list["\(get).properties.wait.type"] == .string("integer"))
        }
    }

    @Test("A job goes from the first chunk to the result by tools alone")
    func flow() async throws {
        try await withHub { caller, time in
            let mcp = MCPCaller(caller)
            let pdf = try Fixture.data("office/letter.pdf")
            let created = try await mcp.result("create_upload", #"{"filename":"letter.pdf"}"#)
            let file = try #require(created.string("file_id"))
            #expect(created["size"] == .integer(0))
            for chunk in [pdf.prefix(500), pdf.dropFirst(500)] {
                let arguments = #"{"file_id":"\#(file)","data":"\#(chunk.base64EncodedString())"}"#
                _ = try await mcp.result("append_upload", arguments)
            }
            let info = try await mcp.result("get_file", #"{"file_id":"\#(file)"}"#)
            #expect(info["size"] == .integer(Int64(pdf.count)))
            // The same state as by HTTP.
            #expect(try await caller.get("/files/\(file)/content").body == pdf)
            #expect(try await mcp.result("list_files").string("data.0.file_id") == file)

            let engines = try await mcp.result("list_extractdoc_engines")
            #expect(engines.string("data.0.id") == "ki/extract")
            let job = try await mcp.result(
                "create_extractdoc_job",
                #"{"engine":"ki/extract","file_id":"\#(file)","output_format":"text"}"#)
            let id = try #require(job.string("job_id"))
            #expect(job.string("status") == "queued")
            let start = time.now
            let done = try await mcp.call("get_extractdoc_job", #"{"job_id":"\#(id)","wait":10}"#)
            #expect(time.now - start == .milliseconds(2_500))
            #expect(done.string("result.structuredContent.status") == nil)
            let text = try #require(done.string("result.content.0.text"))
            #expect(done.string("result.content.0.type") == "text")
            let ended = HubCaller.Answer(status: 200, headers: [:], body: Data(text.utf8))
            #expect(ended.string("status") == "completed")
            let output = try #require(ended.string("output_file_id"))
            let content = try await mcp.result("get_file_content", #"{"file_id":"\#(output)"}"#)
            #expect(content.text.hasPrefix("Dear (Ms) Smith,\nThank you\n"))
            #expect(try await mcp.result("list_extractdoc_jobs").string("data.0.job_id") == id)
            #expect(try await mcp.result("list_castdoc_jobs").count("data") == 0)

            let ledger = await caller.hub.ledger
            #expect(ledger.jobsCreated.map(\.id) == [id])
            #expect(ledger.jobsCreated.first?.answerReachedClient == true)
            #expect(ledger.requests(to: .createJob(.extractDoc)) == 0)
        }
    }

    @Test("Bytes that are no text are given in Base64")
    func binary() async throws {
        try await withHub { caller, _ in
            let id = try await caller.upload("a.bin", Data([0xFF, 0, 0xFE])).string("file_id") ?? ""
            let answer = try await MCPCaller(caller).call("get_file_content", #"{"file_id":"\#(id)"}"#)
            #expect(answer.string("result.content.0.type") == "resource")
            #expect(answer.string("result.content.0.resource.blob") == "/wD+")
            #expect(answer.string("result.content.0.resource.uri") == "ldxhub://files/\(id)/content")
        }
    }

    @Test("A large content is refused, and no more than that")
    func largeContent() async throws {
        try await withHub { caller, _ in
            for (size, isError) in [(4 << 20, JSONValue?.none), ((4 << 20) + 1, JSONValue.bool(true))] {
                let content = Data(repeating: UInt8(ascii: "a"), count: size)
                let id = try await caller.upload("a.txt", content).string("file_id") ?? ""
                let answer = try await MCPCaller(caller).call("get_file_content", #"{"file_id":"\#(id)"}"#)
                #expect(answer["result.isError"] == isError)
            }
        }
    }

    @Test(
        "Structured results are for revisions that know them, and a plan can leave them out",
        arguments: [("2025-06-18", true, true), ("2025-03-26", true, false), ("2025-06-18", false, false)])
    func structured(version: String, plan: Bool, isThere: Bool) async throws {
        var chosen = LDXHubPlan()
        chosen.mcp.structuresResults = plan
        try await withHub(plan: chosen) { caller, _ in
            var mcp = MCPCaller(caller)
            mcp.version = version
            let answer = try await mcp.call("list_castdoc_engines")
            #expect(answer.keys("result") == (isThere ? ["content", "structuredContent"] : ["content"]))
            #expect(answer.string("result.structuredContent.data.0.id") == (isThere ? "ki/cast" : nil))
        }
    }

    @Test(
        "What the service refuses is a result that says so",
        arguments: [
            ("get_file", #"{"file_id":"nothing"}"#, "not_found", "The file nothing"),
            ("get_file", #"{"file_id":"../../x"}"#, "not_found", "The file ../../x"),
            ("get_castdoc_job", #"{"job_id":"nothing"}"#, "not_found", "The job nothing"),
            ("append_upload", #"{"file_id":"nothing","data":"YQ=="}"#, "not_found", "The file nothing"),
            ("append_upload", #"{"file_id":"nothing","data":"?"}"#, "invalid_request", "Base64"),
            ("append_upload", #"{"file_id":"nothing"}"#, "invalid_request", "data is required"),
            ("create_upload", "{}", "invalid_request", "filename is required"),
            ("create_upload", #"{"filename":"a","size":5}"#, "invalid_request", "size is no field"),
            (
                "create_castdoc_job", #"{"engine":"ki/cast","file_id":"nothing","output_format":"docx"}"#,
                "invalid_file_id", "The file nothing"
            ),
            (
                "create_castdoc_job", #"{"engine":"ki/ocr","file_id":"nothing","output_format":"docx"}"#,
                "invalid_request", "ki/ocr is no engine"
            ),
            (
                "create_castdoc_job", #"{"engine":"ki/cast","file_id":"nothing","output_format":"pdf"}"#,
                "invalid_request", "one of docx"
            ),
        ])
    func toolErrors(tool: String, arguments: String, code: String, reason: String) async throws {
        try await withHub { caller, _ in
            let mcp = MCPCaller(caller)
            let answer = try await mcp.call(tool, arguments)
            #expect(answer.status == 200)
            #expect(answer["result.isError"] == .bool(true))
            let error = try await mcp.result(tool, arguments)
            #expect(error.string("error.code") == code, "\(answer.text)")
            #expect(error.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test(
        "Arguments that make no request are an error of the call",
        arguments: [
            ("get_file", "{}", "file_id is required"), ("get_file", #"{"file_id":5}"#, "must be a string"),
            ("get_file", #"{"file_id":""}"#, "must not be empty"),
            ("get_file", #"{"file_id":"a","size":5}"#, "size is no field"),
            ("list_files", #"{"limit":5}"#, "limit is no field"),
            ("append_upload", #"{"data":"YQ=="}"#, "file_id is required"),
            ("get_castdoc_job", #"{"job_id":"a","wait":"5"}"#, "wait must be an integer"),
            ("get_castdoc_job", #"{"job_id":"a","wait":31}"#, "from 0 to 30"),
        ])
    func badArguments(tool: String, arguments: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await MCPCaller(caller).call(tool, arguments)
            #expect(answer["error.code"] == .integer(-32_602), "\(answer.text)")
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
        }
    }

    @Test("Faults meet the endpoint as any other, and a job may be created although nobody hears of it")
    func faults() async throws {
        let faults = FaultPlan([
            .call(1, of: .sendMCP, .dropAfter), .call(2, of: .sendMCP, .rateLimited(.seconds(3))),
        ])
        try await withHub(faults: faults) { caller, _ in
            let mcp = MCPCaller(caller)
            let file = try await caller.fileID()
            let arguments = #"{"model":"openai/gpt-5.5","file_id":"\#(file)"}"#
            await #expect(throws: TransportFailure.self) {
                try await mcp.call("create_refineloop_job", arguments)
            }
            let limited = try await mcp.ask("ping")
            #expect(limited.status == 429)
            #expect(limited.headers["Retry-After"] == "3")
            let ledger = await caller.hub.ledger
            #expect(ledger.jobsCreated.count == 1)
            #expect(ledger.jobsCreated.first?.answerReachedClient == false)
        }
    }

    @Test("A tag of the request is that of the job")
    func tag() async throws {
        try await withHub { caller, _ in
            let file = try await caller.fileID()
            let message = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_refineloop_job",\
                "arguments":{"model":"openai/gpt-5.5","file_id":"\(file)"}}}
                """
            _ = try await MCPCaller(caller).send(message, headers: ["x-test-tag": "a"])
            #expect(await caller.hub.ledger.jobsCreated(tag: "a").count == 1)
        }
    }
}
