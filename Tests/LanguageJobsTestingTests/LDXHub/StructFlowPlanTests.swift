import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct StructFlowPlanTests {
    private static let upstream =
        #"{"$error":{"code":"upstream_service_error","message":"An error occurred while communicating with an upstream service. Please try again later."}}"#

    private func withPlan(
        _ change: (inout LDXHubPlan) -> Void,
        _ body: @escaping @Sendable (HubCaller) async throws -> Void
    ) async throws {
        var plan = LDXHubPlan()
        change(&plan)
        try await withHub(plan: plan) { caller, _ in try await body(caller) }
    }

    private static func rows(_ count: Int) -> String {
        (1...count).map { #"{"n":\#($0)}"# + "\n" }.joined()
    }

    @Test(
        "An output file can have other line ends and no last one",
        arguments: [
            (LDXHubPlan.StructFlow.LineEnding.lineFeed, true, "{\"n\":1}\n{\"n\":2}\n"),
            (.lineFeed, false, "{\"n\":1}\n{\"n\":2}"),
            (.carriageReturnLineFeed, true, "{\"n\":1}\r\n{\"n\":2}\r\n"),
            (.carriageReturnLineFeed, false, "{\"n\":1}\r\n{\"n\":2}"),
        ])
    func lineEnds(ending: LDXHubPlan.StructFlow.LineEnding, endsLast: Bool, expected: String) async throws {
        try await withPlan {
            $0.structFlow.lineEnding = ending
            $0.structFlow.endsLastLine = endsLast
        } _: { caller in
            let output = try await caller.output(Self.rows(2), like: #"{"n":1}"#)
            #expect(output == expected)
        }
    }

    @Test("Records of an output file can be wrapped; errors are not")
    func wrapped() async throws {
        try await withPlan {
            $0.structFlow.wrapsOutput = true
            $0.structFlow.failingRecords = [2]
        } _: { caller in
            let output = try await caller.output(Self.rows(3), like: #"{"n":1}"#)
            #expect(
                output == "{\"output\":{\"n\":1}}\n\(Self.upstream)\n{\"output\":{\"n\":3}}\n")
        }
    }

    @Test("Chosen records fail in files and inline, and the job completes")
    func chosen() async throws {
        try await withPlan {
            $0.structFlow.failingRecords = [1, 3]
        } _: { caller in
            let output = try await caller.output(Self.rows(3), like: #"{"n":1}"#)
            #expect(
                output == "\(Self.upstream)\n{\"n\":2}\n\(Self.upstream)\n")
            let done = try await caller.end(
                caller.extract(
                    inputs: #"[{"id":"a","data":{"n":1}},{"id":"b","data":{"n":2}},{"id":"c","data":{}}]"#,
                    like: #"{"n":1}"#))
            #expect(done.string("status") == "completed")
            #expect(done["summary.failed_count"] == .integer(2))
            #expect(done.keys("results.0") == ["error", "id", "status"])
            #expect(done.string("results.0.status") == "failed")
            #expect(done.string("results.0.error.code") == "upstream_service_error")
            #expect(done["results.1.output.n"] == .integer(2))
            #expect(done.string("results.2.id") == "c")
            #expect(done["usage.skipped_characters"] == .integer(9))
        }
    }

    @Test("A rate of records fails, others for another seed or job")
    func rate() async throws {
        func failures(seed: UInt64) async throws -> [Set<Int>] {
            let found = SendableBox<[Set<Int>]>([])
            try await withPlan {
                $0.structFlow.failureRate = 0.2
                $0.seed = seed
            } _: { caller in
                for _ in 0..<2 {
                    let lines = try await caller.output(Self.rows(1_000), like: #"{"n":1}"#).split(
                        separator: "\n")
                    #expect(lines.count == 1_000)
                    let failed = lines.indices.filter { lines[$0] == Self.upstream }
                    #expect(
                        lines.indices.allSatisfy { failed.contains($0) || lines[$0] == "{\"n\":\($0 + 1)}" })
                    found.withLock { $0.append(Set(failed)) }
                }
            }
            return found.current
        }
        let first = try await failures(seed: 1)
        #expect(first.allSatisfy { (150...250).contains($0.count) })
        #expect(first[0] != first[1])
        #expect(try await failures(seed: 1) == first)
        #expect(try await failures(seed: 2) != first)
    }

    @Test("Results can be spelled and ordered in other ways")
    func spelling() async throws {
        try await withPlan {
            $0.structFlow.failingRecords = [2]
            $0.structFlow.results.id = nil
            $0.structFlow.results.output = "data"
            $0.structFlow.results.error = "failure"
            $0.structFlow.results.completed = "success"
            $0.structFlow.results.failed = "error"
            $0.structFlow.results.totalCount = "total_count"
            $0.structFlow.results.isReversed = true
        } _: { caller in
            let done = try await caller.end(
                caller.extract(
                    inputs: #"[{"id":"a","data":{"n":1}},{"id":"b","data":{"n":2}}]"#, like: #"{"n":1}"#))
            #expect(done["summary"] == .object(["failed_count": .integer(1), "total_count": .integer(2)]))
            #expect(done.keys("results.0") == ["failure", "status"])
            #expect(done.string("results.0.status") == "error")
            #expect(
                done["results.1"]
                    == .object(["status": .string("success"), "data": .object(["n": .integer(1)])]))
        }
    }

    @Test(
        "An input can be text, where the plan says so",
        arguments: [(#""hello""#, "hello"), (#""{\"text\":\"x\"}""#, "x"), (#""[1]""#, "[1]")])
    func text(data: String, expected: String) async throws {
        try await withPlan {
            $0.structFlow.acceptsTextInputs = true
        } _: { caller in
            let done = try await caller.end(
                caller.extract(inputs: #"[{"id":"a","data":\#(data)}]"#, like: #"{"text":""}"#))
            #expect(done.string("results.0.output.text") == expected)
        }
    }

    @Test("Jobs can show the file that they work on")
    func fileID() async throws {
        try await withPlan {
            $0.structFlow.showsFileID = true
        } _: { caller in
            let created = try await caller.extract(Self.rows(1), like: #"{"n":1}"#)
            #expect(created.string("file_id") == nil)
            let id = await caller.hub.ledger.jobsCreated.first?.fileID
            #expect(try await caller.end(created).string("file_id") == id)
            #expect(try await caller.get(HubCaller.structFlow).string("data.0.file_id") == id)
        }
    }

    @Test("A plan can give records of its own, in files and inline")
    func records() async throws {
        try await withPlan {
            $0.structFlow.failingRecords = [3]
            $0.record = { order in
                guard order.service == .structFlow, order.prompt == "Extract.",
                    order.example == Data(#"{"n":1}"#.utf8)
                else { return nil }
                return order.input == Data(#"{"n":2}"#.utf8) ? Data(#"{"n":"two"}"#.utf8) : nil
            }
        } _: { caller in
            let output = try await caller.output("{\"n\":1}\n{\"n\":2}\n{\"n\":2}", like: #"{"n":1}"#)
            #expect(output == "{\"n\":1}\n{\"n\":\"two\"}\n\(Self.upstream)\n")
            let done = try await caller.end(
                caller.extract(inputs: #"[{"id":"a","data":{"n":2}}]"#, like: #"{"n":1}"#))
            #expect(done.string("results.0.output.n") == "two")
            #expect(done["usage.output_characters"] == .integer(11))
        }
    }
}
