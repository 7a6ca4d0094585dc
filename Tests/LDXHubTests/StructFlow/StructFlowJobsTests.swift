import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("StructFlow jobs")
struct StructFlowJobsTests {
    private func request(_ change: (inout StructFlow.Request) -> Void = { _ in }) -> StructFlow.Request {
        var request = StructFlow.Request(
            model: "m", systemPrompt: "p", exampleOutput: ["a": 1.0], fileID: "f")
        change(&request)
        return request
    }

    @Test("are created with an example whose numbers keep their kind, byte for byte")
    func bytes() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/structflow/jobs").body(
                    Data(
                        #"{"example_output":{"count":10000,"total":10000.0},"file_id":"f","model":"m","system_prompt":"p"}"#
                            .utf8)), .status(202, json: #"{"job_id":"j","status":"queued"}"#))
        }
        let job = try await ScriptedStructFlow.client(mock).structFlow.create(
            request { $0.exampleOutput = ["total": 10_000.0, "count": 10_000] })
        #expect(job == StructFlow.Job(id: "j", status: .queued, details: .init()))
        try mock.verify()
    }

    @Test("take a file or rows, and an upload takes the place of rows")
    func eitherOr() throws {
        try request().validate()
        var request = request { $0.inputs = [.init(id: "1", data: ["x": "y"])] }
        expectInvalid(request, "The request has a file and rows. Give one of the two.")
        request.setInput("g")
        #expect(request.fileID == "g")
        #expect(request.inputs == nil)
        request.fileID = nil
        expectInvalid(request, "The request has neither a file nor rows. Give one of the two.")
    }

    @Test("are refused before anything is sent when something is missing or twice there")
    func invalid() {
        expectInvalid(request { $0.model = " " }, "The model is empty. Choose one of models().")
        expectInvalid(
            request { $0.systemPrompt = "\n" },
            "The prompt is empty. Say what is to be taken out of each row.")
        let noObject = "The example is no object with members. Show the shape of one record."
        expectInvalid(request { $0.exampleOutput = [1, 2] }, noObject)
        expectInvalid(request { $0.exampleOutput = [:] }, noObject)
        expectInvalid(
            request { $0.exampleOutput = ["a": [.number(.nan)]] },
            "The example has a number that is not finite. Correct it.")
        let rows = { (inputs: [StructFlow.Input]) in
            request {
                $0.fileID = nil
                $0.inputs = inputs
            }
        }
        expectInvalid(rows([]), "The list of rows is empty. Give one at least.")
        expectInvalid(
            rows([.init(id: "a", data: ["x": 1]), .init(id: "a", data: ["x": 1])]),
            "Row 2 has the id “a”, and so has another. Give each row an id of its own.")
        expectInvalid(rows([.init(id: "a", data: "text")]), "Row 1 is no JSON object. Give it members.")
    }

    private func expectInvalid(_ request: StructFlow.Request, _ message: String) {
        #expect {
            try request.validate()
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest && ($0 as? ClientError)?.message == message
        }
    }

    @Test("give the results of rows that were in the request as the lines of a file")
    func inlineOutput() async throws {
        let job = """
            {"job_id":"j","status":"completed","expires_at":"2026-04-14T11:21:23Z","summary":{"failed_count":1},
            "results":[{"id":"1","status":"completed","output":{"b":2,"a":10000.5}},
            {"id":"2","status":"failed","error":{"code":"c","message":"No."}}]}
            """
        let mock = MockTransport {
            Exchange(.get("/structflow/jobs"), .json(#"{"data":[{"job_id":"j","status":"completed"}]}"#))
            Exchange(.get("/structflow/jobs/j"), .json(job))
        }
        let ldx = try ScriptedStructFlow.client(mock)
        let line = try #require(try await ldx.structFlow.jobs().first)
        let output = try await ldx.structFlow.output(of: line)
        #expect(output.id == "")
        #expect(output.reference?.description == "ldxhub.structflow/j")
        #expect(output.expiresAt == Date(timeIntervalSince1970: 1_776_165_683))
        #expect(
            try await output.data()
                == Data(
                    """
                    {"a":10000.5,"b":2}
                    {"$error":{"code":"c","message":"No."}}

                    """.utf8))
        await #expect {
            _ = try await ldx.structFlow.run(
                .result(output), model: "m", prompt: "p", example: ["a": 1])
        } throws: {
            ($0 as? ClientError)?.message.hasPrefix("The input names no file") ?? false
        }
        try mock.verify()
    }

    @Test("that are completed with neither results nor a file are an error")
    func noOutput() async throws {
        let mock = MockTransport {
            Exchange(.get("/structflow/jobs/j"), .json(#"{"job_id":"j","status":"completed"}"#), times: 2)
        }
        let ldx = try ScriptedStructFlow.client(mock)
        await #expect {
            _ = try await ldx.structFlow.output(of: try await ldx.structFlow.job("j"))
        } throws: {
            ($0 as? ClientError)?.code == .unexpectedResponse
        }
        try mock.verify()
    }

    @Test(
        "have details that are read as far as they are what they should be, and written back",
        arguments: [
            (#""summary":{"failed_count":2,"total":9},"results":[]"#, 2, 0), (#""summary":"none""#, nil, nil),
            (#""summary":{"failed_count":"2"},"results":{"1":{}}"#, nil, nil),
            (#""results":[1,{"id":"a"}]"#, nil, 2),
        ] as [(String, Int?, Int?)])
    func details(json: String, failed: Int?, results: Int?) throws {
        let body = Data(#"{"job_id":"j","status":"completed",\#(json)}"#.utf8)
        let job = try JSONDecoder().decode(StructFlow.Job.self, from: body)
        #expect(job.details.failedCount == failed)
        #expect(job.details.results?.count == results)
        #expect(
            try JSONDecoder().decode(StructFlow.Job.self, from: JSONEncoder().encode(job)) == job)
    }
}
