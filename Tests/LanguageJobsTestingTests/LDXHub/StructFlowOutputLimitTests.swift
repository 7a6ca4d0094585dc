import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct StructFlowOutputLimitTests {
    /// Gives the output's size for lines of `{}` and an example whose member has a name of 4 KiB.
    private func size(lines: Int, limit: Int64) throws -> Int64? {
        let name = String(repeating: "a", count: 4_096)
        let plan = LDXHubPlan()
        let kind = StructFlowKind(plan)
        let file = LDXHubFile(
            id: "a", filename: "a.jsonl",
            body: try StoredBody(Data(String(repeating: "{}\n", count: lines).utf8)),
            created: .zero, updated: .zero, expires: .seconds(1))
        let body = try CheckedBody(
            .object(["system_prompt": .string("Extract."), "example_output": .object([name: .string("a")])]),
            fields: kind.fields)
        let input = LDXHubJobInput(body: body, number: 1, file: file)
        var steps = StructFlowFileSteps(
            file, try StructFlowRecords(input, plan), plan.structFlow, outputLimit: limit)
        while true {
            if let product = try steps.next() { return try product.output?.stored().count }
        }
    }

    @Test("A job whose output gets too large fails")
    func tooLarge() {
        let failure = #expect(throws: LDXHubJobFailure.self) { try size(lines: 1_000, limit: 2 << 20) }
        #expect(failure?.code == "output_too_large")
    }

    @Test("An output of several pieces is whole")
    func whole() throws {
        let size = try #require(try size(lines: 1_000, limit: 16 << 20))
        #expect(size > 4_096_000)
        #expect(size <= 16 << 20)
    }
}
